/** Puts an Auth Token of a test's own before an emulator, whose usual one cannot be told from its Account SID. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { FrontDoor } from '../../../src/emulator/front-door/server.js';

/** @returns Where the emulator is reached with that token, and how to end it. */
export async function withAuthToken(
  door: FrontDoor,
  authToken: string,
): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createAdaptorServer({
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const given = Buffer.from(
        (request.headers.get('Authorization') ?? '').replace(/^Basic /, ''),
        'base64',
      ).toString();
      const usual = given.replace(`:${authToken}`, `:${door.credentials.TWILIO_AUTH_TOKEN}`);
      const headers = {
        Authorization: `Basic ${Buffer.from(usual).toString('base64')}`,
        'Content-Type': request.headers.get('Content-Type') ?? '',
      };
      const body = request.method === 'GET' ? null : await request.text();
      const answer = await fetch(door.origin + pathname + search, { method: request.method, headers, body });
      return new Response(answer.status === 204 ? null : await answer.text(), { status: answer.status });
    },
  }) as Server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

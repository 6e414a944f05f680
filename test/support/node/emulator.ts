/** An emulator on a loopback port of its own, with the helper library and tokens for it. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import twilio from 'twilio';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator/index.js';
import { FetchRequestClient } from '../../../src/server/twilio-requests.js';
import type { TokenChoice } from '../contract/emulator-host.js';
import './sdk-timers.js';

type TwilioClient = ReturnType<typeof twilio>;

export interface EmulatorFixture {
  readonly emulator: Emulator;
  /** For the SDK's `Twilsock` option. */
  readonly socketUri: string;
  /** Twilio's helper library, as the account itself. */
  readonly twilio: TwilioClient;
  /** The chat service that tokens are for; it shares reachability. */
  readonly service: ReturnType<TwilioClient['conversations']['v1']['services']>;
  readonly serviceSid: string;
  /** An access token of the identity. */
  token(identity: string, choice?: TokenChoice): string;
  close(): Promise<void>;
}

/** Twilio's helper library with the emulator behind it. */
export function helperLibrary(emulator: Emulator): TwilioClient {
  const httpClient = new FetchRequestClient((request) => emulator.fetch(request));
  return twilio(emulator.accountSid, emulator.authToken, { env: {}, httpClient });
}

/** Starts an emulator with one chat service and one API key. */
export async function startEmulator(options?: EmulatorOptions): Promise<EmulatorFixture> {
  let port = 0;
  const emulator = createEmulator({ mediaUrl: () => `http://127.0.0.1:${port}/media`, ...options });
  const library = helperLibrary(emulator);
  const { sid: serviceSid } = await library.conversations.v1.services.create({ friendlyName: 'Test' });
  const service = library.conversations.v1.services(serviceSid);
  await service.configuration().update({ reachabilityEnabled: true });
  const key = await library.api.v2010.accounts(emulator.accountSid).newKeys.create({ friendlyName: 'Test' });

  const server = createAdaptorServer({ fetch: (request) => emulator.fetch(request) }) as Server;
  server.on('upgrade', (request, socket, head) => emulator.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);

  return {
    emulator,
    socketUri: `ws://127.0.0.1:${port}/v3/wsconnect`,
    twilio: library,
    service,
    serviceSid,
    token(identity, choice = {}) {
      const { ttl = 3600, secret = key.secret, accountSid = emulator.accountSid } = choice;
      const { AccessToken } = twilio.jwt;
      const token = new AccessToken(accountSid, key.sid, secret, { identity, ttl });
      token.addGrant(new AccessToken.ChatGrant({ serviceSid: choice.serviceSid ?? serviceSid }));
      return token.toJwt();
    },
    async close() {
      await emulator.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The signed-in team in front of the routes of Setup. */
import type { InvitationAnswer, SetupAnswer } from '../../src/shared/setup.js';
import type { Storage } from '../../src/server/storage.js';
import { createTestServer, ORIGIN, type TestServer } from './harness.js';

export const PASSWORD = 'correct horse battery';

export interface Owner {
  readonly headers: { readonly Cookie: string; readonly Origin: string };
  /** Sends a body as JSON, signed in and from the own origin. */
  ask(method: string, path: string, body?: unknown): Promise<Response>;
  /** The account as Setup shows it. */
  account(): Promise<SetupAnswer>;
  /** Invites somebody. @returns The invitation. */
  invite(name: string, email: string): Promise<string>;
}

/** The one who holds a sign-in. */
export function ownerOf(server: TestServer, headers: Owner['headers']): Owner {
  const ask: Owner['ask'] = (method, path, body) =>
    server.send(path, {
      method,
      headers: { ...headers, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    headers,
    ask,
    account: async () => (await (await ask('GET', '/setup/account')).json()) as SetupAnswer,
    async invite(name, email) {
      const { path } = (await (await ask('POST', '/setup/team', { name, email })).json()) as InvitationAnswer;
      return path.slice(path.indexOf('#') + 1);
    },
  };
}

/**
 * A server, and its owner signed in by link.
 *
 * @param storage Where the server keeps everything. Default: in memory.
 */
export async function openSetup(storage?: Storage): Promise<{ server: TestServer; owner: Owner }> {
  const server = await createTestServer({}, storage);
  return { server, owner: ownerOf(server, await server.signIn()) };
}

/** Takes an invitation up. @returns The new member, signed in. */
export async function join(server: TestServer, invitation: string, password = PASSWORD): Promise<Owner> {
  const response = await server.post('/join', { invitation, password }, { Origin: ORIGIN });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return ownerOf(server, { Cookie: cookieOf(response), Origin: ORIGIN });
}

/** The cookie that an answer sets. */
export function cookieOf(response: Response): string {
  const cookies = response.headers.getSetCookie();
  return cookies.at(-1)?.split(';', 1)[0] ?? '';
}

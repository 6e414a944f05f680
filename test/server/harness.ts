/** A companion server without a port: two accounts, the emulator, files in memory, a clock that stands still. */
import { createHmac } from 'node:crypto';
import { DEMO_ACCOUNT, type NewAccount } from '../../src/server/accounts.js';
import { brotli } from '../../src/server/node.js';
import { createApp } from '../../src/server/app.js';
import { createBackend, type Backend } from '../../src/server/backend.js';
import type { Companion } from '../../src/server/companion.js';
import type { LogEntry } from '../../src/server/log.js';
import { openMemoryStorage } from '../../src/server/database/memory.js';
import type { Storage } from '../../src/server/storage.js';
import type { ErrorBody } from '../../src/shared/errors.js';
import type { SessionAnswer, SessionRequest } from '../../src/shared/session.js';

export const ORIGIN = 'http://127.0.0.1:8080';
export const SIGN_IN_KEY = 'canary-sign-in-key';
export const IDENTITY_KEY = 'canary-identity-key';

/** An account that only two sites may use. */
export const CLOSED_ACCOUNT = {
  id: '00000000-0000-4000-8000-000000000001',
  secretKeys: ['canary-new-secret-key', 'canary-old-secret-key'],
  allowedOrigins: ['https://acme.com', 'https://*.acme.dev:8443'],
  config: { chat: { name: '</script><!-- $& & \u2028\u2029' } },
} as const satisfies NewAccount;

/** An account whose secret key was never set. */
export const KEYLESS_ACCOUNT = {
  id: '00000000-0000-4000-8000-000000000002',
  secretKeys: [''],
  allowedOrigins: '*',
} as const satisfies NewAccount;

const FILES: Readonly<Record<string, string>> = {
  'dist/cdn/missive.js': '/*! missive-chat */start(__MISSIVE_SETTINGS__);',
  'dist/cdn/missive-chat.js': 'export {};',
  'dist/cdn/assets/window-abc123.js': 'export const window = 1;',
  'dist/inbox/index.html': '<!doctype html><title>Inbox</title>',
  'dist/inbox/inbox.js': 'export {};',
  'dist/setup/index.html': '<!doctype html><title>Setup</title>',
  'dist/setup/sign-in.html':
    '<!doctype html><title>Sign in</title><script type="module" src="/assets/sign-in.js"></script>',
  'demo/index.html': '<!doctype html><title>Demo</title>',
  'demo/legacy/index.html': '<!doctype html><title>Legacy</title>',
  'package.json': '{"canary": true}',
};

/**
 * What a server is put together from.
 *
 * @param replace Methods of the backend to replace, to play its failures.
 * @param storage Where it keeps everything; the accounts are added. Default: in memory.
 */
export async function createTestCompanion(replace: Partial<Backend> = {}, storage?: Storage) {
  storage ??= await openMemoryStorage([]);
  for (const account of [DEMO_ACCOUNT, CLOSED_ACCOUNT, KEYLESS_ACCOUNT]) await storage.accounts.add(account);
  const log: LogEntry[] = [];
  const clock = { now: 1_800_000_000_000 };
  const companion: Companion = {
    storage,
    backend: { ...createBackend({}, storage), ...replace },
    files: {
      async read(path) {
        const content = FILES[path];
        return content === undefined ? null : new TextEncoder().encode(content);
      },
    },
    compress: brotli,
    identityKey: IDENTITY_KEY,
    signInKey: SIGN_IN_KEY,
    teamAccount: DEMO_ACCOUNT.id,
    now: () => clock.now,
    log: (entry) => log.push(entry),
  };
  return { companion, clock, log };
}

export type TestServer = Awaited<ReturnType<typeof createTestServer>>;

/** As `createTestCompanion`, with its routes. */
export async function createTestServer(...parts: Parameters<typeof createTestCompanion>) {
  const { companion, clock, log } = await createTestCompanion(...parts);
  const { storage, backend } = companion;
  const app = createApp(companion);

  const send = async (path: string, init: RequestInit = {}, remoteAddress = '127.0.0.1'): Promise<Response> =>
    app.request(ORIGIN + path, init, { remoteAddress });

  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    send(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  return {
    app,
    storage,
    backend,
    log,
    clock,
    send,
    post,

    async openSession(request: SessionRequest = {}, account: string = DEMO_ACCOUNT.id): Promise<SessionAnswer> {
      const response = await post(`/${account}/session`, request);
      if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
      return (await response.json()) as SessionAnswer;
    },

    startConversation: (device: string, account: string = DEMO_ACCOUNT.id): Promise<Response> =>
      send(`/${account}/conversation`, { method: 'POST', headers: { Authorization: `Bearer ${device}` } }),

    /** Signs in and returns the headers of a page of the team. */
    async signIn(): Promise<{ Cookie: string; Origin: string }> {
      const response = await send(`/sign-in?key=${SIGN_IN_KEY}&to=/inbox`);
      return { Cookie: response.headers.get('set-cookie')?.split(';', 1)[0] ?? '', Origin: ORIGIN };
    },
  };
}

/** The digest that a site's server makes. */
export function digestOf(email: string, key = DEMO_ACCOUNT.secretKeys[0] as string): string {
  return createHmac('sha256', key).update(email).digest('hex');
}

/** The code of an answer that is an error. */
export async function errorCodeOf(response: Response): Promise<string> {
  return ((await response.json()) as ErrorBody).error.code;
}

interface Claims {
  exp: number;
  iat: number;
  nbf?: number;
  grants: Record<string, unknown>;
}

/** The claims of an access token. */
export function claimsOf(token: string): Claims {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;
}

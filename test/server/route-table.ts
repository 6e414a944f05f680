/** Every route of the companion, with who may use it. `routes.test.ts` holds it to what the app itself has registered. */
import { CLOSED_ACCOUNT } from './harness.js';

/**
 * Whom a route answers.
 *
 * - `everybody`: whoever asks.
 * - `site`: pages of the account's allowed origins.
 * - `device`: the same, with the secret of a device.
 * - `own-page`: pages of this server; nobody has to be signed in.
 * - `member`: pages of this server, for the signed-in.
 * - `member-page`: the signed-in; everybody else gets the page to sign in.
 * - `emulator`: the files of the emulator, which has errors of its own.
 */
export type Guard = 'everybody' | 'site' | 'device' | 'own-page' | 'member' | 'member-page' | 'emulator';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As the app registers it. */
  readonly pattern: string;
  /** An address of that pattern, in the closed account where it names one. */
  readonly path: string;
  readonly guard: Guard;
  /** A body of the documented form; `null` for routes that read none. */
  readonly body: Readonly<Record<string, unknown>> | null;
}

type Row = [line: string, guard: Guard, path?: string, body?: Record<string, unknown>];

const { id } = CLOSED_ACCOUNT;
const CONVERSATION = '/inbox/conversations/CH00000000000000000000000000000001';
const PREVIEW = '/setup/:preview{preview-.+}';

const ROWS: readonly Row[] = [
  ['GET /healthz', 'everybody'],
  ['GET /readyz', 'everybody'],
  ['GET /', 'everybody'],
  ['GET /demo', 'everybody'],
  ['GET /demo/:path{.*}', 'everybody', '/demo/legacy/'],
  ['GET /bare/:account', 'everybody', `/bare/${id}`],
  ['GET /missive-chat.js', 'everybody'],
  ['GET /assets/:name{.+}', 'everybody', '/assets/window-abc123.js'],
  // A middleware: route patterns have no empty segments, which an id may be.
  ['GET /*', 'everybody', `/${id}/missive.js`],
  ['GET /twilio/media/*', 'emulator', '/twilio/media/v1/ME00000000000000000000000000000001'],
  ['GET /:account/settings', 'site', `/${id}/settings`],
  [
    'POST /:account/session',
    'site',
    `/${id}/session`,
    { user: { email: 'jane@acme.com', digest: 'd78c' }, device: 'x' },
  ],
  ['POST /:account/conversation', 'device', `/${id}/conversation`],
  ['GET /sign-in', 'everybody'],
  ['GET /join', 'everybody'],
  ['POST /sign-in', 'own-page', '/sign-in', { email: 'ada@acme.com', password: 'x', account: '' }],
  ['POST /join', 'own-page', '/join', { invitation: 'x.y', password: 'a new password' }],
  ['POST /join/check', 'own-page', '/join/check', { invitation: 'x.y' }],
  ['POST /sign-out', 'own-page'],
  ['GET /inbox', 'member-page'],
  ['GET /inbox/', 'member-page'],
  ['GET /setup', 'member-page'],
  ['GET /setup/', 'member-page'],
  ['POST /inbox/session', 'member'],
  ['POST /inbox/people', 'member', '/inbox/people', { identities: [] }],
  ['POST /inbox/attendance', 'member', '/inbox/attendance', {}],
  ['GET /inbox/conversations', 'member'],
  ['GET /inbox/conversations/:sid/messages', 'member', `${CONVERSATION}/messages`],
  ['POST /inbox/conversations/:sid/close', 'member', `${CONVERSATION}/close`, { seenIndex: 0 }],
  ['POST /inbox/conversations/:sid/reopen', 'member', `${CONVERSATION}/reopen`, {}],
  ['GET /setup/account', 'member'],
  ['PUT /setup/account', 'member', '/setup/account', { version: 0, config: {}, allowedOrigins: '*' }],
  ['POST /setup/keys', 'member', '/setup/keys', {}],
  ['DELETE /setup/keys/:key', 'member', '/setup/keys/unknown'],
  ['POST /setup/digest', 'member', '/setup/digest', { email: 'jane@acme.com', digest: 'd78c' }],
  ['POST /setup/twilio', 'member', '/setup/twilio', { accountSid: '', authToken: '', region: '' }],
  ['POST /setup/team', 'member', '/setup/team', { name: 'Ada', email: 'ada@acme.com' }],
  ['DELETE /setup/team/:member', 'member', '/setup/team/unknown'],
  ['POST /setup/team/:member/invitation', 'member', '/setup/team/unknown/invitation', {}],
  ['PUT /setup/password', 'member', '/setup/password', { current: 'x', password: 'a new password' }],
  ['GET /setup/sign-ins', 'member'],
  ['DELETE /setup/sign-ins/:id', 'member', '/setup/sign-ins/unknown'],
  ['GET /setup/preview', 'member'],
  [`GET ${PREVIEW}/settings`, 'everybody', `/setup/preview-${id}/settings`],
  // They lead to the visitor's own routes, which ask who it is.
  [`POST ${PREVIEW}/session`, 'own-page', `/setup/preview-${id}/session`],
  [`POST ${PREVIEW}/conversation`, 'own-page', `/setup/preview-${id}/conversation`],
];

export const ROUTES: readonly Route[] = ROWS.map(([line, guard, path, body]) => {
  const [method, pattern] = line.split(' ') as [Route['method'], string];
  return { method, pattern, path: path ?? pattern, guard, body: body ?? null };
});

/** The routes that read a body. */
export const BODY_ROUTES = ROUTES.filter(({ body }) => body !== null);

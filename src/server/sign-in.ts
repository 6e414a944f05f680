/**
 * Signing in and out. By password, or by the link that the server prints: whoever reads its terminal is its operator.
 * The link works while the process lives, from the same machine only, and not through a proxy, which would make
 * everybody look local.
 */
import type { Context, Hono } from 'hono';
import type { InvitedAnswer, SignInChoice } from '../shared/sign-in.js';
import type { Companion, ServerEnvironment } from './companion.js';
import { PublicError, refuseOtherMethods } from './errors.js';
import { readInvitation, takeInvitation } from './invitations.js';
import { readJson } from './json-body.js';
import { lengthOf, PASSWORD_LENGTH } from './passwords.js';
import { checkPassword } from './password-check.js';
import { isSameSecret } from './secrets.js';
import { readObject } from './session-request.js';
import { beginSignIn, endSignIn, refuseOtherOrigins } from './sign-ins.js';
import { DEMO_MEMBER } from './team.js';

/** Pages that a sign-in link may lead to. A closed list: a link never leads anywhere else. */
const TARGETS = ['/inbox', '/setup'] as const;

/** Path and query of a one-click sign-in link. */
export function signInPath(key: string, target: (typeof TARGETS)[number]): string {
  return `/sign-in?key=${key}&to=${target}`;
}

export function addSignInRoutes(app: Hono<ServerEnvironment>, companion: Companion): void {
  for (const path of ['/sign-in', '/sign-out', '/join', '/join/check']) app.use(path, refuseOtherOrigins());

  app.get('/sign-in', async (context) => {
    const { key = '', to = '' } = context.req.query();
    const target = TARGETS.find((candidate) => candidate === to);
    if (!isDirectAndLocal(context) || target === undefined || !isSameSecret(key, companion.signInKey)) {
      throw new PublicError('bad-sign-in');
    }
    // Made at the first use of the link; the Inbox brings a new member into what is open.
    const who = { account: companion.teamAccount, member: DEMO_MEMBER };
    await companion.storage.team.identityOf(who.account, who.member);
    await beginSignIn(companion, context, who);
    context.header('Cache-Control', 'no-store');
    context.header('Referrer-Policy', 'no-referrer');
    return context.redirect(target, 303);
  });

  app.post('/sign-in', async (context) => {
    const { email, password, account } = checkSignIn(await readJson(context.req.raw));
    const members = await checkPassword(companion, context, email, password);
    const chosen = account === '' ? members : members.filter((member) => member.account === account);
    const [first] = chosen;
    if (first === undefined) throw new PublicError('bad-credentials');
    context.header('Cache-Control', 'no-store');
    if (chosen.length > 1) return context.json<SignInChoice>({ accounts: await nameAccounts(companion, chosen) });
    await beginSignIn(companion, context, first);
    return context.json<SignInChoice>({ accounts: [] });
  });

  app.post('/join', async (context) => {
    const { invitation, password } = readObject(await readJson(context.req.raw));
    if (typeof invitation !== 'string') throw new PublicError('bad-request');
    const member = await takeInvitation(companion, invitation, checkNewPassword(password));
    await beginSignIn(companion, context, member);
    context.header('Cache-Control', 'no-store');
    return context.json({});
  });

  /** Whom the page greets; and whoever comes too late learns it before they have thought of a password. */
  app.post('/join/check', async (context) => {
    const { invitation } = readObject(await readJson(context.req.raw));
    if (typeof invitation !== 'string') throw new PublicError('bad-request');
    const { account, member } = await readInvitation(companion, invitation);
    const [its, they] = await Promise.all([
      companion.storage.accounts.find(account),
      companion.storage.team.find(account, member),
    ]);
    if (its === null || they === null) throw new PublicError('bad-invitation');
    context.header('Cache-Control', 'no-store');
    const { name, email, hasPassword } = they;
    return context.json<InvitedAnswer>({ accountName: its.name, name, email, hasPassword });
  });

  app.post('/sign-out', async (context) => {
    await endSignIn(companion, context);
    context.header('Cache-Control', 'no-store');
    return context.json({});
  });

  app.all('/sign-in', refuseOtherMethods('GET, HEAD, POST'));
  for (const path of ['/sign-out', '/join/check']) app.all(path, refuseOtherMethods('POST'));
}

/** @throws PublicError `weak-password` for one that is too short, or too long to be typed. */
export function checkNewPassword(password: unknown): string {
  if (typeof password !== 'string') throw new PublicError('bad-request');
  const length = lengthOf(password);
  if (length < PASSWORD_LENGTH.min || length > PASSWORD_LENGTH.max) throw new PublicError('weak-password');
  return password;
}

function checkSignIn(body: unknown): { email: string; password: string; account: string } {
  const { email, password, account = '' } = readObject(body);
  if (typeof email !== 'string' || typeof password !== 'string' || typeof account !== 'string') {
    throw new PublicError('bad-request');
  }
  // No password is longer, and a long one would only cost time.
  if (lengthOf(password) > PASSWORD_LENGTH.max) throw new PublicError('bad-credentials');
  return { email, password, account };
}

async function nameAccounts(
  { storage }: Companion,
  members: readonly { account: string }[],
): Promise<SignInChoice['accounts']> {
  const accounts = await Promise.all(members.map(({ account }) => storage.accounts.find(account)));
  return accounts.flatMap((account) => (account === null ? [] : [{ id: account.id, name: account.name }]));
}

function isDirectAndLocal(context: Context<ServerEnvironment>): boolean {
  const isForwarded = Object.keys(context.req.header()).some((name) => /^(x-)?forwarded(-|$)/i.test(name));
  return !isForwarded && /^(127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/.test(context.env.remoteAddress ?? '');
}

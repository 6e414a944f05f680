/** The team's part of Setup: members, their invitations, and the own sign-in. */
import type { Context, Hono } from 'hono';
import type { InvitationAnswer, SignInsAnswer } from '../shared/setup.js';
import type { Companion, ServerEnvironment } from './companion.js';
import { PublicError, refuseOtherMethods } from './errors.js';
import { createInvitation, invitationPath } from './invitations.js';
import { readJson } from './json-body.js';
import { checkMember } from './member-check.js';
import { checkPassword } from './password-check.js';
import { hashPassword } from './passwords.js';
import { readObject } from './session-request.js';
import { checkNewPassword } from './sign-in.js';
import { beginSignIn, isAlive, requireSignIn, type FoundSignIn } from './sign-ins.js';
import { TOKEN_SECONDS } from './twilio-backend.js';

/** @param answer Answers with the account as it is now. */
export function addSetupTeamRoutes(
  app: Hono<ServerEnvironment>,
  companion: Companion,
  answer: (context: Context<ServerEnvironment>, signIn: FoundSignIn) => Promise<Response>,
): void {
  const { storage } = companion;

  app.post('/setup/team', async (context) => {
    const { account } = await requireSignIn(companion, context);
    const { name, email } = readObject(await readJson(context.req.raw));
    if (typeof name !== 'string' || typeof email !== 'string') throw new PublicError('bad-request');
    const member = await storage.team.add(account, checkMember(name, email));
    if (member === null) throw new PublicError('member-exists');
    return context.json(await invite(account, member.id));
  });

  app.post('/setup/team/:member/invitation', async (context) => {
    const { account } = await requireSignIn(companion, context);
    readObject(await readJson(context.req.raw));
    const member = await storage.team.find(account, context.req.param('member'));
    // Without an e-mail nobody can sign in by password.
    if (member === null || member.email === '') throw new PublicError('not-found');
    return context.json(await invite(account, member.id));
  });

  app.delete('/setup/team/:member', async (context) => {
    const signIn = await requireSignIn(companion, context);
    const member = context.req.param('member');
    // Nobody locks themselves out; so there is always somebody left.
    if (member === signIn.member) throw new PublicError('bad-request');
    const now = companion.now();
    await storage.team.remove(signIn.account, member, now);
    // Asked again after a failure of Twilio, it goes on where it ended.
    const former = await storage.team.formerSince(signIn.account, now - TOKEN_SECONDS * 1000);
    const removed = former.filter(({ id }) => id === member);
    if (removed.length === 0) throw new PublicError('not-found');
    for (const { identity } of removed) await companion.backend.dismiss(signIn.account, identity);
    return answer(context, signIn);
  });

  app.put('/setup/password', async (context) => {
    const signIn = await requireSignIn(companion, context);
    const { current, password } = readObject(await readJson(context.req.raw));
    const next = checkNewPassword(password);
    const member = await storage.team.find(signIn.account, signIn.member);
    if (typeof current !== 'string' || !member?.hasPassword) throw new PublicError('bad-request');
    const known = await checkPassword(companion, context, member.email, current);
    if (!known.some(({ account }) => account === signIn.account)) throw new PublicError('bad-credentials');
    const passwordHash = await hashPassword(next);
    // Whoever knew the former password is out, this browser gets another secret.
    await storage.team.change(signIn.account, member.id, { passwordHash });
    await beginSignIn(companion, context, { account: signIn.account, member: member.id, passwordHash });
    return answer(context, signIn);
  });

  app.get('/setup/sign-ins', async (context) => context.json(await list(await requireSignIn(companion, context))));

  app.delete('/setup/sign-ins/:id', async (context) => {
    const signIn = await requireSignIn(companion, context);
    const all = await storage.signIns.list(signIn.account, signIn.member);
    const other = all.find(({ secretHash }) => idOf(secretHash) === context.req.param('id'));
    if (other === undefined) throw new PublicError('not-found');
    await storage.signIns.remove(other.secretHash);
    return context.json(await list(signIn));
  });

  const invite = async (account: string, member: string): Promise<InvitationAnswer> => ({
    path: invitationPath(await createInvitation(companion, account, member)),
  });

  const list = async ({ account, member, secretHash: own }: FoundSignIn): Promise<SignInsAnswer> => {
    const all = await storage.signIns.list(account, member);
    const alive = all.filter((signIn) => isAlive(signIn, companion.now()));
    return {
      signIns: alive.map(({ secretHash, usedAt, expiresAt }) => ({
        id: idOf(secretHash),
        usedAt,
        expiresAt,
        isThis: secretHash === own,
      })),
    };
  };

  app.all('/setup/team', refuseOtherMethods('POST'));
  app.all('/setup/team/:member', refuseOtherMethods('DELETE'));
  app.all('/setup/team/:member/invitation', refuseOtherMethods('POST'));
  app.all('/setup/password', refuseOtherMethods('PUT'));
  app.all('/setup/sign-ins', refuseOtherMethods('GET, HEAD'));
  app.all('/setup/sign-ins/:id', refuseOtherMethods('DELETE'));
}

/** The beginning of the hash names a sign-in; it opens nothing. */
function idOf(secretHash: string): string {
  return secretHash.slice(0, 16);
}

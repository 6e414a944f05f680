/** The two routes that a visitor needs: to be somebody, and to have a conversation. */
import type { Hono } from 'hono';
import type { ConversationAnswer, SessionAnswer } from '../shared/session.js';
import { accountGate } from './account-gate.js';
import type { Account } from './accounts.js';
import type { Companion, ServerEnvironment } from './companion.js';
import { PublicError, refuseOtherMethods } from './errors.js';
import { createIdentity, deviceFor, isSameVisitor, judge } from './identity.js';
import { readJson } from './json-body.js';
import { createSecret, hashSecret } from './secrets.js';
import { checkSessionRequest, type CheckedSessionRequest } from './session-request.js';
import { TOKEN_SECONDS } from './twilio-backend.js';
import type { Device } from './visitors.js';
import { createVisitorLimits, type VisitorLimits } from './visitor-limits.js';

export function addSessionRoutes(app: Hono<ServerEnvironment>, companion: Companion): void {
  const limits = createVisitorLimits(companion);
  for (const path of ['/:account/session', '/:account/conversation']) app.use(path, accountGate(companion));

  app.post('/:account/session', async (context) => {
    const { account } = context.var;
    const request = checkSessionRequest(await readJson(context.req.raw));
    const limitsHere = limits(account, context.env.remoteAddress);
    return context.json(await openSession(companion, account, request, limitsHere));
  });

  app.post('/:account/conversation', async (context) => {
    const { account } = context.var;
    const secret = /^Bearer +([\w-]+)$/i.exec(context.req.header('Authorization') ?? '')?.[1];
    const device = await findDevice(companion, account, secret ?? '');
    if (!device) throw new PublicError('bad-device');
    await limits(account, context.env.remoteAddress).countConversation(device.identity);
    const sid = await companion.backend.openConversation(account.id, device.identity);
    return context.json<ConversationAnswer>({ sid });
  });

  for (const path of ['/:account/session', '/:account/conversation'])
    app.all(path, refuseOtherMethods('POST, OPTIONS'));
}

async function openSession(
  companion: Companion,
  account: Account,
  { user, device: secret }: CheckedSessionRequest,
  limits: VisitorLimits,
): Promise<SessionAnswer> {
  const secretKeys = user.digest === '' ? [] : await companion.storage.accounts.secretKeys(account.id);
  const claim = judge(
    secretKeys.map(({ value }) => value),
    user.email,
    user.digest,
  );
  const device = await findDevice(companion, account, secret);
  const isReturning = device !== null && isSameVisitor(device, claim);
  await limits.countSession(isReturning ? device.identity : null);
  const { name, email, avatarUrl } = user;
  const { verification } = claim;
  const identity = isReturning ? device.identity : createIdentity(claim, account.id, companion.identityKey);
  // A device that is new, or that belongs to somebody else now, gets a secret of its own.
  const secretNow = isReturning ? secret : createSecret();
  const newDevice = isReturning ? undefined : { ...deviceFor(claim, identity), secretHash: hashSecret(secretNow) };
  const visitor = { verification, name, email, avatarUrl };
  await companion.storage.visitors.saveVisitor(account.id, identity, visitor, newDevice);
  // Nothing can be known of an identity that was drawn a moment ago, so Twilio is not asked.
  const mayHaveWritten = isReturning || verification === 'verified';
  const [token, conversation] = await Promise.all([
    companion.backend.createToken(account.id, identity),
    mayHaveWritten ? companion.backend.findConversation(account.id, identity) : null,
  ]);
  return { identity, verification, token, expiresInSeconds: TOKEN_SECONDS, device: secretNow, conversation };
}

async function findDevice({ storage }: Companion, account: Account, secret: string): Promise<Device | null> {
  return secret === '' ? null : storage.visitors.findDevice(account.id, hashSecret(secret));
}

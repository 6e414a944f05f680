/** The two routes that a visitor needs: to be somebody, and to have a conversation. */
import type { Hono } from 'hono';
import type { ConversationAnswer, SessionAnswer } from '../shared/session.js';
import { accountGate } from './account-gate.js';
import type { Account } from './accounts.js';
import type { Companion, ServerEnvironment } from './companion.js';
import { PublicError, refuseOtherMethods } from './errors.js';
import { createIdentity, deviceFor, isSameVisitor, judge, type Claim } from './identity.js';
import { readJson } from './json-body.js';
import { createSecret, hashSecret } from './secrets.js';
import { checkSessionRequest, type CheckedSessionRequest } from './session-request.js';
import { TOKEN_SECONDS } from './twilio-backend.js';

export function addSessionRoutes(app: Hono<ServerEnvironment>, companion: Companion): void {
  for (const path of ['/:account/session', '/:account/conversation']) app.use(path, accountGate(companion));

  app.post('/:account/session', async (context) => {
    const request = checkSessionRequest(await readJson(context.req.raw));
    return context.json(await openSession(companion, context.var.account, request));
  });

  app.post('/:account/conversation', async (context) => {
    const { id } = context.var.account;
    const secret = /^Bearer +([\w-]+)$/i.exec(context.req.header('Authorization') ?? '')?.[1];
    const device = secret === undefined ? null : await companion.storage.visitors.findDevice(id, hashSecret(secret));
    if (!device) throw new PublicError('bad-device');
    const sid = await companion.backend.openConversation(id, device.identity);
    return context.json<ConversationAnswer>({ sid });
  });

  for (const path of ['/:account/session', '/:account/conversation'])
    app.all(path, refuseOtherMethods('POST, OPTIONS'));
}

async function openSession(
  companion: Companion,
  account: Account,
  { user, device: secret }: CheckedSessionRequest,
): Promise<SessionAnswer> {
  const claim = judge(account.secretKeys, user.email, user.digest);
  const visitor = (await comeBack(companion, account, claim, secret)) ?? (await arrive(companion, account, claim));
  const { name, email, avatarUrl } = user;
  const { identity } = visitor;
  const { verification } = claim;
  await companion.storage.visitors.saveVisitor(account.id, identity, { verification, name, email, avatarUrl });
  // Nothing can be known of an identity that was drawn a moment ago, so Twilio is not asked.
  const mayHaveWritten = visitor.isReturning || verification === 'verified';
  const [token, conversation] = await Promise.all([
    companion.backend.createToken(account.id, identity),
    mayHaveWritten ? companion.backend.findConversation(account.id, identity) : null,
  ]);
  return { identity, verification, token, expiresInSeconds: TOKEN_SECONDS, device: visitor.secret, conversation };
}

interface Arrival {
  identity: string;
  /** Secret of the device. */
  secret: string;
  isReturning: boolean;
}

async function comeBack(
  { storage }: Companion,
  account: Account,
  claim: Claim,
  secret: string,
): Promise<Arrival | null> {
  const device = secret === '' ? null : await storage.visitors.findDevice(account.id, hashSecret(secret));
  if (!device || !isSameVisitor(device, claim)) return null;
  return { identity: device.identity, secret, isReturning: true };
}

async function arrive({ storage, identityKey }: Companion, account: Account, claim: Claim): Promise<Arrival> {
  const identity = createIdentity(claim, account.id, identityKey);
  const secret = createSecret();
  await storage.visitors.addDevice(account.id, hashSecret(secret), deviceFor(claim, identity));
  return { identity, secret, isReturning: false };
}

/** What the team's Inbox asks for: its own access to Twilio, and the names behind the identities of visitors. */
import type { Hono } from 'hono';
import type { InboxPeopleAnswer, InboxSessionAnswer } from '../shared/inbox.js';
import { originOf, type Companion, type ServerEnvironment } from './companion.js';
import { PublicError, refuseOtherMethods } from './errors.js';
import { readJson } from './json-body.js';
import { readObject } from './session-request.js';
import { refuseOtherOrigins, requireSignIn } from './sign-ins.js';
import { TOKEN_SECONDS } from './twilio-backend.js';

/** Most people that one request may ask about. */
const MAX_PEOPLE = 100;

export function addInboxRoutes(app: Hono<ServerEnvironment>, companion: Companion): void {
  const { storage, backend } = companion;
  for (const path of ['/inbox/session', '/inbox/people']) app.use(path, refuseOtherOrigins());

  app.post('/inbox/session', async (context) => {
    const { account, member } = await requireSignIn(companion, context);
    const identity = await storage.team.identityOf(account, member);
    await backend.createUser(account, identity);
    const token = await backend.createToken(account, identity);
    context.header('Cache-Control', 'no-store');
    return context.json<InboxSessionAnswer>({
      account,
      identity,
      token,
      expiresInSeconds: TOKEN_SECONDS,
      twilio: await backend.endpoint(account, originOf(context.req.raw)),
    });
  });

  app.post('/inbox/people', async (context) => {
    const { account } = await requireSignIn(companion, context);
    const identities = checkIdentities(await readJson(context.req.raw));
    const people = await storage.visitors.findVisitors(account, identities);
    context.header('Cache-Control', 'no-store');
    return context.json<InboxPeopleAnswer>({ people: Object.fromEntries(people) });
  });

  for (const path of ['/inbox/session', '/inbox/people']) app.all(path, refuseOtherMethods('POST'));
}

function checkIdentities(body: unknown): string[] {
  const { identities } = readObject(body);
  const isList = Array.isArray(identities) && identities.length <= MAX_PEOPLE;
  if (!isList || !identities.every((identity) => typeof identity === 'string')) throw new PublicError('bad-request');
  return identities;
}

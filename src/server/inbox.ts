/** What the team's Inbox asks for: its own access to Twilio, the names behind identities, and what is open to it. */
import type { Hono } from 'hono';
import type { InboxAttendanceAnswer, InboxPeopleAnswer, InboxSessionAnswer } from '../shared/inbox.js';
import { originOf, type Companion, type ServerEnvironment } from './companion.js';
import { describe, PublicError, refuseOtherMethods } from './errors.js';
import { addInboxConversationRoutes } from './inbox-conversations.js';
import { readJson } from './json-body.js';
import { readObject } from './session-request.js';
import { refuseOtherOrigins, requireMember, requireSignIn } from './sign-ins.js';
import { TOKEN_SECONDS } from './twilio-backend.js';

/** Most people that one request may ask about. */
const MAX_PEOPLE = 100;
/** How often an Inbox asks what is open, for each page that Twilio has of it; and while there is more. In seconds. */
const ATTEND_AGAIN = 20;
const ATTEND_MORE = 1;

export function addInboxRoutes(app: Hono<ServerEnvironment>, companion: Companion): void {
  const { storage, backend } = companion;
  app.use('/inbox/*', refuseOtherOrigins());

  app.post('/inbox/session', async (context) => {
    const { account, member } = await requireMember(companion, context);
    const { identity } = member;
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
    const [people, team] = await Promise.all([
      storage.visitors.findVisitors(account, identities),
      storage.team.namesOf(account, identities),
    ]);
    context.header('Cache-Control', 'no-store');
    return context.json<InboxPeopleAnswer>({ people: Object.fromEntries(people), team: Object.fromEntries(team) });
  });

  app.post('/inbox/attendance', async (context) => {
    const { account, member } = await requireMember(companion, context);
    readObject(await readJson(context.req.raw));
    await dismissFormer(companion, account);
    const { open, missing, refused } = await backend.attend(account, member.identity, companion.now());
    context.header('Cache-Control', 'no-store');
    return context.json<InboxAttendanceAnswer>({
      againInSeconds: missing > 0 ? ATTEND_MORE : ATTEND_AGAIN * Math.max(1, Math.ceil(open / 100)),
      refused,
    });
  });

  for (const path of ['/inbox/session', '/inbox/people', '/inbox/attendance']) {
    app.all(path, refuseOtherMethods('POST'));
  }
  addInboxConversationRoutes(app, companion);
}

/**
 * Who was removed is taken out of the conversations again while a token of theirs may be valid: Twilio may not have answered
 * when they were removed, and a conversation that began in that moment may have taken them in.
 */
async function dismissFormer({ storage, backend, now, log }: Companion, account: string): Promise<void> {
  for (const { identity } of await storage.team.formerSince(account, now() - TOKEN_SECONDS * 1000)) {
    await backend.dismiss(account, identity).catch((error: unknown) => {
      // It is tried again with the next request.
      log({ event: 'dismissal-failed', ...describe(error) });
    });
  }
}

function checkIdentities(body: unknown): string[] {
  const { identities } = readObject(body);
  const isList = Array.isArray(identities) && identities.length <= MAX_PEOPLE;
  if (!isList || !identities.every((identity) => typeof identity === 'string')) throw new PublicError('bad-request');
  return identities;
}

/** Closing conversations, opening them again, and reading those that are closed. */
import type { Context, Hono } from 'hono';
import type { InboxClosedAnswer, InboxMessagesAnswer } from '../shared/inbox.js';
import type { ClosedCursor } from './closed-conversations.js';
import type { Companion, ServerEnvironment } from './companion.js';
import { PublicError, refuseOtherMethods } from './errors.js';
import { readJson } from './json-body.js';
import { readObject } from './session-request.js';
import { requireMember, requireSignIn } from './sign-ins.js';

/** Conversations of one page of the list. */
const PAGE = 50;
/** Longest name of a page of messages that is passed on to Twilio. */
const MAX_PAGE_NAME = 500;

export function addInboxConversationRoutes(app: Hono<ServerEnvironment>, companion: Companion): void {
  const { storage, backend } = companion;

  app.get('/inbox/conversations', async (context) => {
    const { account } = await requireSignIn(companion, context);
    const after = context.req.query('after');
    const conversations = await storage.closed.list(account, PAGE, after === undefined ? undefined : readCursor(after));
    const last = conversations.at(-1);
    context.header('Cache-Control', 'no-store');
    return context.json<InboxClosedAnswer>({
      conversations: [...conversations],
      next: conversations.length === PAGE && last ? `${last.closedAt}.${last.sid}` : null,
    });
  });

  app.get('/inbox/conversations/:sid/messages', async (context) => {
    const { account } = await requireSignIn(companion, context);
    const page = context.req.query('page');
    if ((page?.length ?? 0) > MAX_PAGE_NAME) throw new PublicError('bad-request');
    const found = await backend.readConversation(account, sidOf(context), page);
    const { visitor, isOpen, messages, earlier } = found;
    context.header('Cache-Control', 'no-store');
    return context.json<InboxMessagesAnswer>({ conversation: { visitor, isOpen }, messages: [...messages], earlier });
  });

  app.post('/inbox/conversations/:sid/close', async (context) => {
    const { account, member } = await requireMember(companion, context);
    const { seenIndex } = readObject(await readJson(context.req.raw));
    if (!Number.isSafeInteger(seenIndex)) throw new PublicError('bad-request');
    const closing = { by: member.identity, seenIndex: seenIndex as number, at: companion.now() };
    await backend.closeConversation(account, sidOf(context), closing);
    context.header('Cache-Control', 'no-store');
    return context.json({});
  });

  app.post('/inbox/conversations/:sid/reopen', async (context) => {
    const { account } = await requireSignIn(companion, context);
    readObject(await readJson(context.req.raw));
    await backend.reopenConversation(account, sidOf(context));
    context.header('Cache-Control', 'no-store');
    return context.json({});
  });

  app.all('/inbox/conversations', refuseOtherMethods('GET, HEAD'));
  app.all('/inbox/conversations/:sid/messages', refuseOtherMethods('GET, HEAD'));
  app.all('/inbox/conversations/:sid/close', refuseOtherMethods('POST'));
  app.all('/inbox/conversations/:sid/reopen', refuseOtherMethods('POST'));
}

/** Twilio would take a unique name, or a path, for one too. */
function sidOf(context: Context<ServerEnvironment>): string {
  const sid = context.req.param('sid') ?? '';
  if (!/^CH[0-9a-f]{32}$/.test(sid)) throw new PublicError('not-found');
  return sid;
}

function readCursor(text: string): ClosedCursor {
  const [, closedAt = '', sid = ''] = /^(\d{1,15})\.(CH[0-9a-f]{32})$/.exec(text) ?? [];
  if (sid === '') throw new PublicError('bad-request');
  return { closedAt: Number(closedAt), sid };
}

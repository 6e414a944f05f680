/** A visitor's token in the hands of somebody with devtools: each method of the SDK, and what may come of it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { Client, Conversation, Message, Participant, User } from '@twilio/conversations';
import ts from 'typescript';
import type { PublicSettings } from '../../src/shared/public-settings.js';
import type { SessionAnswer } from '../../src/shared/session.js';
import { connectedClient } from '../support/contract/sdk.js';
import { startCompanion, type TestCompanion } from '../support/node/companion.js';
import '../support/node/sdk-timers.js';

/** What a visitor holds: their own things, and the names of those of others. */
interface Reach {
  readonly client: Client;
  readonly conversation: Conversation;
  readonly mine: Message;
  readonly theirs: Message;
  readonly me: Participant;
  readonly member: Participant;
  readonly user: User;
  readonly stranger: { readonly identity: string; readonly conversation: string };
}

type Attempt = (reach: Reach) => Promise<unknown>;

/**
 * - `allowed`: has to succeed;
 * - `refused`: has to be refused by the service, and to leave everything stored as it was;
 * - `local`: asks the service for nothing that a token could allow or refuse;
 * - `elsewhere`: asks a service of Twilio in which nothing of ours is kept, and for which the emulator does not stand.
 */
type Row = readonly ['allowed' | 'refused', ...Attempt[]] | readonly ['local' | 'elsewhere'];

const SURFACE: Readonly<Record<string, Row>> = {
  'Client.shutdown': ['local'],
  'Client.updateToken': ['local'],
  'Client.handlePushNotification': ['local'],
  'Client.setPushRegistrationId': ['elsewhere'],
  'Client.unsetPushRegistrationId': ['elsewhere'],
  'Client.removePushRegistrations': ['elsewhere'],
  'Client.getSubscribedConversations': ['allowed', ({ client }) => client.getSubscribedConversations()],
  'Client.getSubscribedUsers': ['allowed', ({ client }) => client.getSubscribedUsers()],
  'Client.getUser': ['allowed', ({ client, member }) => client.getUser(member.identity ?? '')],
  'Client.getConversationBySid': [
    'refused',
    ({ client, stranger }) => client.getConversationBySid(stranger.conversation),
  ],
  'Client.peekConversationBySid': [
    'refused',
    ({ client, stranger }) => client.peekConversationBySid(stranger.conversation),
  ],
  'Client.getConversationByUniqueName': [
    'refused',
    ({ client, stranger }) => client.getConversationByUniqueName(stranger.identity),
  ],
  'Client.createConversation': [
    'refused',
    ({ client }) => client.createConversation(),
    ({ client, stranger }) => client.createConversation({ uniqueName: stranger.identity, friendlyName: 'x' }),
  ],
  // Files: visitors have none, and the message service alone hands them out.
  'Client.getTemporaryContentUrlsForMediaSids': ['elsewhere'],
  'Client.getTemporaryContentUrlsForMedia': ['elsewhere'],
  'Client.getContentTemplates': ['elsewhere'],

  'Conversation.sendMessage': ['allowed', ({ conversation }) => conversation.sendMessage('Hello', { cid: 'x' })],
  'Conversation.prepareMessage': [
    'allowed',
    ({ conversation }) => conversation.prepareMessage().setBody('Hello again').build().send(),
  ],
  'Conversation.typing': ['allowed', ({ conversation }) => conversation.typing()],
  'Conversation.getAttributes': ['allowed', ({ conversation }) => conversation.getAttributes()],
  'Conversation.getMessages': ['allowed', ({ conversation }) => conversation.getMessages(10)],
  'Conversation.getMessagesCount': ['allowed', ({ conversation }) => conversation.getMessagesCount()],
  'Conversation.getUnreadMessagesCount': ['allowed', ({ conversation }) => conversation.getUnreadMessagesCount()],
  'Conversation.getParticipants': ['allowed', ({ conversation }) => conversation.getParticipants()],
  'Conversation.getParticipantsCount': ['allowed', ({ conversation }) => conversation.getParticipantsCount()],
  'Conversation.getParticipantBySid': ['allowed', ({ conversation, me }) => conversation.getParticipantBySid(me.sid)],
  'Conversation.getParticipantByIdentity': [
    'allowed',
    ({ conversation, me }) => conversation.getParticipantByIdentity(me.identity),
  ],
  'Conversation.advanceLastReadMessageIndex': [
    'allowed',
    ({ conversation }) => conversation.advanceLastReadMessageIndex(0),
  ],
  'Conversation.updateLastReadMessageIndex': [
    'allowed',
    ({ conversation }) => conversation.updateLastReadMessageIndex(0),
  ],
  'Conversation.setAllMessagesRead': ['allowed', ({ conversation }) => conversation.setAllMessagesRead()],
  'Conversation.setAllMessagesUnread': ['allowed', ({ conversation }) => conversation.setAllMessagesUnread()],
  'Conversation.setUserNotificationLevel': [
    'allowed',
    ({ conversation }) => conversation.setUserNotificationLevel('muted'),
  ],
  // Who is a participant has joined already.
  'Conversation.join': ['local'],
  'Conversation.leave': ['refused', ({ conversation }) => conversation.leave()],
  'Conversation.delete': ['refused', ({ conversation }) => conversation.delete()],
  'Conversation.add': ['refused', ({ conversation, stranger }) => conversation.add(stranger.identity)],
  'Conversation.addNonChatParticipant': [
    'refused',
    ({ conversation }) => conversation.addNonChatParticipant('+15005550006', '+15005550007'),
  ],
  'Conversation.removeParticipant': [
    'refused',
    ({ conversation, member }) => conversation.removeParticipant(member),
    ({ conversation, me }) => conversation.removeParticipant(me),
  ],
  'Conversation.updateAttributes': ['refused', ({ conversation }) => conversation.updateAttributes({ mine: true })],
  'Conversation.updateFriendlyName': ['refused', ({ conversation }) => conversation.updateFriendlyName('Mine')],
  'Conversation.updateUniqueName': ['refused', ({ conversation }) => conversation.updateUniqueName('mine')],
  'Conversation.getMessageRecipients': ['elsewhere'],

  'Message.updateBody': [
    'refused',
    ({ mine }) => mine.updateBody('Never said'),
    ({ theirs }) => theirs.updateBody('Never said'),
  ],
  'Message.updateAttributes': [
    'refused',
    ({ mine }) => mine.updateAttributes({ mine: true }),
    ({ theirs }) => theirs.updateAttributes({ mine: true }),
  ],
  'Message.remove': ['refused', ({ mine }) => mine.remove(), ({ theirs }) => theirs.remove()],
  'Message.getParticipant': ['allowed', ({ theirs }) => theirs.getParticipant()],
  'Message.getDetailedDeliveryReceipts': ['allowed', ({ mine }) => mine.getDetailedDeliveryReceipts()],
  'Message.getMessageRecipients': ['elsewhere'],
  'Message.getChannelMetadata': ['allowed', ({ mine }) => mine.getChannelMetadata()],
  // Of a message without files and without a template, all of these know the answer.
  'Message.getMediaByCategory': ['local'],
  'Message.getMediaByCategories': ['local'],
  'Message.getEmailBody': ['local'],
  'Message.getEmailHistory': ['local'],
  'Message.getContentData': ['local'],
  'Message.attachTemporaryUrlsFor': ['local'],
  'Message.getTemporaryContentUrlsForMedia': ['local'],
  'Message.getTemporaryContentUrlsForMediaSids': ['local'],
  'Message.getTemporaryContentUrlsForAttachedMedia': ['local'],

  'Participant.getUser': ['allowed', ({ member }) => member.getUser()],
  'Participant.remove': ['refused', ({ me }) => me.remove(), ({ member }) => member.remove()],
  'Participant.updateAttributes': [
    'refused',
    ({ me }) => me.updateAttributes({ mine: true }),
    ({ member }) => member.updateAttributes({ mine: true }),
  ],

  // The harmless permission that Twilio wants a role to have; the Inbox shows none of what it changes.
  'User.updateFriendlyName': ['allowed', ({ user }) => user.updateFriendlyName('Me')],
  'User.updateAttributes': ['allowed', ({ user }) => user.updateAttributes({ mine: true })],
  'User.unsubscribe': ['allowed', async ({ member }) => (await member.getUser()).unsubscribe()],
};

let companion: TestCompanion;
let account: string;
let reach: Reach;

async function post<Answer>(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: '{}' };
  return (await (await fetch(`${companion.origin}/${account}/${path}`, init)).json()) as Answer;
}

/** A new visitor, who has a conversation. */
async function arrive(): Promise<{ session: SessionAnswer; sid: string }> {
  const session = await post<SessionAnswer>('session');
  const { sid } = await post<{ sid: string }>('conversation', { Authorization: `Bearer ${session.device}` });
  return { session, sid };
}

before(async () => {
  companion = await startCompanion();
  account = await companion.openAccount();
  const { session, sid } = await arrive();
  await companion.reply(account, 'Hello');
  const other = await arrive();
  const settings = (await (await fetch(`${companion.origin}/${account}/settings`)).json()) as PublicSettings;
  const client = await connectedClient(settings.twilio.socket ?? '', session.token);
  const conversation = await client.getConversationBySid(sid);
  await conversation.sendMessage('Mine');
  const { items } = await conversation.getMessages();
  const people = await conversation.getParticipants();
  const member = people.find(({ identity }) => identity?.startsWith('t_'));
  const me = people.find(({ identity }) => identity === session.identity);
  const mine = items.find(({ author }) => author === session.identity);
  const theirs = items.find(({ author }) => author !== session.identity);
  assert.ok(member && me && mine && theirs);
  const stranger = { identity: other.session.identity, conversation: other.sid };
  reach = { client, conversation, mine, theirs, me, member, user: client.user, stranger };
});

after(async () => {
  await reach.client.shutdown();
  await companion.close();
});

test('the table has each method of the SDK, and no other', () => {
  assert.deepEqual(Object.keys(SURFACE).sort(), listMethods().sort());
});

describe('a visitor with devtools', () => {
  for (const [name, [outcome, ...attempts]] of Object.entries(SURFACE)) {
    if (outcome === 'allowed') {
      test(`may ${name}`, async () => {
        for (const attempt of attempts) await attempt(reach);
      });
    }
    if (outcome === 'refused') {
      test(`may not ${name}`, async () => {
        const stored = JSON.stringify(companion.emulator.snapshot());
        for (const attempt of attempts) {
          await assert.rejects(attempt(reach), (error: { readonly status?: number }) => {
            // 400: the emulator takes no telephone number from anybody.
            assert.ok(
              (name === 'Conversation.addNonChatParticipant' ? [400, 403] : [403, 404]).includes(error.status ?? 0),
              String(error),
            );
            return true;
          });
        }
        assert.equal(JSON.stringify(companion.emulator.snapshot()), stored);
      });
    }
  }
});

/** The public methods of the SDK's objects, read from its own declarations. */
function listMethods(): string[] {
  const folder = createRequire(import.meta.url).resolve('@twilio/conversations/package.json');
  const text = readFileSync(folder.replace('package.json', 'builds/lib.d.ts'), 'utf8');
  const source = ts.createSourceFile('lib.d.ts', text, ts.ScriptTarget.Latest);
  const classes = ['Client', 'Conversation', 'Message', 'Participant', 'User'];
  return source.statements.filter(ts.isClassDeclaration).flatMap(({ name, members }) => {
    if (name === undefined || !classes.includes(name.text)) return [];
    const methods = members.filter(ts.isMethodDeclaration).filter(({ modifiers = [] }) => {
      const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.StaticKeyword];
      return !modifiers.some(({ kind }) => hidden.includes(kind));
    });
    const names = new Set(methods.map((method) => method.name.getText(source)));
    return [...names].filter((method) => !method.startsWith('_')).map((method) => `${name.text}.${method}`);
  });
}

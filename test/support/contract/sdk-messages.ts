/** Messages, files and what people show of themselves, through the SDK. */
import type { Conversation, Message, Paginator, Participant } from '@twilio/conversations';
import { expect, failure } from './expect.js';
import { nextEvent } from './sdk.js';
import type { SdkWorld } from './sdk-world.js';

interface ParticipantUpdate {
  readonly participant: Participant;
  readonly updateReasons: readonly string[];
}

const MANY = 1000;
const HOLES = [0, 17, 400, MANY - 1];
const BYTES = [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255];

export const MESSAGE_BEHAVIOURS = {
  async 'carries messages both ways, with their attributes'(world: SdkWorld) {
    const { alice, bob } = await both(world);
    const arrived = nextEvent<Message>(bob, 'messageAdded');
    const attributes = { cid: 'c-1', data: { page: '/ünïcode 🎉' } };
    expect(await alice.sendMessage('hi bob ✓ 🎉', attributes), 0);
    const message = await arrived;
    expect([message.body, message.author, message.attributes], ['hi bob ✓ 🎉', 'alice', attributes]);
    const answered = nextEvent<Message>(alice, 'messageAdded', ({ author }) => author === 'bob');
    expect(await bob.sendMessage('hi alice'), 1);
    expect((await answered).index, 1);
  },

  async 'shows edits and deletions of one’s own messages, and refuses those of others'(world: SdkWorld) {
    const { alice, bob } = await both(world);
    const arrived = nextEvent<Message>(bob, 'messageAdded');
    await alice.sendMessage('frist');
    const seen = await arrived;
    const [own] = (await alice.getMessages(1)).items;
    const updated = nextEvent(bob, 'messageUpdated');
    await own?.updateBody('first');
    await updated;
    expect(seen.body, 'first');
    const marked = nextEvent(bob, 'messageUpdated');
    await own?.updateAttributes({ edited: true });
    await marked;
    expect(seen.attributes, { edited: true });
    expect((await failure(seen.updateBody('mine now')))['status'], 403);
    expect((await failure(seen.remove()))['status'], 403);
    const removed = nextEvent<Message>(bob, 'messageRemoved');
    await own?.remove();
    expect((await removed).sid, own?.sid);
  },

  async 'refuses what is too long, with Twilio’s numbers'(world: SdkWorld) {
    const alice = await world.open(await world.connect('alice'));
    const refused = async (attempt: Promise<unknown>) => {
      const { status, body } = await failure(attempt);
      return [status, (body as { code: number }).code];
    };
    expect(await refused(alice.sendMessage('é'.repeat(16 * 1024 + 1))), [400, 50504]);
    expect(await refused(alice.sendMessage('x', { long: 'x'.repeat(4096) })), [400, 50303]);
    expect(await alice.sendMessage('é'.repeat(16 * 1024)), 0);
  },

  async [`pages through ${MANY} messages with holes, backwards and forwards`](world: SdkWorld) {
    const all = Array.from({ length: MANY }, (_, index) => index);
    const bodies = all.map((index) => `m${index}`);
    await world.host.write(world.sid, 'bob', bodies);
    await world.host.removeMessages(world.sid, HOLES);
    const expected = all.filter((index) => !HOLES.includes(index));

    const alice = await world.open(await world.connect('alice'));
    const backwards: number[] = [];
    for (let page: Paginator<Message> | null = await alice.getMessages(90); page;) {
      backwards.unshift(...page.items.map(({ index }) => index));
      page = page.hasPrevPage ? await page.prevPage() : null;
    }
    expect(backwards, expected);

    const bob = await world.open(await world.connect('bob'));
    const forwards: number[] = [];
    for (let page: Paginator<Message> | null = await bob.getMessages(90, 0, 'forward'); page;) {
      forwards.push(...page.items.map(({ index }) => index));
      page = page.hasNextPage ? await page.nextPage() : null;
    }
    expect(forwards, expected);
  },

  async 'uploads files with a message, and fetches them'(world: SdkWorld) {
    const { alice, bob } = await both(world);
    const arrived = nextEvent<Message>(bob, 'messageAdded');
    const file = { contentType: 'image/png', filename: 'p ü.png', media: bytesForSdk() };
    await alice.prepareMessage().setSubject('A picture').setBody('look').addMedia(file).build().send();
    const { attachedMedia, body, subject, type } = await arrived;
    expect([subject, body, type, attachedMedia?.length], ['A picture', 'look', 'media', 1]);
    const [media] = attachedMedia ?? [];
    expect([media?.contentType, media?.filename, media?.size], ['image/png', 'p ü.png', BYTES.length]);
    const answer = await fetch((await media?.getContentTemporaryUrl()) ?? '');
    expect(answer.headers.get('Content-Type'), 'image/png');
    expect([...new Uint8Array(await answer.arrayBuffer())], BYTES);
  },

  async 'shows who is typing to the others'(world: SdkWorld) {
    const { alice, bob } = await both(world);
    let sawMyself = false;
    alice.on('typingStarted', () => (sawMyself = true));
    const started = nextEvent<Participant>(bob, 'typingStarted');
    await alice.typing();
    expect((await started).identity, 'alice');
    const ended = nextEvent<Participant>(bob, 'typingEnded');
    await alice.sendMessage('typed');
    expect((await ended).identity, 'alice');
    expect(sawMyself, false);
  },

  async 'shows how far the other has read, and counts what is unread'(world: SdkWorld) {
    const { alice, bob } = await both(world);
    const arrived = nextEvent<Message>(bob, 'messageAdded', ({ index }) => index === 2);
    for (const text of ['one', 'two', 'three']) await alice.sendMessage(text);
    await arrived;
    expect(await bob.getUnreadMessagesCount(), null);
    const isRead = ({ updateReasons }: Pick<ParticipantUpdate, 'updateReasons'>) =>
      updateReasons.includes('lastReadMessageIndex');
    const own = nextEvent(bob, 'updated', isRead);
    const others = nextEvent<ParticipantUpdate>(alice, 'participantUpdated', isRead);
    expect(await bob.updateLastReadMessageIndex(0), 2);
    await own;
    expect(bob.lastReadMessageIndex, 0);
    expect((await others).participant.lastReadMessageIndex, 0);
    expect(await bob.setAllMessagesRead(), 0);
    expect(await bob.setAllMessagesUnread(), null);
  },
};

async function both(world: SdkWorld): Promise<{ alice: Conversation; bob: Conversation }> {
  const [alice, bob] = await Promise.all(['alice', 'bob'].map(async (name) => world.open(await world.connect(name))));
  if (!alice || !bob) throw new Error('Not both have come.');
  return { alice, bob };
}

/** The SDK takes a Buffer on Node and a Blob in a browser. */
function bytesForSdk(): Blob {
  const bytes = new Uint8Array(BYTES);
  const { Buffer } = globalThis as { Buffer?: { from(bytes: Uint8Array): unknown } };
  return Buffer ? (Buffer.from(bytes) as Blob) : new Blob([bytes], { type: 'image/png' });
}

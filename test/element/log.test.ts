import { aTimeout, expect, nextFrame } from '@open-wc/testing';
import '../../src/index.js';
import { FakeWorld } from '../support/browser/fake-world.js';
import { clear, until, type Chat } from '../support/browser/harness.js';

/** Without the motion, in which everything moves. */
const AT_ONCE = { variables: { 'transition-duration': '0s' } };

describe('the log', () => {
  let world: FakeWorld;
  let chat: Chat;

  beforeEach(() => {
    world = new FakeWorld();
  });

  afterEach(() => {
    clear();
    world.restore();
  });

  /** A visitor comes back to a conversation of that many messages, and goes on with it. */
  async function comeBack(count: number): Promise<void> {
    for (let i = 0; i < count; i++) world.server.storeSilently(i % 3 === 0 ? 'a_visitor' : 't_team', `message ${i}`);
    world.companion.existing = 'CH1';
    chat = await (await world.mount(AT_ONCE).open()).identify('Ada', 'ada@example.com');
    await chat.write('hello again');
    await chat.message('visitor, sent: hello again');
  }

  const box = (): HTMLElement => chat.part('log')!;
  const rows = (): HTMLElement[] => [...box().querySelectorAll<HTMLElement>('[part~=message]')];
  const texts = (): string[] => rows().map((row) => row.querySelector('[part~=bubble]')!.textContent);
  const topOf = (row: Element): number =>
    Math.round(row.getBoundingClientRect().top - box().getBoundingClientRect().top);
  const isSeen = (row: Element): boolean => topOf(row) >= 0 && topOf(row) < box().clientHeight;
  const row = (text: string): HTMLElement | undefined => rows()[texts().indexOf(text)];
  const newestIsSeen = (): boolean => isSeen(rows().at(-1)!);

  /** Scrolls as far up as there is anything, until a message is there. */
  async function scrollUpTo(text: string): Promise<void> {
    await until(() => {
      box().scrollTop = -box().scrollHeight;
      return row(text);
    }, text);
  }

  it('has few nodes, however long the conversation, and shows the newest', async () => {
    await comeBack(50);
    for (let i = 0; i < 500; i++) world.server.store('t_team', `more ${i}`);
    await until(() => row('more 499'), 'newest message');
    await nextFrame();
    expect(newestIsSeen()).to.be.true;
    expect(rows().length).to.be.within(20, 60);
    expect(box().querySelectorAll('*').length).to.be.below(200);
  });

  it('leaves what it shows alone when a message comes', async () => {
    await comeBack(10);
    const changes = new MutationObserver(() => undefined);
    for (const shown of rows().slice(0, -1)) {
      changes.observe(shown, { childList: true, subtree: true, characterData: true, attributes: true });
    }
    world.server.store('t_team', 'a new one');
    await chat.message('team, received: a new one');
    expect(changes.takeRecords()).to.be.empty;
  });

  it('pages older messages in as one scrolls up, in their order, without a jump', async () => {
    await comeBack(100);
    box().scrollTop = -box().scrollHeight;
    const before = rows().find(isSeen)!;
    const place = topOf(before);
    await until(() => row('message 45'), 'older message');
    expect(topOf(before)).to.be.closeTo(place, 1);
    await scrollUpTo('message 0');
    await until(() => texts()[0]?.startsWith('Hi there!'), 'the first words');
    const numbers = texts().flatMap((text) => /^message (\d+)$/.exec(text)?.[1] ?? []);
    expect(numbers).to.deep.equal(numbers.map((_, i) => String(i)));
    expect(chat.find('button', 'Show earlier messages')).to.be.null;
  });

  it('lets go of what is far, and finds the way back', async () => {
    await comeBack(150);
    await scrollUpTo('message 0');
    await until(() => !row('hello again'), 'end that is out of the document');
    expect(rows().length).to.be.below(80);
    (await chat.get('button', 'Newest messages')).click();
    await until(() => row('hello again') && newestIsSeen(), 'newest message');
    await scrollUpTo('message 0');
    for (let i = 0; i < 200 && !row('hello again'); i++) {
      const seen = rows().find(isSeen)!;
      const place = topOf(seen);
      box().scrollTop += 200;
      await nextFrame();
      await nextFrame();
      if (seen.isConnected && row('hello again') === undefined) expect(topOf(seen)).to.be.closeTo(place - 200, 2);
    }
    expect(row('hello again')).to.exist;
  });

  it('stays where one reads, and says that there is something new', async () => {
    await comeBack(40);
    box().scrollTop = -300;
    await until(() => -box().scrollTop >= 290, 'place further up');
    await nextFrame();
    const seen = rows().find(isSeen)!;
    const place = topOf(seen);
    expect(chat.find('button', 'New message!')).to.be.null;
    world.server.store('t_team', 'a new one');
    const pill = await chat.get('button', 'New message!');
    expect(topOf(seen)).to.be.closeTo(place, 1);
    world.server.store('t_team', 'one more');
    await chat.get('button', 'New messages!');
    expect(topOf(seen)).to.be.closeTo(place, 1);
    pill.focus();
    pill.click();
    await until(newestIsSeen, 'newest message');
    expect(chat.find('button', /^New/)).to.be.null;
    expect(chat.focused).to.equal(box());
  });

  it('goes to the end with what one writes', async () => {
    await comeBack(40);
    box().scrollTop = -300;
    await until(() => -box().scrollTop >= 290, 'place further up');
    await chat.write('here I am');
    await until(() => row('here I am') && newestIsSeen(), 'own message');
  });

  it('can be read to its beginning with the button alone', async () => {
    await comeBack(70);
    await until(() => {
      chat.find('button', 'Show earlier messages')?.focus();
      chat.find('button', 'Show earlier messages')?.click();
      return row('message 0');
    }, 'first message');
    await until(() => chat.find('button', 'Show earlier messages') === null, 'end of the button');
    expect(chat.focused).to.equal(box());
  });

  it('keeps long texts and long words inside', async () => {
    await comeBack(1);
    const body = `${'x'.repeat(10_000)} ${'Lorem ipsum dolor sit amet. '.repeat(780)}`;
    world.server.store('t_team', body);
    await chat.message(`team, received: ${body}`);
    expect(box().scrollWidth).to.equal(box().clientWidth);
    for (const bubble of box().querySelectorAll('[part~=bubble]')) {
      expect(bubble.scrollWidth).to.be.at.most(bubble.clientWidth + 1);
    }
    await scrollUpTo('message 0');
  });

  it('takes two hundred words of welcome', async () => {
    chat = await world.mount({ messages: { welcome: Array.from({ length: 200 }, (_, i) => `Welcome ${i}`) } }).open();
    await until(() => row('Welcome 199'), 'last of them');
    expect(rows().length).to.be.below(60);
    await scrollUpTo('Welcome 0');
  });

  it('tries again to load what could not be loaded', async () => {
    await comeBack(80);
    world.server.pageFaults.push('unavailable');
    box().scrollTop = -box().scrollHeight;
    await until(() => world.server.pageFaults.length === 0, 'failed page');
    await aTimeout(0);
    box().scrollTop += 5;
    await scrollUpTo('message 0');
  });
});

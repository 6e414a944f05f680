import { expect, oneEvent } from '@open-wc/testing';
import '../../src/index.js';
import { FakeWorld, hearWarnings } from '../support/browser/fake-world.js';
import { clear, until } from '../support/browser/harness.js';

describe('launcher', () => {
  let world: FakeWorld;

  beforeEach(() => {
    world = new FakeWorld();
  });

  afterEach(() => {
    clear();
    world.restore();
  });

  it('is a button that tells its title, and whether the window is open', async () => {
    const chat = world.mount();
    const launcher = await chat.get('button', 'Chat with us');
    expect(launcher.ariaExpanded).to.equal('false');
    expect(launcher.ariaHasPopup).to.equal('dialog');
    chat.element.open();
    expect(launcher.ariaExpanded).to.equal('true');
  });

  for (const [availability, words] of [
    ['online', 'We’re online'],
    ['offline', 'We’re offline'],
  ] as const) {
    it(`says that the team is ${availability}`, async () => {
      world.settings!.availability = availability;
      const launcher = await world.mount().get('button', 'Chat with us');
      expect(launcher.textContent).to.include(words);
    });
  }

  it('does not say whether the team is online where that is not wanted', async () => {
    const launcher = await world.mount({ hideOnlineStatus: true }).get('button', 'Chat with us');
    expect(launcher.textContent).to.equal('Chat with us');
  });

  it('takes its words from the account’s settings, and from the page before those', async () => {
    world.settings!.config = { messages: { title: 'Ask us', online: 'Here we are' } };
    const launcher = await world.mount({ messages: { title: 'Ask the workshop' } }).get('button', 'Ask the workshop');
    expect(launcher.textContent).to.equal('Ask the workshopHere we are');
  });

  it('asks for the settings and for nothing else, and stores nothing', async () => {
    await world.mount().ready();
    expect(world.requests).to.deep.equal(['settings']);
    expect(world.server.connections).to.equal(0);
    expect(localStorage.length).to.equal(0);
    expect(document.cookie).to.equal('');
  });

  it('asks for nothing at all when the page has the settings already', async () => {
    const chat = await world.mount({ preset: world.settings }).ready();
    expect(chat.find('button', 'Chat with us')).to.exist;
    expect(world.requests).to.deep.equal([]);
  });

  it('is there and ready when the server is out of reach', async () => {
    world.isReachable = false;
    const chat = await world.mount().ready();
    expect(chat.find('button', 'Chat with us')?.textContent).to.equal('Chat with us');
  });

  it('stays away from an account that does not exist, with one warning', async () => {
    world.settings = null;
    const { warnings, restore } = hearWarnings();
    const chat = world.mount();
    await until(() => warnings.length > 0, 'warning');
    restore();
    expect(warnings).to.have.lengthOf(1);
    expect(warnings[0]).to.include('"fake"');
    expect(chat.find('button')).to.be.null;
    expect(chat.events).to.deep.equal([]);
  });

  it('waits for an account that is set later', async () => {
    const chat = world.mount({ account: undefined as never });
    await chat.element.updateComplete;
    expect(world.requests).to.deep.equal([]);
    chat.element.account = 'fake';
    await chat.ready();
    expect(chat.find('button', 'Chat with us')).to.exist;
  });

  it('is hidden and shown by method, without opening or closing the window', async () => {
    const chat = await world.mount({ buttonHidden: true }).ready();
    expect(chat.find('button')).to.be.null;
    chat.element.showButton();
    expect(chat.find('button', 'Chat with us')).to.exist;
    await chat.open();
    chat.element.hideButton();
    expect(chat.find('dialog')).to.exist;
    chat.element.close();
    await until(() => chat.find('dialog') === null, 'closed window');
    expect(chat.find('button')).to.be.null;
  });

  it('stays away while nobody is online where that is wanted, and can be opened all the same', async () => {
    world.settings!.availability = 'offline';
    const chat = await world.mount({ hideWhenOffline: true }).ready();
    expect(chat.find('button')).to.be.null;
    chat.element.open();
    expect(await chat.get('dialog', 'Chat with us')).to.exist;
  });

  for (const position of ['bottom-right', 'bottom-left', 'top-right', 'top-left']) {
    it(`stands at the ${position}`, async () => {
      const launcher = await world.mount({ position }).get('button', 'Chat with us');
      const distances = (): number[] => {
        const { left, top, right, bottom } = launcher.getBoundingClientRect();
        return [
          position.includes('left') ? left : innerWidth - right,
          position.includes('top') ? top : innerHeight - bottom,
        ];
      };
      // The frame gets its width with the first picture that is painted.
      await until(() => distances().every((distance) => Math.abs(distance - 20) <= 1), `launcher at the ${position}`);
    });
  }

  it('fires its events through shadow roots', async () => {
    const heard = oneEvent(document.body, 'missive-open');
    const chat = await world.mount().ready();
    chat.element.open();
    const event = await heard;
    expect([event.target, event.composed, event.cancelable]).to.deep.equal([chat.element, true, false]);
  });
});

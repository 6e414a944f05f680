import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../src/index.js';
import { ServiceError } from '../../src/session/service.js';
import { FakeWorld } from '../support/browser/fake-world.js';
import { clear, type, until, type Chat } from '../support/browser/harness.js';

describe('accessibility, as axe checks it', () => {
  let world: FakeWorld;

  beforeEach(() => {
    world = new FakeWorld();
  });

  afterEach(() => {
    clear();
    world.restore();
  });

  /** Colours can be judged only where they will stay. */
  const check = async ({ element }: Chat, ignoredRules: string[] = []): Promise<void> => {
    await Promise.all(element.shadowRoot!.getAnimations().map(({ finished }) => finished));
    await expect(element).to.be.accessible({ ignoredRules });
  };
  /** The launcher's label is its title; the line below that is its description, which axe does not tell apart. */
  const checkLauncher = (chat: Chat): Promise<void> => check(chat, ['label-content-name-mismatch']);
  const converse = async (options = {}): Promise<Chat> =>
    (await world.mount(options).open()).identify('Ada', 'ada@example.com');

  it('of the launcher', async () => {
    await checkLauncher(await world.mount().ready());
  });

  it('of the launcher with unread messages', async () => {
    const chat = await converse();
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
    await chat.close();
    world.server.store('t_team', 'Hi');
    await chat.get('button', /1 new message$/);
    await checkLauncher(chat);
  });

  it('of the form, also with its errors', async () => {
    const chat = await world.mount({ visitor: { requireConsent: true } }).open();
    await check(chat);
    (await chat.get('button', 'Submit')).click();
    await until(() => chat.part('form')?.textContent.includes('Required field'), 'error');
    await check(chat);
  });

  it('of a conversation', async () => {
    const chat = await converse({ chatName: 'Fennmoor' });
    await chat.write('hello https://example.com');
    await chat.message('visitor, sent: hello https://example.com');
    world.server.store('t_team', 'Hi, see https://example.com');
    await chat.message('team, received: Hi, see https://example.com');
    await check(chat);
  });

  it('of a message that failed', async () => {
    const chat = await converse();
    world.server.faults.push('refused');
    await chat.write('hello');
    await chat.get('button', 'Retry');
    await check(chat);
  });

  it('of the launcher of a closed chat that is offline, and of the window then', async () => {
    world.settings!.availability = 'offline';
    const chat = await world.mount().ready();
    await checkLauncher(chat);
    await chat.open();
    await check(chat);
  });

  it('of the form on a telephone, with its errors', async () => {
    await setViewport({ width: 390, height: 740 });
    try {
      const chat = await world.mount({ visitor: { requireConsent: true } }).open();
      (await chat.get('button', 'Submit')).click();
      await until(() => chat.part('form')?.textContent.includes('Required field'), 'error');
      await check(chat);
    } finally {
      await setViewport({ width: 1024, height: 768 });
    }
  });

  it('of fifty messages, from right to left', async () => {
    document.documentElement.dir = 'rtl';
    try {
      const chat = await converse({ chatName: 'Fennmoor' });
      await chat.write('hello');
      await chat.message('visitor, sent: hello');
      for (let i = 0; i < 50; i++) world.server.store(i % 2 ? 't_team' : 'a_visitor', `message ${String(i)}`);
      await chat.message('team, received: message 49');
      await check(chat);
    } finally {
      document.documentElement.removeAttribute('dir');
    }
  });

  it('while it connects', async () => {
    const chat = await converse();
    world.companion.errors.push(new ServiceError(503, 'Later.'));
    await chat.write('hello');
    await chat.get('status', 'Connecting…');
    await check(chat);
  });

  it('of colours of an owner', async () => {
    const variables = { 'main-color': 'yellow', 'background-color': '#222', 'bubble-light-color': '#444' };
    const chat = await world.mount({ variables, visitor: { requireName: true } }).open();
    (await chat.get('button', 'Submit')).click();
    await until(() => chat.part('form')?.textContent.includes('Required field'), 'error');
    await check(chat);
  });

  it('of a text that is too long', async () => {
    const chat = await converse();
    type(await chat.composer(), 'a'.repeat(33 * 1024));
    await chat.get('status', /too long/);
    await check(chat);
  });

  it('of the trouble to connect', async () => {
    const chat = await converse({ support: { email: 'help@example.com', phone: '+32 2 555 01 01' } });
    world.server.refusals.push('unavailable', 'unavailable', 'unavailable', 'unavailable', 'unavailable');
    await chat.write('hello');
    await chat.get('link', 'help@example.com');
    await check(chat);
  });
});

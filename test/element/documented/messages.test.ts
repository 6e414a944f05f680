/** Every message of the reference: where a visitor reads it, by default, changed while it is shown, as an array, and empty. */
import { expect } from '@open-wc/testing';
import '../../../src/index.js';
import { ServiceError } from '../../../src/session/service.js';
import { MESSAGE_ENTRIES } from '../../../src/settings/reference.js';
import { FakeWorld } from '../../support/browser/fake-world.js';
import { clear, type, until, type Chat } from '../../support/browser/harness.js';
import { nameOf } from '../../support/browser/roles.js';

interface Check {
  /** Brings the chat to where the message is shown. */
  reach: (world: FakeWorld) => Promise<Chat>;
  /** What stands there: one text, or that of each bubble. */
  read: (chat: Chat) => string | string[] | null;
}

const CHECKS: Record<string, Check> = {
  'messages.welcome': { reach: asked, read: (chat) => bubbles(chat).slice(0, -1) },
  'messages.help': { reach: notAsked, read: (chat) => bubbles(chat).slice(1) },
  'messages.identify': { reach: asked, read: (chat) => bubbles(chat).slice(1) },
  'messages.error': { reach: refused, read: (chat) => bubbles(chat).slice(3) },
  'messages.title': { reach: asked, read: (chat) => nameOf(chat.part('window')!) },
  'messages.online': { reach: asked, read: status },
  'messages.offline': {
    reach: (world) => {
      world.settings!.availability = 'offline';
      return asked(world);
    },
    read: status,
  },
  'messages.connecting': { reach: connecting, read: status },
  'messages.chat': { reach: notAsked, read: (chat) => field(chat, 'textarea').placeholder },
  'messages.newMessage': { reach: (world) => answered(world, 1), read: (chat) => textOf(chat.part('notice')) },
  'messages.newMessages': { reach: (world) => answered(world, 2), read: (chat) => textOf(chat.part('notice')) },
  'messages.internet': { reach: withoutNetwork, read: (chat) => textOf(describedBy(field(chat, 'textarea'))) },
  'messages.identifyName': { reach: asked, read: (chat) => nameOf(field(chat, 'input[autocomplete=name]')) },
  'messages.identifyEmail': { reach: asked, read: (chat) => nameOf(field(chat, 'input[type=email]')) },
  'messages.identifySubmit': { reach: skippable, read: (chat) => nameOf(field(chat, 'button[type=submit]')) },
  'messages.identifySkip': { reach: skippable, read: (chat) => nameOf(field(chat, 'button[type=button]:not([part])')) },
  'messages.identifyRequired': {
    reach: asked,
    read: (chat) => {
      field(chat, 'button[type=submit]').click();
      return textOf(describedBy(field(chat, 'input[type=email]')));
    },
  },
  'messages.identifyThanks': { reach: identified, read: (chat) => bubbles(chat)[1] ?? null },
  'messages.identifyConsent': { reach: consenting, read: (chat) => nameOf(field(chat, 'input[type=checkbox]')) },
};

describe('documented message', () => {
  let world: FakeWorld;

  beforeEach(() => {
    world = new FakeWorld();
  });

  afterEach(() => {
    clear();
    world.restore();
    Reflect.deleteProperty(navigator, 'onLine');
    document.title = '';
  });

  it('has a check each', () => {
    expect(Object.keys(CHECKS)).to.deep.equal(MESSAGE_ENTRIES.map(({ name }) => name));
  });

  for (const entry of MESSAGE_ENTRIES) {
    it(entry.name, async () => {
      const { reach, read } = CHECKS[entry.name]!;
      const isBubbles = entry.type === 'bubbles';
      const chat = await reach(world);
      const becomes = async (expected: string | string[]): Promise<void> => {
        const isThere = (): boolean => JSON.stringify(read(chat) ?? '') === JSON.stringify(expected);
        await until(isThere, `${JSON.stringify(expected)} but ${JSON.stringify(read(chat))}`);
      };
      const say = (value: string | string[]): void => {
        chat.element.messages = { [entry.key]: value };
      };
      await becomes(entry.default as string | string[]);
      say('Changed');
      await becomes(isBubbles ? ['Changed'] : 'Changed');
      say(['One', 'two']);
      await becomes(isBubbles ? ['One', 'two'] : 'One two');
      say('');
      await becomes(SPOKEN[entry.key] ?? (isBubbles ? [] : ''));
    });
  }
});

/** What is left to be read where a text is empty on purpose. */
const SPOKEN: Record<string, string | string[]> = { identifyThanks: 'How can we help?' };

async function asked(world: FakeWorld): Promise<Chat> {
  return (await world.mount().ready()).open();
}

async function notAsked(world: FakeWorld): Promise<Chat> {
  const chat = await (await world.mount({ visitor: { askName: false, askEmail: false } }).ready()).open();
  await chat.composer();
  return chat;
}

async function skippable(world: FakeWorld): Promise<Chat> {
  return (await world.mount({ visitor: { requireEmail: false } }).ready()).open();
}

async function consenting(world: FakeWorld): Promise<Chat> {
  return (await world.mount({ visitor: { requireConsent: true } }).ready()).open();
}

async function identified(world: FakeWorld): Promise<Chat> {
  return (await asked(world)).identify('Ada', 'ada@example.com');
}

async function refused(world: FakeWorld): Promise<Chat> {
  const chat = await notAsked(world);
  world.companion.errors.push(new ServiceError(403, 'Not from here.'));
  await chat.write('hello');
  await chat.message('visitor, failed: hello');
  return chat;
}

async function connecting(world: FakeWorld): Promise<Chat> {
  const chat = await notAsked(world);
  world.isHanging = true;
  return chat.write('hello');
}

async function answered(world: FakeWorld, count: number): Promise<Chat> {
  const chat = await notAsked(world);
  await chat.write('hello');
  await chat.message('visitor, sent: hello');
  await chat.close();
  for (let i = 0; i < count; i++) world.server.store('t_team', 'Hi');
  return chat;
}

async function withoutNetwork(world: FakeWorld): Promise<Chat> {
  const chat = await notAsked(world);
  Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
  dispatchEvent(new Event('offline'));
  type(await chat.composer(), 'hello');
  return chat;
}

const bubbles = (chat: Chat): string[] => chat.bubbles().map(({ text }) => text);

function status(chat: Chat): string | null {
  return textOf(chat.part('header')!.querySelector('[role=status]'));
}

const textOf = (element: Element | null): string | null => element?.textContent.trim() ?? null;

const field = (chat: Chat, selector: string): HTMLInputElement => chat.part('window')!.querySelector(selector)!;

const describedBy = (element: Element): Element | null =>
  (element.getRootNode() as ShadowRoot).getElementById(element.getAttribute('aria-describedby') ?? '');

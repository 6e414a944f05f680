/** Every option of the reference: what a visitor, or the team, meets by default, and with another value. */
import { expect } from '@open-wc/testing';
import type { MissiveChat, MissiveChatConfig } from '../../../src/element.js';
import '../../../src/index.js';
import { ServiceError } from '../../../src/session/service.js';
import { OPTION_ENTRIES } from '../../../src/settings/reference.js';
import { FakeWorld } from '../../support/browser/fake-world.js';
import { clear, type Chat } from '../../support/browser/harness.js';
import { ROUTES } from '../../support/browser/option-routes.js';

interface Check {
  /** Another value than the default. */
  changed: unknown;
  /** Options without which there would be nothing to see. */
  given?: MissiveChatConfig;
  see: (visit: () => Chat, world: FakeWorld) => unknown;
  /** What is seen by default, and with the other value. */
  seen: [unknown, unknown];
}

const PICTURE = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
const NOTHING_ASKED = { visitor: { askName: false, askEmail: false } };
const USER = { ...NOTHING_ASKED, user: { email: 'ada@example.com' } };

const CHECKS: Record<string, Check> = {
  id: {
    changed: 'another',
    see: async (visit, world) => {
      await visit().element.updateComplete;
      return world.accounts;
    },
    seen: [[], ['another']],
  },
  'chat.position': {
    changed: 'top-left',
    see: async (visit) => corner(await launched(visit)),
    seen: ['bottom-right', 'top-left'],
  },
  'chat.hidden': { changed: true, see: isLauncherSeen, seen: [true, false] },
  'chat.name': { changed: 'Fennmoor', see: async (visit) => nameAbove(await opened(visit)), seen: [null, 'Fennmoor'] },
  'chat.avatarUrl': { changed: PICTURE, see: async (visit) => picture(await opened(visit)), seen: [null, PICTURE] },
  'chat.hideWhenOffline': {
    changed: true,
    see: (visit, world) => {
      world.settings!.availability = 'offline';
      return isLauncherSeen(visit);
    },
    seen: [true, false],
  },
  'chat.hideBranding': {
    changed: true,
    see: async (visit) => (await opened(visit)).part('window')?.textContent.includes('Chat by missive-chat'),
    seen: [true, false],
  },
  'chat.showOnlineStatus': {
    changed: false,
    see: async (visit) => (await opened(visit)).part('header')?.textContent.includes('We’re online'),
    seen: [true, false],
  },
  'chat.showAvatars': {
    changed: false,
    given: { chat: { avatarUrl: PICTURE } },
    see: async (visit) => picture(await opened(visit)),
    seen: [PICTURE, null],
  },
  'chat.showNames': {
    changed: false,
    given: { chat: { name: 'Fennmoor' } },
    see: async (visit) => nameAbove(await opened(visit)),
    seen: ['Fennmoor', null],
  },
  'chat.rememberOpenState': {
    changed: false,
    see: async (visit) => {
      (await opened(visit)).element.remove();
      return (await visit().ready()).element.opened;
    },
    seen: [true, false],
  },
  'support.email': {
    changed: 'help@example.com',
    given: NOTHING_ASKED,
    see: async (visit, world) => linkOf('mailto:', await troubled(visit, world)),
    seen: [null, 'mailto:help@example.com'],
  },
  'support.phone': {
    changed: '+32 2 555 01 01',
    given: NOTHING_ASKED,
    see: async (visit, world) => linkOf('tel:', await troubled(visit, world)),
    seen: [null, 'tel:+3225550101'],
  },
  'user.email': {
    changed: 'ada@example.com',
    given: NOTHING_ASKED,
    see: toldUser('email'),
    seen: [undefined, 'ada@example.com'],
  },
  'user.name': { changed: 'Ada', given: USER, see: toldUser('name'), seen: [undefined, 'Ada'] },
  'user.digest': { changed: 'ab12', given: USER, see: toldUser('digest'), seen: [undefined, 'ab12'] },
  'user.avatarUrl': { changed: PICTURE, given: USER, see: toldUser('avatarUrl'), seen: [undefined, PICTURE] },
  'visitor.askName': {
    changed: false,
    see: async (visit) => hasField(await opened(visit), 'Name'),
    seen: [true, false],
  },
  'visitor.requireName': {
    changed: true,
    see: async (visit) => isRequired(await opened(visit), 'Name'),
    seen: [false, true],
  },
  'visitor.askEmail': {
    changed: false,
    see: async (visit) => hasField(await opened(visit), 'Email'),
    seen: [true, false],
  },
  'visitor.requireEmail': {
    changed: false,
    see: async (visit) => isRequired(await opened(visit), 'Email'),
    seen: [true, false],
  },
  'visitor.requireConsent': {
    changed: true,
    see: async (visit) => (await opened(visit)).find('checkbox') !== null,
    seen: [false, true],
  },
  meta: {
    changed: { cart: 3 },
    given: NOTHING_ASKED,
    see: async (visit, world) => {
      await written(visit);
      const { data } = world.server.messages[0]!.attributes as { data: Record<string, string> };
      return data['cart'];
    },
    seen: [undefined, '3'],
  },
};

describe('documented option', () => {
  let world: FakeWorld;

  beforeEach(() => {
    world = new FakeWorld();
  });

  afterEach(() => {
    clear();
    world.restore();
  });

  it('has a check each', () => {
    expect(Object.keys(CHECKS)).to.deep.equal(OPTION_ENTRIES.map(({ name }) => name));
  });

  for (const entry of OPTION_ENTRIES) {
    describe(entry.name, () => {
      const { changed, given = {}, see, seen } = CHECKS[entry.name]!;
      const look = (set: (element: MissiveChat) => void): unknown => {
        const prepare = (element: MissiveChat): void => {
          if (entry.name === 'id') Object.assign(element, { account: undefined });
          set(element);
        };
        return see(() => world.mount({ config: given }, prepare), world);
      };

      it('by default', async () => {
        expect(await look(() => undefined)).to.deep.equal(seen[0]);
      });

      for (const [name, route] of Object.entries(ROUTES)) {
        // The account cannot say which account it is.
        if (entry.name === 'id' && name === 'the Setup page') continue;
        it(`by ${name}`, async () => {
          const set = (element: MissiveChat): void => {
            route(entry, changed, element, world);
          };
          expect(await look(set)).to.deep.equal(seen[1]);
        });
      }
    });
  }
});

async function launched(visit: () => Chat): Promise<Chat> {
  const chat = await visit().ready();
  await chat.get('button', /^Chat with us/);
  return chat;
}

async function opened(visit: () => Chat): Promise<Chat> {
  return (await visit().ready()).open();
}

async function written(visit: () => Chat): Promise<Chat> {
  const chat = await opened(visit);
  await chat.write('hello');
  await chat.message('visitor, sent: hello');
  return chat;
}

/** Somebody whom the server refuses. */
async function troubled(visit: () => Chat, { companion }: FakeWorld): Promise<Chat> {
  const chat = await opened(visit);
  companion.errors.push(new ServiceError(403, 'Not from here.'));
  await chat.write('hello');
  await chat.message('visitor, failed: hello');
  return chat;
}

async function isLauncherSeen(visit: () => Chat): Promise<boolean> {
  const chat = await visit().ready();
  return chat.find('button', /^Chat with us/) !== null;
}

function corner(chat: Chat): string {
  const { left, right, top, bottom } = chat.part('frame')!.getBoundingClientRect();
  const vertical = top + bottom > innerHeight ? 'bottom' : 'top';
  return `${vertical}-${left + right > innerWidth ? 'right' : 'left'}`;
}

const nameAbove = (chat: Chat): string | null => chat.part('log')?.querySelector('.name')?.textContent.trim() ?? null;

const picture = (chat: Chat): string | null => chat.part('log')?.querySelector('img')?.src ?? null;

const linkOf = (scheme: string, chat: Chat): string | null =>
  chat.part('window')?.querySelector<HTMLAnchorElement>(`a[href^="${scheme}"]`)?.href ?? null;

const hasField = (chat: Chat, name: string): boolean => chat.find('textbox', name) !== null;

const isRequired = (chat: Chat, name: string): boolean => (chat.find('textbox', name) as HTMLInputElement).required;

/** What the server is told about the visitor. */
function toldUser(key: string): Check['see'] {
  return async (visit, { companion }) => {
    await written(visit);
    const [, request] = companion.requests[0] as [string, { user?: Record<string, string> }];
    return request.user?.[key];
  };
}

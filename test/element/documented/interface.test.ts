/**
 * Every method, event and callback of the reference, with the built script, a real companion and the emulator: in each
 * state that a page can find the chat in.
 */
import { expect } from '@open-wc/testing';
import type { MissiveChat } from '../../../src/element.js';
import { ELEMENT_ENTRIES, EVENT_ENTRIES, METHOD_ENTRIES, OPTION_ENTRIES } from '../../../src/settings/reference.js';
import { Account } from '../../support/browser/companion.js';
import { adopt, clear, mount, until, type Chat } from '../../support/browser/harness.js';

const WHILE_OPEN = 'while the form is shown';

type Methods = Record<string, (...values: unknown[]) => void>;

interface Check {
  values: unknown[];
  /** What changes by the call, and what it is before and after. */
  see: (chat: Chat) => unknown;
  seen: [unknown, unknown];
  /** Calls that come before. */
  before?: (methods: Methods) => void;
}

const ADA = { email: 'ada@example.com', name: 'Ada' };
const isOpen = (chat: Chat): boolean => chat.find('dialog') !== null;
const isButtonHidden = ({ element }: Chat): boolean => element.settings.chat.hidden;
const userOf = ({ element }: Chat): string => element.settings.user.email;
const metaOf = ({ element }: Chat): unknown => ({ ...element.settings.meta });

const CHECKS: Record<string, Check> = {
  open: { values: [], see: isOpen, seen: [false, true] },
  close: {
    values: [],
    before: (methods) => {
      methods['open']!();
    },
    see: isOpen,
    seen: [true, false],
  },
  showButton: {
    values: [],
    before: (methods) => {
      methods['hideButton']!();
    },
    see: hasButton,
    seen: [false, true],
  },
  hideButton: { values: [], see: hasButton, seen: [true, false] },
  setUser: { values: [ADA], see: userOf, seen: ['', ADA.email] },
  setMeta: {
    values: [{ path: '/b' }],
    before: (methods) => {
      methods['setMeta']!({ plan: 'pro' });
    },
    see: metaOf,
    seen: [{ plan: 'pro' }, { path: '/b' }],
  },
  addMeta: {
    values: [{ plan: 'free', path: '/b' }],
    before: (methods) => {
      methods['setMeta']!({ plan: 'pro' });
    },
    see: metaOf,
    seen: [{ plan: 'pro' }, { plan: 'pro', path: '/b' }],
  },
  setVariables: {
    values: [{ 'closed-border-radius': '7px' }],
    see: (chat) => chat.element.settings.variables['closed-border-radius'],
    seen: ['30px', '7px'],
  },
  toggle: { values: [], see: isOpen, seen: [false, true] },
  logout: {
    values: [],
    before: (methods) => {
      methods['setUser']!(ADA);
    },
    see: userOf,
    seen: [ADA.email, ''],
  },
};

/** What is seen of the calls that change something else while the window is open, where it covers the button. */
const CHECKS_WHILE_OPEN: Record<string, Pick<Check, 'see' | 'seen'>> = {
  open: { see: isOpen, seen: [true, true] },
  toggle: { see: isOpen, seen: [true, false] },
  showButton: { see: isButtonHidden, seen: [true, false] },
  hideButton: { see: isButtonHidden, seen: [false, true] },
};

describe('documented interface', function () {
  this.timeout(30_000);
  let account: Account;

  before(async () => {
    account = await Account.open();
    await import(`${account.server}/missive-chat.js`);
  });

  beforeEach(async () => {
    account = await Account.open();
  });

  afterEach(() => {
    clear();
    Reflect.deleteProperty(navigator, 'onLine');
  });

  const create = (options: Partial<MissiveChat> = {}): Chat =>
    mount({ account: account.id, server: account.server, ...options });
  const methodsOf = ({ element }: Chat): Methods => element as unknown as Methods;

  it('has a check for each method', () => {
    expect(Object.keys(CHECKS)).to.deep.equal(METHOD_ENTRIES.map(({ name }) => name));
  });

  /** How the chat is when the method is called. */
  const STATES: Record<string, (chat: Chat) => Promise<unknown>> = {
    'before it is ready': () => Promise.resolve(),
    'when it is ready': (chat) => chat.ready(),
    'after the form was shown': async (chat) => {
      await chat.ready();
      chat.element.opened = true;
      await chat.get('textbox', 'Email');
      chat.element.opened = false;
    },
    [WHILE_OPEN]: async (chat) => {
      await chat.ready();
      chat.element.opened = true;
      await chat.get('textbox', 'Email');
    },
    'while the browser is offline': async (chat) => {
      await chat.ready();
      Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
      dispatchEvent(new Event('offline'));
    },
    'while somebody of the team is online': async (chat) => {
      await account.comeOnline();
      await chat.ready();
    },
    'after it was removed and added': async (chat) => {
      await chat.ready();
      chat.element.remove();
      await until(() => !hasButton(chat), 'empty page');
      chat.events.length = 0;
      document.body.append(chat.element);
      await chat.ready();
    },
  };

  for (const [name, { values, before, ...check }] of Object.entries(CHECKS)) {
    const { see, seen } = check;
    describe(`${name}()`, () => {
      for (const [state, reach] of Object.entries(STATES)) {
        it(state, async () => {
          const { see, seen } = (state === WHILE_OPEN ? CHECKS_WHILE_OPEN[name] : undefined) ?? check;
          const chat = create();
          await reach(chat);
          before?.(methodsOf(chat));
          if (state !== 'before it is ready') await becomes(() => see(chat), seen[0]);
          methodsOf(chat)[name]!(...values);
          await chat.ready();
          await becomes(() => see(chat), seen[1]);
        });
      }

      it('while it is off the page, for when it is there again', async () => {
        const chat = await create().ready();
        before?.(methodsOf(chat));
        chat.element.remove();
        await until(() => !hasButton(chat), 'empty page');
        methodsOf(chat)[name]!(...values);
        document.body.append(chat.element);
        await becomes(() => see(chat), seen[1]);
      });
    });
  }

  it('takes calls of every method with anything at all', async () => {
    const chat = await create().ready();
    const odd = [undefined, null, 0, '', 'text', [], () => undefined, new Date(), Object.create(null), document];
    for (const { name } of METHOD_ENTRIES) for (const value of odd) methodsOf(chat)[name]!(value);
    chat.element.showButton();
    chat.element.close();
    await chat.open();
  });

  it('gives each documented method, fires the events and calls each callback in step with its own', async () => {
    const page = document.createElement('iframe');
    page.width = '800';
    page.height = '700';
    const callbacks = EVENT_ENTRIES.flatMap(({ callback }) => callback ?? []);
    page.srcdoc = `<!doctype html><title>Page</title><body><script>
      heard = [];
      MissiveChatConfig = { support: { email: 'help@example.com' } };
      for (const name of ${JSON.stringify(callbacks)}) {
        MissiveChatConfig[name] = (...values) => heard.push([name, ...JSON.parse(JSON.stringify(values))]);
      }
      </script><script src="${account.server}/${account.id}/missive.js"></script></body>`;
    document.body.append(page);
    try {
      const api = await until(
        () => (page.contentWindow as unknown as { MissiveChat?: { element: MissiveChat | null } }).MissiveChat?.element,
        'chat',
      );
      const { MissiveChat: given } = page.contentWindow as unknown as { MissiveChat: Record<string, unknown> };
      const methods = METHOD_ENTRIES.filter(({ isLegacy }) => isLegacy).map(({ name }) => typeof given[name]);
      expect(new Set(methods)).to.deep.equal(new Set(['function']));
      const fired: [string, unknown][] = [];
      for (const { name } of EVENT_ENTRIES) {
        api.addEventListener(name as 'missive-open', ({ detail }) => fired.push([name, detail]));
      }
      const chat = await adopt(api).open();
      await chat.identify('Ada', ADA.email);
      await chat.write('hello');
      await chat.message('visitor, sent: hello');
      await account.reply('Hi {{ link:https://example.com there }}');
      await chat.message('team, received: Hi there');
      await chat.close();
      const { heard } = page.contentWindow as unknown as { heard: unknown[][] };
      expect(heard).to.deep.equal([
        ['onReady'],
        ['onOpen'],
        ['onVisitorIdentified', ADA_SAID],
        ['onChatStarted', ADA_SAID],
        ['onNewMessage', 'Hi there'],
        ['onClose'],
      ]);
      const inStep = fired.map(([event]) => EVENT_ENTRIES.find(({ name }) => name === event)?.callback);
      expect(heard.map(([name]) => name).slice(-inStep.length)).to.deep.equal(inStep);
      expect(callbacks.toSorted()).to.deep.equal(heard.map(([name]) => String(name)).toSorted());
    } finally {
      page.remove();
    }
  });

  it('observes each attribute of the reference, and no other', () => {
    const { observedAttributes } = customElements.get('missive-chat') as unknown as typeof MissiveChat;
    const named = [
      ...OPTION_ENTRIES.map(({ element }) => element.attribute),
      ...ELEMENT_ENTRIES.map(({ name }) => name),
      'variables',
      'messages',
    ];
    expect([...observedAttributes].sort()).to.deep.equal([...new Set(named)].sort());
  });

  it('tells its states to the page’s style', async () => {
    const chat = await create().ready();
    expect(chat.element.matches(':state(offline)')).to.equal(true);
    expect(chat.element.matches(':state(online)')).to.equal(false);
    await chat.open();
    await chat.identify('Ada', ADA.email);
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
    await chat.close();
    await account.reply('Hi');
    await until(() => chat.element.matches(':state(unread)'), 'unread message');
  });
});

const ADA_SAID = { name: 'Ada', email: ADA.email };

function hasButton(chat: Chat): boolean {
  return chat.find('button', /^Chat with us/) !== null;
}

async function becomes(see: () => unknown, expected: unknown): Promise<void> {
  const isSeen = (): boolean => JSON.stringify(see()) === JSON.stringify(expected);
  await until(isSeen, `${JSON.stringify(expected)} but ${JSON.stringify(see())}`);
}

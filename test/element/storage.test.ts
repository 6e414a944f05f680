/**
 * `missive.js` on pages whose storage is blocked, full or broken, each way in a page of its own: a message goes through,
 * the console is warned once at most, and nothing is thrown into the page.
 */
import { expect } from '@open-wc/testing';
import { Account } from '../support/browser/companion.js';
import { adopt, clear, type, until, type Chat } from '../support/browser/harness.js';

/** One way in which a browser keeps things, or does not. */
interface Mode {
  name: string;
  /** Runs in the page before everything else. */
  harm: string;
  /** What was left in `localStorage`, by account. */
  left?: (account: string) => Record<string, string>;
  /** Whether the visitor, what they wrote and what they were about to write are there again after a reload. */
  keeps: boolean;
  /** Warnings on the console for each page view. */
  warnings: 0 | 1;
}

const FAIL = `const fail = (name) => () => { throw new DOMException(name, name); };`;
/** As browsers do it that take no data of the site: locks are denied too. */
const BLOCK = `${FAIL}
  const denied = fail('SecurityError');
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
    Object.defineProperty(window, name, { get: denied });
  Object.defineProperty(document, 'cookie', { get: denied, set: denied });
  if (navigator.locks) navigator.locks.request = async () => denied();`;

const MODES: readonly Mode[] = [
  { name: 'blocked', harm: BLOCK, keeps: false, warnings: 1 },
  {
    name: 'absent, as in some web views',
    harm: `Object.defineProperty(window, 'localStorage', { value: null });`,
    keeps: false,
    warnings: 1,
  },
  {
    name: 'full at every write',
    harm: `${FAIL} Storage.prototype.setItem = fail('QuotaExceededError');`,
    keeps: false,
    warnings: 1,
  },
  {
    name: 'private, without any room and without a database',
    harm: `${FAIL}
      Storage.prototype.setItem = fail('QuotaExceededError');
      IDBFactory.prototype.open = fail('InvalidStateError');`,
    keeps: false,
    warnings: 1,
  },
  {
    name: 'without IndexedDB',
    harm: `Object.defineProperty(window, 'indexedDB', { value: undefined });`,
    keeps: true,
    warnings: 0,
  },
  {
    name: 'with an IndexedDB that is blocked',
    harm: `${FAIL} IDBFactory.prototype.open = fail('SecurityError');`,
    keeps: true,
    warnings: 0,
  },
  {
    name: 'with an IndexedDB that never opens',
    harm: `IDBFactory.prototype.open = () => new EventTarget();`,
    keeps: true,
    warnings: 0,
  },
  {
    name: 'corrupt',
    harm: '',
    left: (account) => ({
      [`missive-chat:${account}`]: '{"version":1,"email":"","da',
      [`missive-chat:${account}/1`]: '{"cid":"1","body":',
      [`missive-chat:${account}:lease`]: 'somebody',
    }),
    keeps: true,
    warnings: 0,
  },
  {
    name: 'of a later version',
    harm: '',
    left: (account) => ({ [`missive-chat:${account}`]: '{"version":2,"secret":"later"}' }),
    keeps: false,
    warnings: 1,
  },
];

type Page = Window & { warnings: string[]; errors: string[] };

describe('a storage', () => {
  let account: Account;
  let frame: HTMLIFrameElement;

  beforeEach(async () => {
    account = await Account.open();
    frame = document.createElement('iframe');
    frame.width = '800';
    frame.height = '700';
  });

  afterEach(() => {
    frame.remove();
    clear();
  });

  const page = (): Page => frame.contentWindow as unknown as Page;

  /** Loads the page, anew if it was loaded already. @param isAway Whether the companion gives no session. */
  async function visit(harm: string, isAway = false): Promise<Chat> {
    frame.remove();
    frame.srcdoc = `<!doctype html><title>Page</title><body>
      <script>
        warnings = [];
        errors = [];
        isAway = ${String(isAway)};
        console.warn = (...values) => warnings.push(values.join(' '));
        console.error = (...values) => errors.push(values.join(' '));
        addEventListener('error', ({ message }) => errors.push(message));
        addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
        const send = window.fetch;
        window.fetch = (url, ...more) =>
          isAway && String(url).endsWith('/session') ? Promise.reject(new TypeError('Away.')) : send(url, ...more);
        { ${harm} }
      </script>
      <script src="${account.server}/${account.id}/missive.js"></script></body>`;
    document.body.append(frame);
    return adopt(await until(() => frame.contentDocument?.querySelector('missive-chat'), 'element'));
  }

  const begin = async (chat: Chat): Promise<Chat> => (await chat.open()).identify('Ada', 'ada@example.com');
  const draft = async (chat: Chat): Promise<string> => ((await chat.composer()) as HTMLTextAreaElement).value;

  async function talk(chat: Chat): Promise<void> {
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
    await account.reply('Hi Ada!');
    await chat.message('team, received: Hi Ada!');
    await chat.write('one more thing');
    await chat.message('visitor, sent: one more thing');
    expect((await account.messages()).map(({ body }) => body)).to.deep.equal(['hello', 'Hi Ada!', 'one more thing']);
  }

  for (const { name, harm, left, keeps, warnings } of MODES) {
    describe(name, () => {
      beforeEach(() => {
        for (const [key, value] of Object.entries(left?.(account.id) ?? {})) localStorage.setItem(key, value);
      });

      afterEach(() => {
        expect(page().errors).to.deep.equal([]);
        expect(page().warnings).to.have.lengthOf(warnings);
      });

      it('lets messages through in both directions, and what is typed stay', async () => {
        const chat = await begin(await visit(harm));
        await talk(chat);
        type(await chat.composer(), 'not yet');
        await (await chat.close()).open();
        expect(await draft(chat)).to.equal('not yet');
      });

      it(`${keeps ? 'keeps' : 'forgets'} over a reload what was written and typed while nobody was there`, async () => {
        const before = await begin(await visit(harm, true));
        await before.write('hello');
        await before.message('visitor, sending: hello');
        type(await before.composer(), 'not yet');
        expect(page().errors).to.deep.equal([]);

        const chat = await visit(harm);
        if (!keeps) {
          await talk(await begin(chat));
          return;
        }
        await chat.message('visitor, sent: hello');
        expect(await draft(chat)).to.equal('not yet');
        expect((await account.messages()).map(({ body }) => body)).to.deep.equal(['hello']);
      });
    });
  }

  it('that is cleared while the page is open is written no more, and nothing that is seen gets lost', async () => {
    const chat = await begin(await visit(''));
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
    localStorage.clear();
    await account.cutConnections();
    await chat.write('one more thing');
    type(await chat.composer(), 'not yet');
    await chat.message('visitor, sent: one more thing');
    expect(chat.conversation()).to.deep.equal(['visitor, sent: hello', 'visitor, sent: one more thing']);
    expect(await draft(chat)).to.equal('not yet');
    expect(localStorage.length).to.equal(0);
    expect((await account.messages()).map(({ body }) => body)).to.deep.equal(['hello', 'one more thing']);
    expect([page().warnings, page().errors]).to.deep.equal([[], []]);
  });
});

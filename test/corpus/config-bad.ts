/** Malformed configurations and hostile pages: `missive.js` in a document of its own, with a real companion. */
import { expect } from '@open-wc/testing';
import type { MissiveChat } from '../../src/element.js';
import { Account } from '../support/browser/companion.js';
import { readCorpus } from '../support/browser/corpora.js';
import { type, until } from '../support/browser/harness.js';
import { isVisible } from '../support/browser/roles.js';

interface ConfigCase {
  id: string;
  group: string;
  /** The configuration as an expression; statements in the group `api`. */
  js: string;
  /** Statements that the page runs first. */
  before?: string;
  expect: 'boot' | 'noboot' | 'ignore' | 'throwfree' | 'last' | 'same' | 'limit';
  /** Wants a set-up of its own. */
  manual?: boolean;
}

/** The page's side: what it heard, and what it found out. */
type Page = Window & {
  MissiveChat: Record<string, () => void> & { element: MissiveChat | null };
  errors: string[];
  warnings: string[];
  isReady: boolean;
  /** What changed that is not the chat's, when it is asked for. */
  findChanges: () => string[];
};

/** Account of the corpus, in whose place the tests have one of their own. */
const ACCOUNT = 'c3a1b3de-5e3f-4283-baaa-8e1d63fea126';

/** Cases at a time: most of one is to wait for the server. */
const AT_ONCE = 4;

/**
 * Whether each chat also sends a message: in one engine, because it costs a minute in each, and what a configuration leaves
 * standing does not hang on the engine.
 */
const SENDS = navigator.userAgent.includes('Chrome');

/** Runs in the page before anything else. The document's own functions are kept from what the page does to them. */
const LISTEN = `
  errors = [];
  warnings = [];
  isReady = false;
  addEventListener('error', (event) => errors.push('error: ' + event.message));
  addEventListener('unhandledrejection', (event) => errors.push('rejection: ' + event.reason));
  for (const method of ['warn', 'error']) console[method] = (...values) => warnings.push(values.join(' '));
  addEventListener('missive-ready', () => (isReady = true));
`;

/** Notes the state of the page's own things, once they are all there. */
const REMEMBER = `
  const describe = (value, depth = 0) => {
    if (typeof value !== 'object' || value === null || depth > 3) return typeof value;
    try {
      return JSON.stringify(Object.entries(Object.getOwnPropertyDescriptors(value)).slice(0, 50)
        .map(([key, { get, value }]) => [key, get ? 'getter' : describe(value, depth + 1)]));
    } catch {
      return 'hostile';
    }
  };
  const look = () => ({
    prototype: Object.getOwnPropertyNames(Object.prototype).join(),
    polluted: String({}.polluted),
    config: /get\\(\\)|get "/.test(source) ? '' : describe(window.MissiveChatConfig),
  });
  const seen = look();
  findChanges = () => Object.entries(look()).filter(([name, now]) => seen[name] !== now).map(([name]) => name);
`;

const inScript = (code: string): string => `<script>${code.replaceAll('</', '<\\/')}</script>`;

/** Tests each case of some groups of the corpus. */
export function testGroups(groups: readonly string[]): void {
  let cases: ConfigCase[];
  /** Each has its cases one after the other; the accounts do not wait for each other. */
  let accounts: Account[];
  /** Cases in which a message was sent. */
  const said: string[] = [];

  before(async function () {
    cases = (await readCorpus<ConfigCase>(this, 'config-bad')).filter(({ manual }) => !manual);
    accounts = await Promise.all(Array.from({ length: AT_ONCE }, () => Account.open()));
    await Promise.all(accounts.map((account) => account.comeOnline()));
  });

  /** What is wrong with a case, in words; `null` when nothing is. */
  async function findProblem(one: ConfigCase, account: Account): Promise<string | null> {
    const isCall = one.group === 'api';
    const js = one.js.replaceAll(ACCOUNT, account.id).replaceAll(ACCOUNT.toUpperCase(), account.id.toUpperCase());
    const config = isCall ? `({ id: '${account.id}' })` : `(${js})`;
    // An earlier case has left its visitor.
    for (const key of Object.keys(localStorage)) if (key.includes(account.id)) localStorage.removeItem(key);
    const frame = document.createElement('iframe');
    frame.width = '800';
    frame.height = '700';
    frame.srcdoc = [
      '<!doctype html><title>Page</title><body>',
      inScript(LISTEN),
      inScript(`const source = ${JSON.stringify(config)}; MissiveChatConfig = eval(source);`),
      inScript(one.before ?? ''),
      inScript(REMEMBER),
      `<script src="${account.server}/${account.id}/missive.js"></script>`,
    ].join('\n');
    const loaded = new Promise((resolve) => (frame.onload = resolve));
    document.body.append(frame);
    try {
      await loaded;
      const page = frame.contentWindow as unknown as Page;
      return (
        (await judge(page, one, isCall ? js : null, said)) ??
        page.errors.find((message) => !message.endsWith('host')) ??
        null
      );
    } catch (error) {
      return String(error);
    } finally {
      frame.remove();
    }
  }

  for (const group of groups) {
    it(`does no harm: ${group}`, async function () {
      this.timeout(60_000);
      const problems: string[] = [];
      const waiting = cases.filter((candidate) => candidate.group.split(':')[0] === group);
      await Promise.all(
        accounts.map(async (account) => {
          for (let one; (one = waiting.shift());) {
            const problem = await findProblem(one, account);
            if (problem !== null) problems.push(`${one.id} ${one.js.slice(0, 100)}: ${problem}`);
          }
        }),
      );
      expect(problems).to.deep.equal([]);
    });
  }

  (SENDS ? it : it.skip)('lets a message through, once, wherever there is to be a chat', async () => {
    const stored = await Promise.all(accounts.map((account) => account.messages()));
    const bodies = stored.flat().map(({ body }) => body);
    expect(bodies.sort()).to.deep.equal(said.sort());
    expect(said).to.have.length.above(50);
  });
}

/** @param said Takes the case when a message was sent in it. */
async function judge(page: Page, one: ConfigCase, call: string | null, said: string[]): Promise<string | null> {
  if (one.expect === 'noboot') {
    await until(() => page.warnings.length > 0, 'warning');
    if (page.warnings.length > 1) return `warned ${page.warnings.length} times`;
    page.MissiveChat.open?.();
    const element = page.document.querySelector('missive-chat');
    return element?.shadowRoot?.querySelector('.root') ? 'there is a widget' : null;
  }
  // Without promises there is no widget, and no error either.
  if (one.before?.startsWith('window.Promise')) return null;
  // In upper case it is another account, and the page is told so.
  if (one.js.includes(ACCOUNT.toUpperCase())) {
    await until(() => page.warnings.some((warning) => warning.includes('there is no account')), 'warning');
    return null;
  }
  await until(() => page.isReady, 'widget');
  const { element } = page.MissiveChat;
  if (call !== null) (page as unknown as { eval: (code: string) => void }).eval(call);
  if (element === null) return 'there is no element';
  const launcher = element.shadowRoot?.querySelector('[part~=launcher]');
  if (!launcher) return element.isConnected ? 'there is no launcher' : null;
  await until(() => element.settings.chat.hidden || isVisible(launcher), 'launcher that is seen');
  element.open();
  // Some callbacks remove it.
  await until(() => !element.isConnected || element.shadowRoot?.querySelector('dialog'), 'window');
  if (SENDS && (one.expect === 'boot' || (one.group === 'callback' && element.isConnected))) {
    await say(element.shadowRoot!, one.id);
    said.push(one.id);
  }
  element.close();
  const changes = page.findChanges();
  if (changes.length > 0) return `changed ${changes.join()}`;
  return page.warnings.length > 1 ? `warned ${page.warnings.length} times: ${page.warnings.join('; ')}` : null;
}

/** Fills in what is asked for, whatever it is called, writes a message, and waits until it was sent. */
async function say(root: ShadowRoot, text: string): Promise<void> {
  const field = await until(() => {
    for (const input of root.querySelectorAll<HTMLInputElement>('form input')) {
      if (input.type === 'checkbox') input.checked = true;
      else type(input, input.type === 'email' ? 'ada@example.com' : 'Ada');
    }
    root.querySelector<HTMLElement>('.submit')?.click();
    return root.querySelector('textarea');
  }, 'composer');
  type(field, text);
  const button = await until(() => root.querySelector<HTMLElement>('.send[aria-disabled=false]'), 'button that sends');
  button.click();
  const bubbles = (): NodeListOf<Element> => root.querySelectorAll('[data-author=visitor][data-state=sent] .bubble');
  await until(() => [...bubbles()].some(({ textContent }) => textContent === text), 'message that was sent');
}

/** `missive.js` as a page has it: a script tag with the address of a real companion, in a document of its own. */
import { expect } from '@open-wc/testing';
import type { MissiveChat } from '../../src/element.js';
import { Account } from '../support/browser/companion.js';
import { adopt, clear, until, type Chat } from '../support/browser/harness.js';

type Api = Record<string, (...values: unknown[]) => void> & { element: MissiveChat | null };
/** The page's side of the script. `heard` is the page's own note of what it was called with. */
type Page = Window & { MissiveChat: Api; MissiveChatConfig: object; heard: unknown[][]; warnings: string[] };

describe('missive.js', () => {
  let account: Account;
  let frame: HTMLIFrameElement;

  before(async () => {
    account = await Account.open();
  });

  beforeEach(async () => {
    account = await Account.open();
  });

  afterEach(() => {
    frame.remove();
    clear();
  });

  const script = (id = account.id): string => `<script src="${account.server}/${id}/missive.js"></script>`;
  const inline = (code: string): string => `<script>${code}</script>`;
  /** A configuration whose callbacks note that they were called. */
  const config = (options: object = {}): string =>
    inline(`
      heard = [];
      warnings = [];
      console.warn = (...values) => warnings.push(values.join(' '));
      const note = (name) => (...values) => heard.push([name, ...values]);
      const options = ${JSON.stringify(options)};
      for (const name of ['onReady', 'onOpen', 'onClose', 'onNewMessage', 'onChatStarted', 'onVisitorIdentified']) {
        options[name] = note(name);
      }
      MissiveChatConfig = options;
    `);

  /** Loads a document made of these parts. */
  async function load(...parts: string[]): Promise<Page> {
    frame = document.createElement('iframe');
    frame.width = '800';
    frame.height = '700';
    frame.srcdoc = `<!doctype html><title>Page</title><body>${parts.join('\n')}</body>`;
    const loaded = new Promise((resolve) => (frame.onload = resolve));
    document.body.append(frame);
    await loaded;
    return frame.contentWindow as unknown as Page;
  }

  const chatOf = async (page: Page): Promise<Chat> =>
    adopt(await until(() => page.document.querySelector('missive-chat'), 'element'));
  const names = (page: Page): unknown[] => page.heard.map(([name]) => name);

  it('puts one launcher on the page and calls onReady', async () => {
    const page = await load(config(), script());
    const chat = await chatOf(page);
    expect(await chat.get('button', 'Chat with us')).to.exist;
    await until(() => page.heard.length > 0, 'callback');
    expect(page.heard).to.deep.equal([['onReady']]);
    expect(page.MissiveChat.element).to.equal(chat.element);
  });

  it('needs no request but its own', async () => {
    const page = await load(config(), script());
    await until(() => page.heard.length > 0, 'callback');
    const requests = page.performance.getEntriesByType('resource').map(({ name }) => name);
    expect(requests).to.deep.equal([`${account.server}/${account.id}/missive.js`]);
  });

  it('takes the account from the configuration before that of its address', async () => {
    const page = await load(config({ id: account.id }), script('some-other'));
    const chat = await chatOf(page);
    expect(await chat.get('button', 'Chat with us')).to.exist;
    expect(chat.element.account).to.equal(account.id);
  });

  it('is one chat with one interface when the page carries it twice in its head', async () => {
    const page = await load(config(), script(), script(), inline('MissiveChat.open();'));
    const chat = await chatOf(page);
    await chat.get('dialog', 'Chat with us');
    expect(page.document.querySelectorAll('missive-chat')).to.have.lengthOf(1);
    expect(page.MissiveChat.element).to.equal(chat.element);
    expect(names(page)).to.deep.equal(['onReady', 'onOpen']);
  });

  it('gives its methods at once, and carries early calls out in order, after onReady', async () => {
    const page = await load(
      config(),
      script(),
      inline(`
        MissiveChat.hideButton();
        MissiveChat.open();
        MissiveChat.close();
        MissiveChat.open();
        MissiveChat.setVariables({ mainColor: 'rgb(1, 2, 3)' });
      `),
    );
    const chat = await chatOf(page);
    await chat.get('dialog', 'Chat with us');
    expect(names(page)).to.deep.equal(['onReady', 'onOpen', 'onClose', 'onOpen']);
    expect(chat.element.settings.variables['main-color']).to.equal('rgb(1, 2, 3)');
    page.MissiveChat.close!();
    await until(() => chat.find('dialog') === null, 'closed window');
    expect(chat.find('button')).to.be.null;
    page.MissiveChat.show!();
    expect(await chat.get('button', 'Chat with us')).to.exist;
  });

  it('calls back in step with what happens', async () => {
    const page = await load(config(), script());
    const chat = await (await chatOf(page)).open();
    await chat.identify('Ada', 'ada@example.com');
    page.MissiveChat.setMeta!({ cart: 3 });
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
    await account.reply('Hi {{ link:https://example.com there }}');
    await until(() => names(page).includes('onNewMessage'), 'answer');
    const visitor = { name: 'Ada', email: 'ada@example.com' };
    expect(JSON.parse(JSON.stringify(page.heard))).to.deep.equal([
      ['onReady'],
      ['onOpen'],
      ['onVisitorIdentified', visitor],
      ['onChatStarted', visitor],
      ['onNewMessage', 'Hi there'],
    ]);
    expect((await account.messages())[0]?.attributes.data).to.include({ cart: '3' });
  });

  it('goes on when a callback throws', async () => {
    const page = await load(
      inline(`
        console.error = () => {};
        MissiveChatConfig = { onReady() { throw new Error('The page’s own mistake.'); } };
      `),
      script(),
    );
    await (await chatOf(page)).open();
  });

  it('does nothing when it is evaluated again', async () => {
    const page = await load(config(), script(), script());
    await until(() => page.heard.length > 0, 'callback');
    const api = page.MissiveChat;
    const again = page.document.createElement('script');
    again.src = `${account.server}/${account.id}/missive.js`;
    const evaluated = new Promise((resolve) => (again.onload = resolve));
    page.document.head.append(again);
    await evaluated;
    expect(page.MissiveChat).to.equal(api);
    expect(page.document.querySelectorAll('missive-chat')).to.have.lengthOf(1);
    expect(page.heard).to.deep.equal([['onReady']]);
  });

  for (const id of ['', '{{ account id }}', 7]) {
    it(`says once that ${JSON.stringify(id)} is not an account, and its methods do nothing`, async () => {
      const page = await load(config({ id }), script(), inline('MissiveChat.open();'));
      await until(() => page.warnings.length > 0, 'warning');
      page.MissiveChat.open!();
      page.MissiveChat.setUser!({ email: 'ada@example.com' });
      expect(page.warnings).to.have.lengthOf(1);
      expect(page.document.querySelector('missive-chat')).to.be.null;
      expect(page.MissiveChat.element).to.be.null;
      expect(page.heard).to.deep.equal([]);
    });
  }

  for (const given of ["'text'", '42', '() => ({})', 'document', 'new Proxy({}, { get() { throw new Error(); } })']) {
    it(`stays away when the configuration is ${given}`, async () => {
      const page = await load(config(), inline(`MissiveChatConfig = ${given};`), script());
      await until(() => page.warnings.length > 0, 'warning');
      expect(page.warnings).to.have.lengthOf(1);
      expect(page.document.querySelector('missive-chat')).to.be.null;
    });
  }

  it('starts again, once, for a page that took the interface away and did not find the element', async () => {
    const page = await load(config(), script());
    await until(() => page.heard.length > 0, 'callback');
    Reflect.deleteProperty(page, 'MissiveChat');
    const again = page.document.createElement('script');
    again.src = `${account.server}/${account.id}/missive.js`;
    page.document.head.append(again);
    await until(() => page.heard.length > 1, 'second start');
    expect(page.document.querySelectorAll('missive-chat')).to.have.lengthOf(1);
    page.MissiveChat.open!();
    await (await chatOf(page)).get('dialog', 'Chat with us');
    expect(names(page)).to.deep.equal(['onReady', 'onReady', 'onOpen']);
  });

  it('answers to every interface where the page took away one that was still waiting', async () => {
    const page = await load(config(), script(), inline('first = MissiveChat; delete window.MissiveChat;'), script());
    await until(() => page.heard.length > 0, 'callback');
    expect(page.document.querySelectorAll('missive-chat')).to.have.lengthOf(1);
    page.MissiveChat.open!();
    await (await chatOf(page)).get('dialog', 'Chat with us');
    expect((page as unknown as { first: Api }).first.element).to.equal(page.MissiveChat.element);
  });

  it('can be found by its name, as pages do that clean up', async () => {
    const page = await load(config(), script());
    await (await chatOf(page)).get('button', 'Chat with us');
    expect(page.document.querySelectorAll('[class*="missive"]')).to.have.lengthOf(1);
  });

  it('works where the page has taken `URL` away', async () => {
    const page = await load(config(), inline('URL = undefined;'), script());
    await (await chatOf(page)).open();
  });

  it('survives a page that swaps its body', async () => {
    const page = await load(config(), script());
    const chat = await chatOf(page);
    await chat.get('button', 'Chat with us');
    page.document.body = page.document.createElement('body');
    await chat.open();
  });
});

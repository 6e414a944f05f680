import { expect } from '@open-wc/testing';
import '../../src/index.js';
import { FakeWorld } from '../support/browser/fake-world.js';
import { clear, until, type Chat } from '../support/browser/harness.js';

describe('visitor', () => {
  let world: FakeWorld;

  beforeEach(() => {
    world = new FakeWorld();
  });

  afterEach(() => {
    clear();
    world.restore();
  });

  const ada = { email: 'ada@example.com', name: 'Ada', digest: 'd1' };
  const begin = async (options: object): Promise<Chat> => {
    const chat = await world.mount(options).open();
    if (chat.element.user == null) await chat.identify('Ada', 'ada@example.com');
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
    return chat;
  };

  /** What the server was told of the visitor, each time that it was asked for a session. */
  const sessions = (): unknown[] =>
    (world.companion.requests as [path: string, request: unknown][])
      .filter(([path]) => path === 'session')
      .map(([, request]) => request);

  it('is named to the server as the site names them', async () => {
    await begin({ user: ada });
    expect(sessions()[0]).to.deep.equal({ user: ada });
  });

  it('keeps the conversation when only the name changes', async () => {
    const chat = await begin({ user: ada });
    chat.element.setUser({ ...ada, name: 'Ada Lovelace' });
    await chat.element.updateComplete;
    expect(chat.conversation()).to.deep.equal(['visitor, sent: hello']);
    expect(world.server.connections).to.equal(1);
  });

  it('starts over when the e-mail address is another, and leaves nothing of the former', async () => {
    const chat = await begin({ user: ada });
    chat.element.setUser({ email: 'grace@example.com' });
    await until(() => chat.conversation().length === 0, 'empty log');
    await chat.composer();
    expect(JSON.stringify(localStorage)).not.to.include('ada@').and.not.to.include('secret-of-this-device');
  });

  it('is forgotten by a log-out also when they filled in the form', async () => {
    const chat = await begin({});
    chat.element.setUser(null);
    await chat.get('textbox', 'Name');
    expect(chat.conversation()).to.deep.equal([]);
    expect(JSON.stringify(localStorage)).not.to.include('secret-of-this-device');
  });

  it('leaves no trace when the page opens the chat', async () => {
    const chat = await world.mount().ready();
    chat.element.open();
    await chat.get('dialog');
    expect(localStorage.length).to.equal(0);
  });

  it('is asked who they are after a log-out', async () => {
    const chat = await begin({ user: ada });
    chat.element.setUser({});
    await chat.get('textbox', 'Name');
    expect(chat.conversation()).to.deep.equal([]);
    expect(JSON.stringify(localStorage)).not.to.include('secret-of-this-device');
  });

  it('is forgotten by logout() also when they only filled in the form', async () => {
    const chat = await begin({});
    chat.element.logout();
    await chat.get('textbox', 'Name');
    expect(chat.conversation()).to.deep.equal([]);
    expect(JSON.stringify(localStorage)).not.to.include('Ada').and.not.to.include('secret-of-this-device');
  });

  it('stays forgotten when an answer about them comes late', async () => {
    const answer = world.companion.session.bind(world.companion);
    let release = (): void => undefined;
    world.companion.session = async (request) => {
      world.companion.session = answer;
      await new Promise<void>((resolve) => (release = resolve));
      return answer(request);
    };
    const chat = await (await world.mount().open()).identify('Ada', 'ada@example.com');
    await chat.write('hello');
    await until(() => world.requests.includes('session'), 'question for a session');
    chat.element.logout();
    release();
    await chat.identify('Grace', 'grace@example.com');
    await chat.write('hi');
    await chat.message('visitor, sent: hi');
    expect(sessions()).to.deep.equal([
      { user: { name: 'Ada', email: 'ada@example.com' } },
      { user: { name: 'Grace', email: 'grace@example.com' } },
    ]);
  });
});

import { expect } from '@open-wc/testing';
import '../../src/index.js';
import { FakeWorld } from '../support/browser/fake-world.js';
import { clear, until, type Chat } from '../support/browser/harness.js';

describe('new messages', () => {
  let world: FakeWorld;
  let chat: Chat;

  beforeEach(async () => {
    document.title = 'Lamps';
    world = new FakeWorld();
    chat = await (await world.mount({ chatName: 'Fennmoor' }).open()).identify('Ada', 'ada@example.com');
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
  });

  afterEach(() => {
    clear();
    world.restore();
  });

  /** Whatever assistive technology is told from now on. */
  async function listen({ element }: Chat): Promise<{ said: string[]; region: Element }> {
    const said: string[] = [];
    const region = await until(() => element.shadowRoot?.querySelector('.unseen[role=status]'), 'region');
    new MutationObserver(() => {
      if (region.textContent !== '') said.push(region.textContent);
    }).observe(region, { childList: true, characterData: true, subtree: true });
    return { said, region };
  }

  const answer = (body: string): number => world.server.store('t_team', body);

  it('appear with the name of the team, and are told as plain text', async () => {
    answer('See {{ link:https://example.com our lamps }}!');
    await chat.message('team, received: See our lamps!');
    expect(chat.part('log')?.textContent).to.include('Fennmoor');
    expect((await chat.event('missive-new-message')).detail).to.deep.equal({ body: 'See our lamps!' });
    expect(((await chat.get('link', 'our lamps')) as HTMLAnchorElement).href).to.equal('https://example.com/');
  });

  it('are said once to assistive technology', async () => {
    answer('Hi Ada');
    expect(await chat.get('status', 'Fennmoor: Hi Ada')).to.exist;
  });

  it('are said one by one, and many at a time as their number, none twice', async () => {
    const { said, region } = await listen(chat);
    for (let i = 0; i < 50; i++) answer(`Answer ${i}`);
    world.server.tellLine('reconnecting');
    for (let i = 50; i < 100; i++) world.server.storeSilently('t_team', `Answer ${i}`);
    world.server.tellLine('online');
    await chat.message('team, received: Answer 99');
    await until(() => said.length === 2 && region.textContent === '', 'silence');
    expect(said).to.deep.equal(['Fennmoor: Answer 0', '99 new messages']);
  });

  it('are not said again after a reload, nor is what one writes', async () => {
    answer('Before');
    await chat.get('status', 'Fennmoor: Before');
    chat.element.remove();
    const next = world.mount({ chatName: 'Fennmoor' });
    const { said } = await listen(next);
    await next.message('team, received: Before');
    await next.write('mine');
    await next.message('visitor, sent: mine');
    answer('After');
    await next.get('status', 'Fennmoor: After');
    expect(said).to.deep.equal(['Fennmoor: After']);
  });

  it('are counted while the window is closed, until it is opened', async () => {
    await chat.close();
    answer('One');
    const launcher = await chat.get('button', 'Chat with us, 1 new message');
    expect(chat.part('badge')?.textContent).to.equal('1');
    expect(chat.part('notice')?.textContent).to.equal('New message!');
    expect(document.title).to.equal('New message! · Lamps');
    answer('Two');
    await chat.get('button', 'Chat with us, 2 new messages');
    expect(chat.part('notice')?.textContent).to.equal('New messages!');
    launcher.click();
    await chat.get('dialog');
    await until(() => document.title === 'Lamps', 'old title');
    expect(chat.part('badge')).to.be.null;
    expect(world.server.readIndex).to.equal(2);
    await chat.close();
    expect(await chat.get('button', 'Chat with us')).to.exist;
  });

  it('are counted when the visitor comes back, without being told again', async () => {
    await chat.close();
    chat.element.remove();
    answer('While you were away');
    const next = await world.mount().ready();
    await next.get('button', 'Chat with us, 1 new message');
    expect(next.countOf('missive-new-message')).to.equal(0);
  });

  it('are the team’s alone: own ones count for nothing', async () => {
    await chat.close();
    world.server.store('a_visitor', 'From another tab');
    await until(() => chat.conversation().length === 2, 'own message');
    expect(chat.find('button', 'Chat with us')).to.exist;
    expect(chat.countOf('missive-new-message')).to.equal(0);
  });

  it('start a chat once', async () => {
    expect((await chat.event('missive-chat-started')).detail).to.deep.equal({ name: 'Ada', email: 'ada@example.com' });
    await chat.write('again');
    await chat.message('visitor, sent: again');
    expect(chat.countOf('missive-chat-started')).to.equal(1);
  });
});

import { expect } from '@open-wc/testing';
import { MissiveChat } from '../../src/element.js';
import '../../src/index.js';
import { FakeWorld, hearWarnings } from '../support/browser/fake-world.js';
import { adopt, clear, until } from '../support/browser/harness.js';

/** Turns of the event loop, long enough for every promise of a started widget to have gone on. */
const nextFrame = (): Promise<unknown> => new Promise(requestAnimationFrame);

describe('life cycle', () => {
  let world: FakeWorld;

  beforeEach(() => {
    world = new FakeWorld();
  });

  afterEach(() => {
    clear();
    world.restore();
  });

  it('takes everything off the page when it is removed, and starts again when it is added', async () => {
    const chat = await world.mount().ready();
    chat.element.remove();
    await nextFrame();
    expect(chat.element.shadowRoot?.querySelector('button')).to.be.null;
    document.body.append(chat.element);
    await until(() => chat.countOf('missive-ready') === 2, 'second start');
    expect(chat.find('button', 'Chat with us')).to.exist;
    expect(chat.element.shadowRoot?.querySelectorAll('[part=launcher]')).to.have.lengthOf(1);
  });

  it('takes changes of its styling also after it was removed and added', async () => {
    const chat = await world.mount().ready();
    const sheets = chat.element.shadowRoot?.adoptedStyleSheets.length;
    for (let starts = 2; starts <= 4; starts++) {
      chat.element.remove();
      await nextFrame();
      document.body.append(chat.element);
      await until(() => chat.countOf('missive-ready') === starts, 'next start');
    }
    chat.element.setVariables({ 'main-color': 'rgb(1, 2, 3)' });
    expect(getComputedStyle(chat.part('frame')!).backgroundColor).to.equal('rgb(1, 2, 3)');
    expect(chat.element.shadowRoot?.adoptedStyleSheets).to.have.lengthOf(sheets ?? 0);
  });

  it('brings the conversation back when it is added again', async () => {
    const chat = await (await world.mount().open()).identify('Ada', 'ada@example.com');
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
    chat.element.remove();
    await nextFrame();
    document.body.append(chat.element);
    await chat.message('visitor, sent: hello');
    expect(chat.conversation()).to.have.lengthOf(1);
    expect(world.server.messages).to.have.lengthOf(1);
  });

  it('keeps window, conversation and line when it is moved within a turn', async () => {
    const chat = await (await world.mount().open()).identify('Ada', 'ada@example.com');
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
    const connections = world.server.connections;
    const shelter = document.body.appendChild(document.createElement('div'));
    shelter.append(chat.element);
    await nextFrame();
    expect(chat.find('dialog')).to.exist;
    expect(chat.conversation()).to.deep.equal(['visitor, sent: hello']);
    expect(world.server.connections).to.equal(connections);
    expect(chat.countOf('missive-ready')).to.equal(1);
    shelter.remove();
  });

  it('goes on in another place of the page with everything it can do', async () => {
    const chat = await world.mount().ready();
    document.documentElement.append(chat.element);
    await nextFrame();
    await (await chat.open()).identify('Ada', 'ada@example.com');
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
  });

  it('lives beside another one, each with a window of its own', async () => {
    const one = await world.mount({ position: 'bottom-left' }).ready();
    const other = await world.mount({ account: 'other', preset: { ...world.settings!, account: 'other' } }).ready();
    await one.open();
    expect(one.find('dialog')).to.exist;
    expect(other.find('dialog')).to.be.null;
  });

  it('takes over properties that were set before it was defined', async () => {
    const { account, server } = world.mount().element;
    const early = document.createElement('chat-of-later');
    document.body.append(Object.assign(early, { account, server, messages: { title: 'Set early' } }));
    customElements.define('chat-of-later', class extends MissiveChat {});
    const chat = adopt(document.querySelector<MissiveChat>('chat-of-later')!);
    expect(await chat.get('button', 'Set early')).to.exist;
  });

  it('reads its objects from attributes as JSON', async () => {
    const chat = world.mount();
    chat.element.setAttribute('messages', '{"title": "Ask us"}');
    chat.element.setAttribute('variables', '{"main-color": "rgb(1, 2, 3)"}');
    expect(await chat.get('button', 'Ask us')).to.exist;
    expect(chat.element.messages).to.deep.equal({ title: 'Ask us' });
    const { backgroundColor } = getComputedStyle(chat.part('frame')!);
    expect(backgroundColor).to.equal('rgb(1, 2, 3)');
  });

  for (const bad of ['{title: "Ask us"}', '[]', '7', '']) {
    it(`says once that ${bad || 'nothing'} is not the JSON of an object, and keeps what was set`, async () => {
      const chat = world.mount({ messages: { title: 'Ask us' } });
      const { warnings, restore } = hearWarnings();
      chat.element.setAttribute('messages', bad);
      await chat.get('button', 'Ask us');
      restore();
      expect(warnings).to.have.lengthOf(1);
      expect(warnings[0]).to.include('"messages"');
    });
  }

  it('takes over what is changed while it runs', async () => {
    const chat = await world.mount().ready();
    chat.element.messages = { title: 'Ask us' };
    expect(await chat.get('button', 'Ask us')).to.exist;
    chat.element.setVariables({ mainColor: 'rgb(1, 2, 3)' });
    const { backgroundColor } = getComputedStyle(chat.part('frame')!);
    expect(backgroundColor).to.equal('rgb(1, 2, 3)');
  });
});

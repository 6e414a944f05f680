import { expect } from '@open-wc/testing';
import { ServiceError } from '../../src/session/service.js';
import '../../src/index.js';
import { FakeWorld } from '../support/browser/fake-world.js';
import { clear, until, type Chat } from '../support/browser/harness.js';

const ERROR = 'Sorry, there is an issue connecting';

describe('trouble', () => {
  let world: FakeWorld;
  let chat: Chat;

  beforeEach(async () => {
    world = new FakeWorld();
    const support = { email: 'help@example.com', phone: '+32 2 555 01 01' };
    chat = await (await world.mount({ support }).open()).identify('Ada', 'ada@example.com');
  });

  afterEach(() => {
    clear();
    world.restore();
  });

  const texts = (): string[] => chat.bubbles().map(({ text }) => text);

  it('shows a message that is refused as failed, and sends it again on Retry', async () => {
    world.server.faults.push('refused');
    await chat.write('hello');
    await chat.message('visitor, failed: hello');
    expect(await chat.get('alert', /^Not delivered\./)).to.exist;
    (await chat.get('button', 'Retry')).click();
    await chat.message('visitor, sent: hello');
    expect(chat.find('button', 'Retry')).to.be.null;
    expect(world.server.messages).to.have.lengthOf(1);
  });

  it('says once that a message failed: not when the window is opened again, nor after a reload', async () => {
    const isSilent = (): boolean => chat.find('alert') === null;
    world.server.faults.push('refused', 'refused');
    await chat.write('hello');
    await chat.get('alert', 'Not delivered.');
    await until(isSilent, 'silence');
    await chat.message('visitor, failed: hello');
    await (await chat.close()).open();
    expect(await chat.get('button', 'Retry')).to.exist;
    expect(isSilent()).to.be.true;
    // What fails anew is news.
    (await chat.get('button', 'Retry')).click();
    await chat.get('alert', 'Not delivered.');
    chat.element.remove();
    chat = await world.mount().ready();
    expect(await chat.get('button', 'Retry')).to.exist;
    expect(isSilent()).to.be.true;
  });

  it('says that a message failed also while the window is closed', async () => {
    world.server.faults.push('unavailable', 'refused');
    await chat.write('hello');
    await chat.message('visitor, sending: hello');
    await chat.close();
    await chat.get('alert', 'Not delivered.');
  });

  it('goes on with the next message when one has failed', async () => {
    world.server.faults.push('refused');
    await chat.write('one');
    await chat.write('two');
    await chat.message('visitor, sent: two');
    expect([...chat.conversation()].sort()).to.deep.equal(['visitor, failed: one', 'visitor, sent: two']);
  });

  it('keeps a failed message over a reload', async () => {
    world.server.faults.push('refused');
    await chat.write('hello');
    await chat.message('visitor, failed: hello');
    chat.element.remove();
    const next = await world.mount().ready();
    await next.message('visitor, failed: hello');
    (await next.get('button', 'Retry')).click();
    await next.message('visitor, sent: hello');
    expect(world.server.messages).to.have.lengthOf(1);
  });

  it('sends what it could not send for a while, once', async () => {
    world.server.faults.push('unavailable', 'lost');
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
    expect(world.server.messages.map(({ body }) => body)).to.deep.equal(['hello']);
  });

  it('says that it cannot connect, how else to reach the team, and goes on trying', async () => {
    world.server.refusals.push('unavailable', 'unavailable', 'unavailable');
    await chat.write('hello');
    await chat.message('visitor, sending: hello');
    await until(() => texts().some((text) => text.startsWith(ERROR)), 'word of the trouble');
    // For assistive technology too, to which the log is silent.
    expect(await chat.get('status', new RegExp(`^${ERROR}`))).to.exist;
    expect(((await chat.get('link', 'help@example.com')) as HTMLAnchorElement).href).to.equal(
      'mailto:help@example.com',
    );
    expect(((await chat.get('link', '+32 2 555 01 01')) as HTMLAnchorElement).href).to.equal('tel:+3225550101');
    expect((await chat.event('missive-error')).detail.code).to.equal('unreachable');
    await chat.message('visitor, sent: hello');
    await until(() => !texts().some((text) => text.startsWith(ERROR)), 'end of the trouble');
    expect(world.server.messages).to.have.lengthOf(1);
  });

  it('says that it cannot connect when the server refuses the visitor', async () => {
    world.companion.errors.push(new ServiceError(403, 'Not from here.'));
    await chat.write('hello');
    await chat.message('visitor, failed: hello');
    expect(texts().some((text) => text.startsWith(ERROR))).to.be.true;
    expect((await chat.event('missive-error')).detail.code).to.equal('refused');
    (await chat.get('button', 'Retry')).click();
    await chat.message('visitor, sent: hello');
  });

  it('tells that it connects again when the line is lost', async () => {
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
    world.server.refusals.push('unavailable');
    world.server.expire();
    expect(await chat.get('status', 'Connecting…')).to.exist;
    await until(() => chat.find('status', 'Connecting…') === null, 'line');
    world.server.store('t_team', 'Still there?');
    await chat.message('team, received: Still there?');
  });

  it('is ready although the server never answers', async () => {
    chat.element.remove();
    localStorage.clear();
    world.isHanging = true;
    const other = await (await world.mount().ready()).open();
    expect(await other.get('textbox', 'Name')).to.exist;
  });

  it('can write although the settings could not be had', async () => {
    chat.element.remove();
    localStorage.clear();
    world.isReachable = false;
    const other = await (await world.mount().ready()).open();
    await other.identify('Ada', 'ada@example.com');
    world.isReachable = true;
    await other.write('hello');
    await other.message('visitor, sent: hello');
  });

  it('finds out where to connect although the page was loaded while the server was away', async () => {
    chat.element.remove();
    localStorage.clear();
    world.settings!.twilio.socket = 'wss://twilio.invalid';
    world.isReachable = false;
    const other = await (await world.mount().ready()).open();
    await other.identify('Ada', 'ada@example.com');
    await other.write('hello');
    await until(() => other.bubbles().some(({ text }) => text.startsWith(ERROR)), 'word of the trouble');
    world.isReachable = true;
    await other.message('visitor, sent: hello');
    expect(world.server.socket).to.equal('wss://twilio.invalid');
  });
});

import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MissiveChat } from '../../src/element.js';
import '../../src/index.js';
import { FakeWorld } from '../support/browser/fake-world.js';
import { clear, type, until, type Chat } from '../support/browser/harness.js';

describe('form', () => {
  let world: FakeWorld;

  beforeEach(() => {
    world = new FakeWorld();
  });

  afterEach(() => {
    clear();
    world.restore();
  });

  const open = async (visitor: NonNullable<MissiveChat['visitor']> = {}): Promise<Chat> =>
    (await world.mount({ visitor }).ready()).open();
  const submit = async (chat: Chat): Promise<void> => {
    (await chat.get('button', 'Submit')).click();
  };
  const field = async (chat: Chat, name: string): Promise<HTMLInputElement> =>
    (await chat.get('textbox', name)) as HTMLInputElement;
  /** What is said beside a field. */
  const problem = (input: HTMLInputElement): string =>
    (input.getRootNode() as ShadowRoot).getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent ?? '';

  it('asks for a name and, before anything can be written, an e-mail address', async () => {
    const chat = await open();
    expect((await field(chat, 'Name')).required).to.be.false;
    expect((await field(chat, 'Email')).required).to.be.true;
    expect(chat.find('textbox', 'Message…')).to.be.null;
    expect(chat.find('button', 'Skip')).to.be.null;
    expect(chat.part('form')?.textContent).to.include('* Required field');
  });

  it('says beside the field what it lacks, and goes there', async () => {
    const chat = await open({ requireName: true });
    const [name, email] = [await field(chat, 'Name'), await field(chat, 'Email')];
    type(email, 'ada@example.com');
    await submit(chat);
    expect([problem(name), problem(email)]).to.deep.equal(['Required field', '']);
    expect(name.ariaInvalid).to.equal('true');
    expect(chat.focused).to.equal(name);
    type(name, 'Ada');
    expect(problem(name)).to.equal('');
    expect(name.ariaInvalid).to.be.null;
  });

  it('takes blanks for nothing', async () => {
    const chat = await open({ requireName: true });
    const name = await field(chat, 'Name');
    type(name, '   ');
    type(await field(chat, 'Email'), 'ada@example.com');
    await submit(chat);
    expect(problem(name)).to.equal('Required field');
  });

  it('does not take what is no e-mail address', async () => {
    const chat = await open();
    const email = await field(chat, 'Email');
    type(email, 'ada');
    await submit(chat);
    expect(problem(email)).to.equal('Please enter a valid email address.');
    expect(chat.find('textbox', 'Message…')).to.be.null;
  });

  it('does not take an e-mail address that is longer than the server takes', async () => {
    const email = await field(await open(), 'Email');
    email.focus();
    email.value = 'x'.repeat(253);
    await sendKeys({ type: 'yz' });
    expect(email.value).to.equal(`${'x'.repeat(253)}y`);
  });

  it('lets nothing out before it is submitted', async () => {
    const chat = await open();
    type(await field(chat, 'Name'), 'Ada');
    type(await field(chat, 'Email'), 'ada@example.com');
    await chat.close();
    expect(world.requests.filter((path) => path !== 'settings')).to.deep.equal([]);
    expect(JSON.stringify(localStorage)).not.to.include('Ada').and.not.to.include('ada@');
  });

  it('keeps what was typed while the window is closed', async () => {
    const chat = await open();
    type(await field(chat, 'Name'), 'Ada');
    await chat.close();
    await chat.open();
    expect((await field(chat, 'Name')).value).to.equal('Ada');
  });

  it('is submitted by Enter; thanks follow, and the field to write in has the focus', async () => {
    const chat = await open();
    type(await field(chat, 'Name'), ' Ada ');
    type(await field(chat, 'Email'), 'ada@example.com');
    await sendKeys({ press: 'Enter' });
    const composer = await chat.composer();
    expect(chat.focused).to.equal(composer);
    expect(chat.find('textbox', 'Name')).to.be.null;
    expect(chat.bubbles().map(({ text }) => text)).to.deep.equal([
      'Hi there! 👋\n\nThe team will reply as soon as possible.',
      'Thanks',
      'How can we help?',
    ]);
    const { detail } = await chat.event('missive-visitor-identified');
    expect(detail).to.deep.equal({ name: 'Ada', email: 'ada@example.com' });
    expect(world.companion.requests).to.deep.equal([]);
  });

  it('can be skipped when nothing is required, and then fires nothing', async () => {
    const chat = await open({ requireEmail: false });
    expect(chat.part('form')?.textContent).not.to.include('Required field');
    (await chat.get('button', 'Skip')).click();
    await chat.composer();
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
    expect(chat.countOf('missive-visitor-identified')).to.equal(0);
    expect((await chat.event('missive-chat-started')).detail).to.deep.equal({ name: '', email: '' });
  });

  it('fires nothing either when it is submitted empty', async () => {
    const chat = await open({ requireEmail: false });
    await submit(chat);
    await chat.composer();
    expect(chat.countOf('missive-visitor-identified')).to.equal(0);
  });

  it('wants the consent where it is required', async () => {
    const chat = await open({ requireConsent: true, askName: false, requireEmail: false });
    expect(chat.find('textbox', 'Name')).to.be.null;
    expect(chat.find('button', 'Skip')).to.be.null;
    const box = (await chat.get('checkbox', /^I accept this website/)) as HTMLInputElement;
    expect(box.labels![0]!.textContent).to.match(/\u{a0}\*$/u);
    expect(chat.part('form')?.textContent).to.include('* Required field');
    await submit(chat);
    expect(chat.find('textbox', 'Message…')).to.be.null;
    expect(problem(box)).to.equal('Required field');
    expect(chat.focused).to.equal(box);
    box.click();
    await submit(chat);
    expect(await chat.composer()).to.exist;
  });

  it('can ask for a name alone', async () => {
    const chat = await open({ askEmail: false, requireName: true });
    expect(chat.find('textbox', 'Email')).to.be.null;
    expect(chat.find('button', 'Skip')).to.be.null;
    type(await field(chat, 'Name'), 'Ada');
    await submit(chat);
    await chat.composer();
    expect((await chat.event('missive-visitor-identified')).detail).to.deep.equal({ name: 'Ada', email: '' });
  });

  it('can ask for an e-mail address alone', async () => {
    const chat = await open({ askName: false });
    expect(chat.find('textbox', 'Name')).to.be.null;
    type(await field(chat, 'Email'), 'ada@example.com');
    await submit(chat);
    await chat.composer();
    const { detail } = await chat.event('missive-visitor-identified');
    expect(detail).to.deep.equal({ name: '', email: 'ada@example.com' });
  });

  it('has links in the words of the consent, which do not tick it', async () => {
    const identifyConsent = 'I accept the {{ link:https://example.com/terms terms }}.';
    const visitor = { requireConsent: true };
    const chat = await (await world.mount({ visitor, messages: { identifyConsent } }).ready()).open();
    const box = (await chat.get('checkbox', 'I accept the terms.')) as HTMLInputElement;
    const link = (await chat.get('link', 'terms')) as HTMLAnchorElement;
    expect([link.href, link.target]).to.deep.equal(['https://example.com/terms', '_blank']);
    link.addEventListener('click', (event) => {
      event.preventDefault();
    });
    link.click();
    expect(box.checked).to.be.false;
  });

  it('takes messages also while nobody of the team is online', async () => {
    world.settings!.availability = 'offline';
    const chat = await open();
    await chat.get('status', 'We’re offline');
    await chat.identify('Ada', 'ada@example.com');
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
  });

  it('stays away when there is nothing to ask', async () => {
    const chat = await open({ askName: false, askEmail: false });
    const composer = await chat.composer();
    await until(() => chat.focused === composer, 'focus in the field');
    expect(chat.find('button', 'Submit')).to.be.null;
  });

  it('stays away from whom the site names, and begins with a name alone', async () => {
    const named = world.mount({ user: { email: 'ada@example.com', name: 'Ada' } });
    await named.open();
    await named.composer();
    expect(named.countOf('missive-visitor-identified')).to.equal(0);
    named.element.remove();
    const chat = world.mount({ user: { name: 'Ada' } });
    await chat.open();
    expect((await field(chat, 'Name')).value).to.equal('Ada');
  });

  it('is not shown again to whom it knows', async () => {
    const chat = await open();
    await chat.identify('Ada', 'ada@example.com');
    chat.element.remove();
    const next = await world.mount().ready();
    await next.composer();
    expect(next.find('textbox', 'Name')).to.be.null;
    expect(next.countOf('missive-visitor-identified')).to.equal(0);
  });
});

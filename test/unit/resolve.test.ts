import { expect } from '@open-wc/testing';
import { CHAT, UI_MESSAGES, VISITOR } from '../../src/settings/defaults.js';
import { resolve } from '../../src/settings/resolve.js';
import { RuntimeLayer } from '../../src/settings/runtime-layer.js';
import { VARIABLES } from '../../src/settings/variables.js';

describe('resolve', () => {
  it('gives the documented defaults without any layer', () => {
    const settings = resolve([]);
    expect(settings.chat).to.deep.equal(CHAT);
    expect(settings.visitor).to.deep.equal(VISITOR);
    expect(settings.variables).to.deep.equal(VARIABLES);
    expect(settings.messages.title).to.equal(UI_MESSAGES.title);
    expect(settings.messages.welcome).to.deep.equal(['Hi there! 👋\n\nThe team will reply as soon as possible.']);
    expect(settings.user.email).to.equal('');
  });

  it('lets the stronger layer win, key by key', () => {
    const settings = resolve([
      { chat: { name: 'Setup', hidden: true }, messages: { title: 'Setup', chat: 'Setup' } },
      { chat: { name: 'Page' }, messages: { title: 'Page' } },
    ]);
    expect(settings.chat).to.include({ name: 'Page', hidden: true });
    expect(settings.messages).to.include({ title: 'Page', chat: 'Setup' });
  });

  const notSet: unknown[] = [undefined, null, 5, 'text', [], () => undefined];
  for (const layer of notSet) {
    it(`passes over a layer that is ${String(layer)}`, () => {
      expect(resolve([{ chat: { name: 'Kept' } }, layer]).chat.name).to.equal('Kept');
      expect(resolve([{ chat: { name: 'Kept' } }, { chat: layer }]).chat.name).to.equal('Kept');
    });
  }

  it('takes booleans as template engines print them', () => {
    expect(resolve([{ visitor: { askName: 'false', requireName: 1, askEmail: 'yes' } }]).visitor).to.include({
      askName: false,
      requireName: true,
      askEmail: true,
    });
  });

  it('takes the empty string as "not set" for names and as "say nothing" for messages', () => {
    const settings = resolve([
      { chat: { name: 'Setup' }, messages: { welcome: 'Setup', title: 'Setup' } },
      { chat: { name: '' }, messages: { welcome: '', title: '' } },
    ]);
    expect(settings.chat.name).to.equal('Setup');
    expect(settings.messages.welcome).to.deep.equal([]);
    expect(settings.messages.title).to.equal('');
  });

  it('replaces arrays and joins those of interface texts', () => {
    const settings = resolve([{ messages: { welcome: ['a', 'b'], title: ['Chat', 'now'] } }]);
    expect(settings.messages.welcome).to.deep.equal(['a', 'b']);
    expect(settings.messages.title).to.equal('Chat now');
  });

  it('falls back to the first corner for a position that is none', () => {
    expect(resolve([{ chat: { position: 'top-left' } }]).chat.position).to.equal('top-left');
    expect(resolve([{ chat: { position: 'middle' } }]).chat.position).to.equal('bottom-right');
  });

  it('takes of a user nothing that would not fit into a request', () => {
    const [long, short] = ['x'.repeat(2049), 'x'.repeat(2048)];
    const nobody = { name: '', email: '', digest: '', avatarUrl: '' };
    expect(resolve([{ user: { name: long, email: long, digest: long, avatarUrl: long } }]).user).to.deep.equal(nobody);
    expect(resolve([{ user: { name: short } }]).user.name).to.equal(short);
    expect(resolve([{ user: { name: 'Ada\0' } }]).user.name).to.equal('');
  });

  it('takes as the user’s e-mail address only what the server takes, so that the visitor can write', () => {
    const emailOf = (email: string): string => resolve([{ user: { email } }]).user.email;
    const longest = `${'x'.repeat(242)}@example.com`;
    expect(emailOf(longest)).to.equal(longest);
    expect(emailOf('jörg@example.com')).to.equal('jörg@example.com');
    for (const email of [`x${longest}`, `ö${longest}`, '\ud800', 'ada\udc00@example.com', '\0', 'ada\0@example.com']) {
      expect(emailOf(email), JSON.stringify(email)).to.equal('');
    }
  });

  it('survives getters that throw, cycles and hostile keys, and pollutes nothing', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['chat'] = cyclic;
    const throwing = {
      get chat() {
        throw new Error('from the page');
      },
    };
    const refuse = (): never => {
      throw new Error('from the page');
    };
    const proxies = [
      new Proxy({}, { get: refuse }),
      new Proxy({}, { ownKeys: refuse, getOwnPropertyDescriptor: refuse }),
    ];
    for (const proxy of proxies) resolve([proxy, { chat: proxy, meta: proxy, messages: { welcome: proxy } }]);
    const hostile = JSON.parse('{"__proto__": {"polluted": true}, "chat": {"__proto__": {"name": "x"}}}') as unknown;
    expect(resolve([cyclic, throwing, hostile]).chat.name).to.equal('');
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });
});

describe('RuntimeLayer', () => {
  it('replaces the user as a whole: a new one does not inherit a digest', () => {
    const runtime = new RuntimeLayer();
    const weaker = [{ user: { email: 'a@example.com', digest: 'd' } }];
    runtime.setUser({ email: 'b@example.com' });
    expect(runtime.resolveOver(weaker).user).to.include({ email: 'b@example.com', digest: '' });
    runtime.setUser(null);
    expect(runtime.resolveOver(weaker).user.email).to.equal('');
  });

  it('takes meta whose getters throw', () => {
    const runtime = new RuntimeLayer();
    const meta = {
      plan: 'free',
      get seats(): number {
        throw new Error('from the page');
      },
    };
    runtime.addMeta(meta, {});
    expect(runtime.resolveOver([]).meta['plan']).to.equal('free');
  });

  it('replaces meta with setMeta and only adds with addMeta', () => {
    const runtime = new RuntimeLayer();
    const weaker = [{ meta: { plan: 'free' } }];
    runtime.addMeta({ plan: 'paid', seats: 3 }, runtime.resolveOver(weaker).meta);
    expect({ ...runtime.resolveOver(weaker).meta }).to.deep.equal({ plan: 'free', seats: 3 });
    runtime.setMeta({ only: 'this' });
    expect({ ...runtime.resolveOver(weaker).meta }).to.deep.equal({ only: 'this' });
  });

  it('takes no variable that is not documented, whatever it is called', () => {
    const runtime = new RuntimeLayer();
    const names = ['toString', 'constructor', 'display', 'z-index', 'background', 'main_color', '---main-color', ''];
    runtime.setVariables(Object.fromEntries([...names, 'x'.repeat(1e5)].map((name) => [name, 'red'])));
    runtime.setVariables(JSON.parse('{"__proto__": {"main-color": "red"}}'));
    expect(runtime.resolveOver([]).variables).to.deep.equal(VARIABLES);
  });

  it('merges variables in every accepted spelling and resets one with null', () => {
    const runtime = new RuntimeLayer();
    runtime.setVariables({ '--main-color': 'red', badgeColor: 'blue', unknown: 'x' });
    runtime.setVariables({ 'main-color': null, width: '400px' });
    expect(runtime.resolveOver([]).variables).to.include({
      'main-color': VARIABLES['main-color'],
      'badge-color': 'blue',
      width: '400px',
    });
  });
});

/**
 * What somebody else's program may write beside a message, over the real wire: the chat shows the message, and takes
 * nothing from there but what was agreed. The project's own cases, and those of the corpora where they are at hand.
 */
import { expect } from '@open-wc/testing';
import { Account } from '../support/browser/companion.js';
import { findCorpus } from '../support/browser/corpora.js';
import { clear, mount } from '../support/browser/harness.js';

const OWN: readonly string[] = [
  'null',
  '0',
  '[]',
  '"text"',
  '{"cid":7}',
  '{"cid":{"toString":"x"}}',
  '{"cid":""}',
  '{"data":"text"}',
  '{"data":[["a","b"]]}',
  '{"data":{"a":{"b":1},"c":null}}',
  '{"data":{"__proto__":{"polluted":true},"constructor":"x"}}',
  '{"__proto__":{"polluted":true}}',
  '{"author":"t_team","state":"failed","verification":"verified"}',
  '{"_$litType$":1,"strings":["<img src=x onerror=alert(1)>"],"values":[]}',
  `{"data":{"deep":${'['.repeat(500)}${']'.repeat(500)}}}`,
];

interface WireCase {
  kind: string;
  payload: unknown;
}

describe('attributes that somebody else wrote', function () {
  this.timeout(30_000);
  afterEach(clear);

  it('do no harm to the messages beside them', async () => {
    const account = await Account.open();
    await import(`${account.server}/missive-chat.js`);
    const corpus = await findCorpus<WireCase>('xss');
    const given = [
      ...OWN,
      ...corpus.filter(({ kind }) => kind === 'wire-attributes').map(({ payload }) => JSON.stringify(payload)),
      ...corpus.filter(({ kind }) => kind === 'wire-attributes-json').map(({ payload }) => String(payload)),
    ];
    const chat = mount({ account: account.id, server: account.server, visitor: { askName: false, askEmail: false } });
    await (await chat.ready()).open();
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
    for (const [i, attributes] of given.entries()) await account.reply(`answer ${String(i)}`, attributes);
    const answers = given.map((_, i) => `team, received: answer ${String(i)}`);
    await chat.message(answers.at(-1)!);
    expect(chat.conversation().slice(-10)).to.deep.equal(answers.slice(-10));
    expect(chat.countOf('missive-new-message')).to.equal(given.length);
    expect((Object.prototype as { polluted?: unknown }).polluted).to.equal(undefined);
    expect(chat.element.shadowRoot!.querySelector('img, script')).to.equal(null);
    await chat.write('and on');
    await chat.message('visitor, sent: and on');
  });
});

/** How logged-in users are verified: the secret key, the code that makes digests, and a place to try one. */
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators/state.js';
import type { DigestAnswer, DigestVerdict, MaskedKey, NewKeyAnswer, SetupAnswer } from '../shared/setup.js';
import './copy.js';
import { digestSamples } from './digest-samples.js';
import { fieldsOf, Section } from './form.js';
import { call } from './service.js';
import { dateOf } from './times.js';

/** Most keys at a time: the one in use, and its successor. */
const MAX_KEYS = 2;

const VERDICTS: Record<DigestVerdict, string> = {
  match: 'It matches. The chat of this user will be verified.',
  mismatch: 'It does not match. Check that the key is this account’s and that the e-mail is the very text you hash.',
  'no-key': 'The account has no secret key yet. Make one above.',
  'other-letter-case':
    'It does not match, but it does for another spelling of the e-mail: capital letters count. Give the chat the very text that you hash.',
  'surrounding-space': 'It does not match, but it does without the spaces around the e-mail.',
  base64: 'It is the right digest in Base64. The chat needs it in hexadecimal.',
  swapped: 'It was made with key and e-mail exchanged: the secret is the key, the e-mail is the message.',
  'without-key': 'It is a plain SHA-256 of the e-mail, without the key. Use HMAC.',
};

/** @tag missive-setup-users */
export class UsersSection extends Section {
  /** A key that was made a moment ago; shown until the page is left. */
  @state() private _newKey: string | null = null;
  @state() private _sample = 0;
  @state() private _answer: DigestAnswer | null = null;

  protected override render(): TemplateResult {
    return html`
      <h2>Verified users</h2>
      <p class="lead">
        When your site has users who log in, it can tell the chat who they are and prove it with a digest. Their
        messages are then not marked as unverified, and their conversation follows them to other devices.
      </p>
      ${this.#keys()} ${this.#code()} ${this.#test()}
    `;
  }

  #keys(): TemplateResult {
    const { secretKeys } = this.account;
    return html`
      <div class="card">
        <h3>Secret key</h3>
        <p class="help">
          Keep it on your server; never put it into a page. To change it without a gap, add a second key, let your
          server use it, then retire the first.
        </p>
        ${secretKeys.length === 0 ? html`<p>There is none yet: nobody can be verified.</p>` : nothing}
        <ul class="list">
          ${secretKeys.map((key) => this.#key(key))}
        </ul>
        ${
          this._newKey === null
            ? nothing
            : html`<p class="note">
                  This is your new key. It is shown only now: copy it to where your server finds it.
                </p>
                <missive-setup-copy .text=${this._newKey} .label=${'New secret key'}></missive-setup-copy>`
        }
        <button
          type="button"
          class=${secretKeys.length === 0 ? 'primary' : ''}
          ?disabled=${secretKeys.length >= MAX_KEYS || this.busy === 'keys'}
          @click=${this.#addKey}
        >
          ${secretKeys.length === 0 ? 'Make a key' : 'Add a second key'}
        </button>
        ${this.outcome('keys')}
      </div>
    `;
  }

  #key({ id, end, createdAt }: MaskedKey): TemplateResult {
    return html`
      <li>
        <span><code>••••••••${end}</code> <span class="help">made on ${dateOf(createdAt)}</span></span>
        <button
          type="button"
          class="quiet danger"
          aria-label=${`Retire the key that ends in ${end}`}
          @click=${() => this.#retire(id, end)}
        >
          Retire
        </button>
      </li>
    `;
  }

  #code(): TemplateResult {
    const samples = digestSamples('YOUR-SECRET-KEY', 'jane@acme.com');
    const { language = '', code = '' } = samples[this._sample] ?? {};
    return html`
      <div class="card">
        <h3>On your server</h3>
        <div class="row" role="group" aria-label="Language">
          ${samples.map(
            (sample, index) =>
              html`<button
                type="button"
                class=${index === this._sample ? 'primary' : ''}
                aria-pressed=${String(index === this._sample)}
                @click=${() => {
                  this._sample = index;
                }}
              >
                ${sample.language}
              </button>`,
          )}
        </div>
        <missive-setup-copy .text=${code} .label=${`Digest in ${language}`}></missive-setup-copy>
        <p class="help">Then give it to the chat in the page:</p>
        <missive-setup-copy
          .label=${'Configuration with a user'}
          .text=${`w.MissiveChatConfig = {
  id: '${this.account.account}',
  user: {
    name: 'Jane Doe',
    email: 'jane@acme.com',
    digest: '…' // made on your server
  }
};`}
        ></missive-setup-copy>
      </div>
    `;
  }

  #test(): TemplateResult {
    return html`
      <form class="card" @submit=${this.#try} @input=${this.#forgetAnswer}>
        <h3>Test a digest</h3>
        <div class="row">
          <label class="field grow">E-mail<input name="email" required autocomplete="off" spellcheck="false" /></label>
          <label class="field grow">
            Digest<input name="digest" class="mono" required autocomplete="off" spellcheck="false" />
          </label>
        </div>
        <button ?disabled=${this.busy === 'test'}>Test</button>
        <div role="status">
          ${
            this._answer === null
              ? nothing
              : html`<p class="note ${this._answer.verdict === 'match' ? 'good' : 'warn'}">
                  ${VERDICTS[this._answer.verdict]} ${this.#keyWords(this._answer.key)}
                </p>`
          }
        </div>
        ${this.outcome('test')}
      </form>
    `;
  }

  /** Which of two keys it was says whether the server uses the new one yet. */
  #keyWords(id: string | null): string {
    const { secretKeys } = this.account;
    const key = secretKeys.find((candidate) => candidate.id === id);
    return key === undefined || secretKeys.length < MAX_KEYS ? '' : `It was made with the key that ends in ${key.end}.`;
  }

  readonly #addKey = (): Promise<boolean> =>
    this.attempt('keys', async () => {
      const { key } = await call<NewKeyAnswer>('POST', '/setup/keys', {});
      this._newKey = key;
      this.tell(await call<SetupAnswer>('GET', '/setup/account'));
    });

  async #retire(id: string, end: string): Promise<void> {
    const question = `Retire the key that ends in ${end}? Digests made with it stop working at once.`;
    if (!confirm(question)) return;
    this._newKey = null;
    await this.attempt('keys', () => this.change('DELETE', `/setup/keys/${id}`, {}), 'The key is retired.');
  }

  /** A verdict is about what was typed then. */
  readonly #forgetAnswer = (): void => {
    this._answer = null;
  };

  readonly #try = (event: SubmitEvent): Promise<boolean> => {
    const { email = '', digest = '' } = fieldsOf(event);
    this._answer = null;
    return this.attempt('test', async () => {
      this._answer = await call<DigestAnswer>('POST', '/setup/digest', { email, digest });
    });
  };
}

customElements.define('missive-setup-users', UsersSection);

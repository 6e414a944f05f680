/** How the chat gets onto a site, from which sites it may be used, and where it was seen. */
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators/state.js';
import { MAX_ORIGINS } from '../shared/origin-pattern.js';
import type { SetupAnswer } from '../shared/setup.js';
import './copy.js';
import { fieldsOf, Section } from './form.js';
import { readOriginList, type WrongLine } from './origin-list.js';
import { SetupError } from './service.js';
import { snippets } from './snippets.js';
import { ago } from './times.js';

/** @tag missive-setup-install */
export class InstallSection extends Section {
  @state() private _chosen = 0;

  protected override render(): TemplateResult {
    const { account, installations } = this.account;
    const all = snippets(account, location.origin);
    const { purpose = '', code = '', name = '' } = all[this._chosen] ?? {};
    return html`
      <h2>Install</h2>
      <p class="lead">Put this into your pages once. Later changes need no new snippet.</p>
      <div class="card">
        <div class="row" role="group" aria-label="Form of the snippet">
          ${all.map(
            (snippet, index) =>
              html`<button
                type="button"
                class=${index === this._chosen ? 'primary' : ''}
                aria-pressed=${String(index === this._chosen)}
                @click=${() => {
                  this._chosen = index;
                }}
              >
                ${snippet.name}
              </button>`,
          )}
        </div>
        <p class="help">${purpose}</p>
        <missive-setup-copy .text=${code} .label=${name}></missive-setup-copy>
      </div>
      <div class="card">
        <h3>Seen on</h3>
        ${
          installations.length === 0
            ? html`<p class="help">
                Nowhere yet. Open a page of your site with the chat on it; it is listed here within moments.
              </p>`
            : html`<ul class="list">
                ${installations.map(
                  ({ origin, seenAt }) =>
                    html`<li>
                      <span class="mono">${origin}</span>
                      <span class="help">last seen ${ago(seenAt, Date.now())}</span>
                    </li>`,
                )}
              </ul>`
        }
        <button type="button" @click=${this.#look}>Look again</button>
        ${this.outcome('look')}
      </div>
      ${this.#origins()}
    `;
  }

  #origins(): TemplateResult {
    const { allowedOrigins, installations } = this.account;
    const isOpen = allowedOrigins === '*';
    const suggestions = installations.map(({ origin }) => origin).join('\n');
    return html`
      <form class="card" @submit=${this.#saveOrigins}>
        <h3>Allowed sites</h3>
        <p class="help">
          Only pages of these origins can use your chat from a browser. It keeps others from using up your Twilio
          account; it proves nothing about who writes.
        </p>
        ${isOpen ? html`<p class="note warn">Every site may use your chat. List yours below to change that.</p>` : nothing}
        <label class="field">
          One origin a line
          <span class="help">(https://*.example.com allows shop.example.com, help.example.com and so on)</span>
          <textarea
            name="origins"
            class="mono"
            rows="4"
            spellcheck="false"
            placeholder=${suggestions === '' ? 'https://www.example.com' : suggestions}
            .value=${listed(allowedOrigins)}
          ></textarea>
        </label>
        <p class="help">Left empty, every site may use it.</p>
        <button class="primary" ?disabled=${this.busy === 'origins'}>Save the sites</button>
        ${this.outcome('origins')}
      </form>
    `;
  }

  readonly #look = (): Promise<boolean> =>
    this.attempt('look', async () => {
      await this.change('GET', '/setup/account', undefined);
    });

  readonly #saveOrigins = (event: SubmitEvent): Promise<boolean> => {
    const read = readOriginList(fieldsOf(event)['origins'] ?? '');
    if ('wrong' in read) {
      return this.attempt('origins', () => Promise.reject(new SetupError('bad-origins', explain(read.wrong))));
    }
    const count = read.origins.length;
    if (count > MAX_ORIGINS) {
      return this.attempt('origins', () => Promise.reject(new SetupError('too-many-origins', explainCount(count))));
    }
    const { version } = this.account;
    const origins = read.origins.length === 0 ? '*' : read.origins;
    return this.attempt(
      'origins',
      async () => {
        await this.change('PUT', '/setup/account', { version, allowedOrigins: origins });
        // The field shows what was saved, also where that is what was there before, typed in another way.
        const field = this.renderRoot.querySelector('textarea');
        if (field) field.value = listed(origins);
      },
      origins === '*'
        ? 'Saved. Every site may use your chat.'
        : `Saved. These sites may use your chat: ${origins.join(', ')}.`,
    );
  };
}

function listed(origins: SetupAnswer['allowedOrigins']): string {
  return origins === '*' ? '' : origins.join('\n');
}

function explain({ number, text }: WrongLine): string {
  return `Line ${String(number)}, “${text}”, is no origin. Write it like https://www.example.com or https://*.example.com. Nothing was saved.`;
}

function explainCount(count: number): string {
  return `These are ${String(count)} sites, and an account can have ${String(MAX_ORIGINS)}. https://*.example.com allows shop.example.com, help.example.com and so on. Nothing was saved.`;
}

customElements.define('missive-setup-install', InstallSection);

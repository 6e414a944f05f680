/** What carries the messages: Twilio, or the built-in emulator until it is connected. */
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators/state.js';
import type { ConnectAnswer, SetupAnswer } from '../shared/setup.js';
import { fieldsOf, Section } from './form.js';
import { call } from './service.js';

/** @tag missive-setup-connection */
export class ConnectionSection extends Section {
  /** What was done at Twilio a moment ago. */
  @state() private _done: readonly string[] = [];

  protected override render(): TemplateResult {
    const { messageService } = this.account;
    return html`
      <h2>Twilio</h2>
      <p class="lead">Messages travel over Twilio Conversations, in a Twilio account of yours.</p>
      <div class="card">
        <h3>Now</h3>
        ${
          messageService.by === 'emulator'
            ? html`<p class="note">
                <strong>You are on the built-in emulator.</strong> Everything works, on this server alone and without
                costs. Connect Twilio when you go public.
              </p>`
            : html`<p class="note good">
                <strong>Connected to Twilio</strong> account <code>${messageService.accountSid}</code>${
                  messageService.region === '' ? nothing : html`, region ${messageService.region}`
                }.
              </p>`
        }
        ${
          this._done.length === 0
            ? nothing
            : html`<p>This was done:</p>
                <ul>
                  ${this._done.map((step) => html`<li>✓ ${step}</li>`)}
                </ul>`
        }
      </div>
      ${
        messageService.by === 'twilio' && messageService.isOfOperator
          ? html`<p class="card help">
              Whoever runs this server has connected it; the credentials are in its environment.
            </p>`
          : this.#form(messageService.by === 'twilio')
      }
    `;
  }

  #form(isConnected: boolean): TemplateResult {
    return html`
      <form class="card" @submit=${this.#connect}>
        <h3>${isConnected ? 'Connect again' : 'Connect your Twilio account'}</h3>
        <ol class="help">
          <li>1. Open your account’s dashboard at Twilio.</li>
          <li>2. Copy the Account SID and the Auth Token into the fields below.</li>
          <li>
            3. The server checks them and makes what the chat needs: an API key, a Conversations service and roles that
            allow visitors nothing but to chat. Then it forgets the Auth Token.
          </li>
        </ol>
        <label class="field">
          Account SID
          <input
            name="accountSid"
            class="mono"
            required
            pattern="AC[0-9a-fA-F]{32}"
            title="AC and 32 hexadecimal digits"
            placeholder="AC…"
            autocomplete="off"
            spellcheck="false"
          />
        </label>
        <label class="field">
          Auth Token <input name="authToken" class="mono" type="password" required autocomplete="off" />
        </label>
        <label class="field">
          Region <span class="help">(leave empty for the United States)</span>
          <input name="region" class="mono" pattern="[a-z]{2}[0-9]" placeholder="ie1, au1" title="For example ie1" />
        </label>
        <button class="primary" ?disabled=${this.busy === 'connect'}>
          ${this.busy === 'connect' ? 'Connecting…' : 'Connect'}
        </button>
        ${this.outcome('connect')}
      </form>
    `;
  }

  readonly #connect = async (event: SubmitEvent): Promise<void> => {
    const form = event.target as HTMLFormElement;
    const { accountSid = '', authToken = '', region = '' } = fieldsOf(event);
    const worked = await this.attempt('connect', async () => {
      const body = { accountSid: accountSid.trim(), authToken: authToken.trim(), region: region.trim() };
      ({ done: this._done } = await call<ConnectAnswer>('POST', '/setup/twilio', body));
      this.tell(await call<SetupAnswer>('GET', '/setup/account'));
    });
    if (worked) form.reset();
  };
}

customElements.define('missive-setup-connection', ConnectionSection);

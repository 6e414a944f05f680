/** What carries the messages: Twilio, or the built-in emulator until it is connected. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators/state.js';
import type { ConnectAnswer, MessageServiceStatus, SetupAnswer } from '../shared/setup.js';
import { fieldsOf, Section } from './form.js';
import { call } from './service.js';

/** @tag missive-setup-connection */
export class ConnectionSection extends Section {
  static override styles = [
    ...Section.styles,
    css`
      .steps > li + li {
        margin-top: 6px;
      }
    `,
  ];

  /** What came of connecting a moment ago. */
  @state() private _report: ConnectAnswer | null = null;

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
      </div>
      ${this.#form(messageService)}
    `;
  }

  #form(service: MessageServiceStatus): TemplateResult {
    return html`
      <form class="card" @submit=${this.#connect}>
        <h3>${service.by === 'twilio' && !service.isOfOperator ? 'Connect again' : 'Connect your Twilio account'}</h3>
        ${
          service.by === 'twilio' && service.isOfOperator
            ? html`<p class="help">The account above is that of this server’s operator. You can use your own.</p>`
            : nothing
        }
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
          <input name="accountSid" class="mono" required placeholder="AC…" autocomplete="off" spellcheck="false" />
        </label>
        <label class="field">
          Auth Token <input name="authToken" class="mono" type="password" required autocomplete="off" />
        </label>
        <label class="field">
          Region <span class="help">(leave empty for the United States)</span>
          <input name="region" class="mono" placeholder="ie1" autocomplete="off" />
        </label>
        <button class="primary" ?disabled=${this.busy === 'connect'}>
          ${this.busy === 'connect' ? 'Connecting…' : 'Connect'}
        </button>
        ${this.outcome('connect')} ${this.#steps()}
        ${
          service.by === 'emulator'
            ? html`<p class="help">
                To see how it goes without a Twilio account, connect the emulator itself: its Account SID is
                <code>${service.accountSid}</code>, its Auth Token <code>${service.authToken}</code>.
              </p>`
            : nothing
        }
      </form>
    `;
  }

  #steps(): TemplateResult {
    const { isConnected, steps } = this._report ?? { isConnected: true, steps: [] };
    const isBad = (index: number): boolean => !isConnected && index === steps.length - 1;
    return html`<div role="status">
      <ol class="steps">
        ${steps.map(
          (step, index) =>
            html`<li class="note ${isBad(index) ? 'bad' : 'good'}">
              <span aria-hidden="true">${isBad(index) ? '✕' : '✓'}</span> ${step}
            </li>`,
        )}
      </ol>
    </div>`;
  }

  readonly #connect = async (event: SubmitEvent): Promise<void> => {
    const form = event.target as HTMLFormElement;
    const { accountSid = '', authToken = '', region = '' } = fieldsOf(event);
    this._report = null;
    await this.attempt('connect', async () => {
      const body = { accountSid: accountSid.trim(), authToken: authToken.trim(), region: region.trim() };
      this._report = await call<ConnectAnswer>('POST', '/setup/twilio', body);
      if (!this._report.isConnected) return;
      form.reset();
      this.tell(await call<SetupAnswer>('GET', '/setup/account'));
    });
  };
}

customElements.define('missive-setup-connection', ConnectionSection);

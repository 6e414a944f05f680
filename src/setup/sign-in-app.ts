/**
 * The page that asks who one is: e-mail and password, or, with an invitation in its address, a new password. It stands in
 * the place of the page that was asked for, which a reload then shows; so nothing leads anywhere else.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators/state.js';
import type { SignInChoice } from '../shared/sign-in.js';
import { fieldsOf } from './form.js';
import { call, words } from './service.js';
import { setupStyles } from './setup.styles.js';

/** @tag missive-sign-in */
export class SignInApp extends LitElement {
  static override readonly styles = [
    setupStyles,
    css`
      :host {
        display: grid;
        min-height: 100vh;
        padding: 24px 16px;
        background: var(--ground);
        place-items: center;
      }
      form {
        display: grid;
        gap: 16px;
        width: min(400px, 100vw - 32px);
        padding: 32px;
        border: 1px solid var(--line);
        border-radius: 16px;
        background: #fff;
        box-shadow: 0 24px 48px -36px rgb(24 34 58 / 40%);
      }
      h1 {
        font-size: 24px;
        font-weight: 650;
        letter-spacing: -0.01em;
      }
      button {
        min-height: 44px;
      }
    `,
  ];

  @state() private _problem = '';
  @state() private _isBusy = false;
  /** Accounts to choose from, when one password opens several. */
  @state() private _accounts: SignInChoice['accounts'] = [];

  /** Behind the `#`, where no server and no log sees it. */
  readonly #invitation = location.pathname === '/join' ? location.hash.slice(1) : '';

  /** There is nothing else to do here. */
  protected override firstUpdated(changed: PropertyValues<this>): void {
    super.firstUpdated(changed);
    this.renderRoot.querySelector('input')?.focus();
  }

  protected override render(): TemplateResult {
    return html`<main>${location.pathname === '/join' ? this.#joinForm() : this.#signInForm()}</main>`;
  }

  #signInForm(): TemplateResult {
    return html`
      <form @submit=${this.#signIn}>
        <h1>Sign in</h1>
        <label class="field"> E-mail <input name="email" type="email" required autocomplete="username" /> </label>
        <label class="field">
          Password <input name="password" type="password" required autocomplete="current-password" />
        </label>
        ${
          this._accounts.length === 0
            ? nothing
            : html`<label class="field">
                Account
                <select name="account">
                  ${this._accounts.map(({ id, name }) => html`<option value=${id}>${name || id}</option>`)}
                </select>
              </label>`
        }
        ${this.#alert()}
        <button class="primary" ?disabled=${this._isBusy}>Sign in</button>
        <p class="help">
          On the machine that runs this server, the sign-in link that it printed at its start opens this page too.
        </p>
      </form>
    `;
  }

  #joinForm(): TemplateResult {
    return html`
      <form @submit=${this.#join}>
        <h1>Choose a password</h1>
        <p class="help">At least 10 characters; a few unrelated words are good.</p>
        <label class="field">
          New password
          <input name="password" type="password" required minlength="10" autocomplete="new-password" />
        </label>
        ${this.#alert()}
        <button class="primary" ?disabled=${this._isBusy}>Go on to the Inbox</button>
      </form>
    `;
  }

  #alert(): TemplateResult {
    return html`<div role="alert">
      ${this._problem === '' ? nothing : html`<p class="note bad">${this._problem}</p>`}
    </div>`;
  }

  readonly #signIn = async (event: SubmitEvent): Promise<void> => {
    const fields = fieldsOf(event);
    await this.#try(async () => {
      const { accounts } = await call<SignInChoice>('POST', '/sign-in', fields);
      this._accounts = accounts;
      if (accounts.length === 0) location.reload();
    });
  };

  readonly #join = async (event: SubmitEvent): Promise<void> => {
    const { password = '' } = fieldsOf(event);
    await this.#try(async () => {
      await call('POST', '/join', { invitation: this.#invitation, password });
      location.replace('/inbox');
    });
  };

  async #try(work: () => Promise<void>): Promise<void> {
    this._isBusy = true;
    this._problem = '';
    try {
      await work();
    } catch (error) {
      this._problem = words(error);
    } finally {
      this._isBusy = false;
    }
  }
}

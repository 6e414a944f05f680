/**
 * The page that asks who one is: e-mail and password, or, with an invitation in its address, a new password. It stands in
 * the place of the page that was asked for, which a reload then shows; so nothing leads anywhere else.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators/state.js';
import type { InvitedAnswer, SignInChoice } from '../shared/sign-in.js';
import { fieldsOf } from './form.js';
import { call, SetupError, words } from './service.js';
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
      form,
      .box {
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

  /** Whom the invitation is for; `null` while that is asked, and when it does not count any more. */
  @state() private _invited: InvitedAnswer | null = null;
  @state() private _isTooLate = false;

  readonly #isJoining = location.pathname === '/join';
  /** Behind the `#`, where no server and no log sees it. */
  readonly #invitation = location.hash.slice(1);

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#isJoining) void this.#check();
  }

  /** There is nothing else to do here than to fill in the first field; of an invitation, once it is known to count. */
  protected override updated(changed: PropertyValues): void {
    if (changed.has('_invited') && this._invited !== null) this.#focus('input[name=password]');
    else if (changed.has('_accounts') && !this.#isJoining)
      this.#focus(this._accounts.length === 0 ? 'input' : 'select');
  }

  #focus(field: string): void {
    this.renderRoot.querySelector<HTMLElement>(field)?.focus();
  }

  protected override render(): TemplateResult {
    if (!this.#isJoining) return html`<main>${this.#signInForm()}</main>`;
    return html`<main>${this._isTooLate ? tooLate() : this.#joinForm(this._invited)}</main>`;
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

  #joinForm(invited: InvitedAnswer | null): TemplateResult {
    return html`
      <form @submit=${this.#join}>
        <h1>Choose a password</h1>
        ${
          invited === null
            ? nothing
            : html`<p>
                  ${invited.hasPassword ? 'A new one' : `Welcome, ${invited.name}. This is your way`} into the Inbox and
                  the Setup of <strong>${invited.accountName || 'this chat'}</strong>.
                </p>
                <label class="field">
                  E-mail <input name="email" type="email" readonly autocomplete="username" .value=${invited.email} />
                </label>`
        }
        <label class="field">
          New password
          <input
            name="password"
            type="password"
            required
            minlength="10"
            autocomplete="new-password"
            aria-describedby="advice"
          />
        </label>
        <p class="help" id="advice">At least 10 characters; a few unrelated words are good.</p>
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

  /** Whoever comes too late learns it before they have thought of a password. */
  #check(): Promise<void> {
    return this.#try(async () => {
      this._invited = await call<InvitedAnswer>('POST', '/join/check', { invitation: this.#invitation });
    });
  }

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
      this._isTooLate = error instanceof SetupError && error.code === 'bad-invitation';
      this._problem = words(error);
    } finally {
      this._isBusy = false;
    }
  }
}

function tooLate(): TemplateResult {
  return html`
    <section class="box">
      <h1>This invitation does not count any more</h1>
      <p>
        It works once, for three days, and ends when a newer one is used. Or a part of the link was lost on its way.
      </p>
      <p>If you have chosen a password with it, sign in. Otherwise ask whoever invited you for a new one.</p>
      <p><a href="/inbox">Sign in</a></p>
    </section>
  `;
}

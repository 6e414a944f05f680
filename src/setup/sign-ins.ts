/** The own sign-in: password, and the browsers in which one is signed in. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators/state.js';
import type { SignInsAnswer, SignInStatus } from '../shared/setup.js';
import { fieldsOf, Section } from './form.js';
import { call } from './service.js';
import { ago } from './times.js';

/** @tag missive-setup-sign-ins */
export class SignIns extends Section {
  @state() private _signIns: readonly SignInStatus[] = [];

  protected override firstUpdated(changed: PropertyValues<this>): void {
    super.firstUpdated(changed);
    void this.attempt('sign-ins', () => this.#load());
  }

  protected override render(): TemplateResult {
    const self = this.account.team.find(({ id }) => id === this.account.member);
    return html`
      <div class="card">
        <h3>Where you are signed in</h3>
        <ul class="list">
          ${this._signIns.map(
            ({ id, usedAt, isThis }) => html`
              <li>
                <span>
                  ${isThis ? 'This browser' : 'Another browser'}
                  <span class="help">used ${ago(usedAt, Date.now())}</span>
                </span>
                ${
                  isThis
                    ? nothing
                    : html`<button type="button" class="quiet danger" @click=${() => this.#end(id)}>
                        Sign out there
                      </button>`
                }
              </li>
            `,
          )}
        </ul>
        ${this.outcome('sign-ins')}
      </div>
      ${self === undefined || self.email === '' ? nothing : this.#password(self.hasPassword)}
    `;
  }

  #password(hasPassword: boolean): TemplateResult {
    return html`
      <form class="card" @submit=${this.#change}>
        <h3>Your password</h3>
        <p class="help">At least 10 characters; a few unrelated words are good. Your other browsers are signed out.</p>
        <div class="row">
          ${
            hasPassword
              ? html`<label class="field grow">
                  Current password<input name="current" type="password" required autocomplete="current-password" />
                </label>`
              : nothing
          }
          <label class="field grow">
            New password<input name="password" type="password" required minlength="10" autocomplete="new-password" />
          </label>
        </div>
        <button ?disabled=${this.busy === 'password'}>Change the password</button>
        ${this.outcome('password')}
      </form>
    `;
  }

  async #load(): Promise<void> {
    ({ signIns: this._signIns } = await call<SignInsAnswer>('GET', '/setup/sign-ins'));
  }

  #end(id: string): Promise<boolean> {
    return this.attempt('sign-ins', async () => {
      ({ signIns: this._signIns } = await call<SignInsAnswer>('DELETE', `/setup/sign-ins/${id}`, {}));
    });
  }

  readonly #change = async (event: SubmitEvent): Promise<void> => {
    const form = event.target as HTMLFormElement;
    const { current = '', password = '' } = fieldsOf(event);
    const worked = await this.attempt(
      'password',
      async () => {
        await this.change('PUT', '/setup/password', { current, password });
        await this.#load();
      },
      'Changed.',
    );
    if (worked) form.reset();
  };
}

customElements.define('missive-setup-sign-ins', SignIns);

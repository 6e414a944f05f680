/**
 * The Setup page: the account of the signed-in team, part by part. Knows the account as it was last told, and the draft
 * of its options; the parts know their forms. The part that is shown stands in the address.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators/state.js';
import type { SetupAnswer } from '../shared/setup.js';
import './connection-section.js';
import './customise-section.js';
import { changedPaths, isSame, rebase, type Draft } from './draft.js';
import './hours-section.js';
import './install-section.js';
import { call, SetupError, words } from './service.js';
import { setupAppStyles } from './setup-app.styles.js';
import { setupStyles } from './setup.styles.js';
import './team-section.js';
import './users-section.js';

const PARTS = [
  ['customise', 'Customise'],
  ['install', 'Install'],
  ['team', 'Team'],
  ['hours', 'Office hours'],
  ['users', 'Verified users'],
  ['twilio', 'Twilio'],
] as const;

type Part = (typeof PARTS)[number][0];

/** @tag missive-setup */
export class SetupApp extends LitElement {
  static override readonly styles = [setupStyles, setupAppStyles];

  @state() private _account: SetupAnswer | null = null;
  @state() private _draft: Draft = {};
  @state() private _part: Part = partOfAddress();
  @state() private _problem = '';
  @state() private _news = '';
  /** What somebody else has saved since this draft was begun. */
  @state() private _conflict: SetupAnswer | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#onHash);
    addEventListener('beforeunload', this.#onLeave);
    void this.#try(async () => {
      const account = await call<SetupAnswer>('GET', '/setup/account');
      this._account = account;
      this._draft = account.config;
    });
  }

  override disconnectedCallback(): void {
    removeEventListener('hashchange', this.#onHash);
    removeEventListener('beforeunload', this.#onLeave);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`
      <header>
        <h1>Setup</h1>
        ${this._account?.name ? html`<p class="account">${this._account.name}</p>` : nothing}
        <nav aria-label="Pages"><a href="/inbox">Inbox</a></nav>
        <button type="button" class="sign-out" @click=${this.#signOut}>Sign out</button>
      </header>
      <div class="frame">
        <nav class="parts" aria-label="Parts of Setup">
          ${PARTS.map(
            ([part, title]) =>
              html`<a href=${`#${part}`} aria-current=${this._part === part ? 'page' : nothing}>${title}</a>`,
          )}
        </nav>
        <main>
          ${this.#isChanged ? nothing : this.#problem()} ${this._account === null ? nothing : this.#part(this._account)}
        </main>
      </div>
      ${this._account === null ? nothing : this.#saveBar(this._account)}
    `;
  }

  #part(account: SetupAnswer): TemplateResult {
    const onAccount = (event: CustomEvent<SetupAnswer>): void => {
      this.#adopt(event.detail);
    };
    switch (this._part) {
      case 'customise':
        return html`<missive-setup-customise
          .draft=${this._draft}
          @draft=${(event: CustomEvent<Draft>) => {
            this._draft = event.detail;
            this._news = '';
          }}
        ></missive-setup-customise>`;
      case 'install':
        return html`<missive-setup-install .account=${account} @account=${onAccount}></missive-setup-install>`;
      case 'team':
        return html`<missive-setup-team .account=${account} @account=${onAccount}></missive-setup-team>`;
      case 'hours':
        return html`<missive-setup-hours .account=${account} @account=${onAccount}></missive-setup-hours>`;
      case 'users':
        return html`<missive-setup-users .account=${account} @account=${onAccount}></missive-setup-users>`;
      case 'twilio':
        return html`<missive-setup-connection .account=${account} @account=${onAccount}></missive-setup-connection>`;
    }
  }

  get #isChanged(): boolean {
    return this._account !== null && !isSame(this._account.config, this._draft);
  }

  /** Stands where it is seen: in the bar of what is not saved while there is one, however far the page is scrolled. */
  #problem(): TemplateResult | typeof nothing {
    return this._problem === '' ? nothing : html`<p class="note bad" role="alert">${this._problem}</p>`;
  }

  #saveBar(account: SetupAnswer): TemplateResult {
    const changes = changedPaths(account.config, this._draft).length;
    const isShown = changes > 0 || this._conflict !== null;
    return html`
      <div class="save ${isShown ? 'shown' : ''}" role="region" aria-label="Changes">
        ${this.#isChanged ? this.#problem() : nothing}
        ${
          this._conflict === null
            ? nothing
            : html`<div class="note warn" role="alert">
                Somebody else has saved meanwhile.
                <div class="row">
                  <button type="button" @click=${this.#merge}>Keep my changes on top of theirs</button>
                  <button type="button" @click=${this.#takeTheirs}>Drop mine and take theirs</button>
                </div>
              </div>`
        }
        ${
          changes === 0
            ? nothing
            : html`<div class="row between">
                <p>${changes === 1 ? 'One change is' : `${String(changes)} changes are`} not saved.</p>
                <div class="row">
                  <button type="button" @click=${this.#discard}>Discard</button>
                  <button type="button" class="primary" ?disabled=${this._conflict !== null} @click=${this.#save}>
                    Save
                  </button>
                </div>
              </div>`
        }
      </div>
      <p class="saved ${this._news === '' ? '' : 'shown'}" role="status">${this._news}</p>
    `;
  }

  /** Another part has changed the account. The draft goes on, based on what is saved now. */
  #adopt(account: SetupAnswer): void {
    const base = this._account?.config ?? {};
    this._draft = rebase(base, this._draft, account.config);
    this._account = account;
  }

  readonly #save = (): Promise<void> =>
    this.#try(async () => {
      const account = this._account;
      if (account === null) return;
      const saved = this._draft;
      try {
        const body = { version: account.version, config: saved };
        const answer = await call<SetupAnswer>('PUT', '/setup/account', body);
        // What was changed while the answer was on its way is still to be saved.
        this._draft = rebase(saved, this._draft, answer.config);
        this._account = answer;
        this._news = 'Saved. Open pages take it when the chat is opened next, or when one comes back to them.';
      } catch (error) {
        if (!(error instanceof SetupError) || error.code !== 'stale-version') throw error;
        const theirs = await call<SetupAnswer>('GET', '/setup/account');
        // Another part of the account was saved, not its options: nothing to choose.
        if (isSame(theirs.config, account.config)) {
          this._account = theirs;
          await this.#save();
        } else {
          this._conflict = theirs;
        }
      }
    });

  readonly #merge = (): void => {
    if (this._conflict !== null) this.#adopt(this._conflict);
    this._conflict = null;
  };

  readonly #takeTheirs = (): void => {
    if (this._conflict === null) return;
    this._account = this._conflict;
    this._draft = this._conflict.config;
    this._conflict = null;
  };

  readonly #discard = (): void => {
    this._problem = '';
    this._draft = this._account?.config ?? {};
  };

  readonly #signOut = (): Promise<void> =>
    this.#try(async () => {
      await call('POST', '/sign-out', {});
      location.reload();
    });

  async #try(work: () => Promise<void>): Promise<void> {
    this._problem = '';
    try {
      await work();
    } catch (error) {
      this._problem = words(error);
    }
  }

  readonly #onHash = (): void => {
    this._part = partOfAddress();
    this._news = '';
    scrollTo(0, 0);
  };

  readonly #onLeave = (event: BeforeUnloadEvent): void => {
    if (this.#isChanged) event.preventDefault();
  };
}

function partOfAddress(): Part {
  const name = location.hash.slice(1);
  return PARTS.find(([part]) => part === name)?.[0] ?? 'customise';
}

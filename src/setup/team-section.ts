/** Who answers visitors, and how they sign in. */
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators/state.js';
import type { InvitationAnswer, SetupAnswer, TeamMember } from '../shared/setup.js';
import './copy.js';
import { fieldsOf, Section } from './form.js';
import { call } from './service.js';
import './sign-ins.js';

/** @tag missive-setup-team */
export class TeamSection extends Section {
  /** The invitation made last, and for whom. */
  @state() private _invitation: { member: string; link: string } | null = null;

  protected override render(): TemplateResult {
    return html`
      <h2>Team</h2>
      <p class="lead">Everybody here can answer in the Inbox and change this page.</p>
      <div class="card">
        <h3>Members</h3>
        <ul class="list">
          ${this.account.team.map((member) => this.#member(member))}
        </ul>
        ${this.outcome('team')}
      </div>
      <form class="card" @submit=${this.#add}>
        <h3>Invite somebody</h3>
        <p class="help">You get a link for them; with it they choose a password. It works once, for three days.</p>
        <div class="row">
          <label class="field grow">Name<input name="name" required maxlength="100" autocomplete="off" /></label>
          <label class="field grow">E-mail<input name="email" type="email" required autocomplete="off" /></label>
        </div>
        <button class="primary" ?disabled=${this.busy === 'add'}>Invite</button>
        ${this.outcome('add')} ${this.#invitation()}
      </form>
      <missive-setup-sign-ins
        .account=${this.account}
        @account=${(event: CustomEvent<SetupAnswer>) => {
          this.tell(event.detail);
        }}
      ></missive-setup-sign-ins>
    `;
  }

  #member(member: TeamMember): TemplateResult {
    const { id, name, email, hasPassword } = member;
    const isSelf = id === this.account.member;
    const title = name || email || 'The operator of this server';
    return html`
      <li>
        <span class="grow">
          <strong>${title}</strong> ${isSelf ? html`<span class="tag">You</span>` : nothing}<br />
          <span class="help">${email || 'signs in by the link that the server prints'}</span>
          ${email !== '' && !hasPassword ? html`<span class="help">· has no password yet</span>` : nothing}
        </span>
        ${
          email === ''
            ? nothing
            : html`<button
                type="button"
                class="quiet"
                aria-label=${`New password link for ${title}`}
                @click=${() => this.#invite(member)}
              >
                New password link
              </button>`
        }
        ${
          isSelf
            ? nothing
            : html`<button
                type="button"
                class="quiet danger"
                aria-label=${`Remove ${title}`}
                @click=${() => this.#remove(member, title)}
              >
                Remove
              </button>`
        }
      </li>
    `;
  }

  #invitation(): TemplateResult | typeof nothing {
    if (this._invitation === null) return nothing;
    const { member, link } = this._invitation;
    return html`
      <p class="note">Give this link to ${member}. It is shown only now; whoever has it can sign in as them.</p>
      <missive-setup-copy .text=${link} .label=${`Link for ${member}`}></missive-setup-copy>
    `;
  }

  readonly #add = async (event: SubmitEvent): Promise<void> => {
    const form = event.target as HTMLFormElement;
    const { name = '', email = '' } = fieldsOf(event);
    const worked = await this.attempt('add', async () => {
      const { path } = await call<InvitationAnswer>('POST', '/setup/team', { name, email });
      this._invitation = { member: name, link: location.origin + path };
      this.tell(await call<SetupAnswer>('GET', '/setup/account'));
    });
    if (worked) form.reset();
  };

  #invite({ id, name, email }: TeamMember): Promise<boolean> {
    return this.attempt('add', async () => {
      const { path } = await call<InvitationAnswer>('POST', `/setup/team/${id}/invitation`, {});
      this._invitation = { member: name || email, link: location.origin + path };
    });
  }

  async #remove({ id }: TeamMember, title: string): Promise<void> {
    if (!confirm(`Remove ${title}? They are signed out at once, and an Inbox that is open shows nothing any more.`))
      return;
    await this.attempt('team', () => this.change('DELETE', `/setup/team/${id}`, {}));
  }
}

customElements.define('missive-setup-team', TeamSection);

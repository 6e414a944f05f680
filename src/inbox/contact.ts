/** Who the visitor of a conversation is: name, e-mail, what the server found out, and the data of the last message. */
import { html, nothing, type TemplateResult } from 'lit';
import type { VisitorProfile } from '../shared/inbox.js';
import type { MessageData } from '../shared/message-attributes.js';
import { authorOf } from '../shared/identity.js';
import { MARKS } from './marks.js';

/** @param back Leads back to the conversation, where the screen has room for one of them only. */
export function contact(
  identity: string,
  person: VisitorProfile | undefined,
  data: MessageData,
  back: () => void,
): TemplateResult {
  const entry = (term: string, value: string): unknown =>
    value === ''
      ? nothing
      : html`<dt>${term}</dt>
          <dd><bdi>${value}</bdi></dd>`;
  const mark = MARKS.find(({ prefix }) => identity.startsWith(prefix));
  return html`
    <aside class="contact" aria-label="Contact">
      <header class="contact-header">
        <button class="back" type="button" aria-label="Back to the conversation" @click=${back}>←</button>
        <h2 tabindex="-1">Contact</h2>
      </header>
      ${
        // Anybody can give the address of a picture, and see from where and when it is fetched.
        person?.avatarUrl && authorOf(identity) === 'verified'
          ? html`<img class="portrait" src=${person.avatarUrl} alt="" referrerpolicy="no-referrer" />`
          : nothing
      }
      <dl>
        ${entry('Name', person?.name ?? '')} ${entry('Email', person?.email ?? '')}
        ${mark ? entry('Identity', mark.meaning) : nothing}
      </dl>
      <h3>Data of the last message</h3>
      ${
        Object.keys(data).length === 0
          ? html`<p class="quiet">None yet.</p>`
          : html`<dl>${Object.entries(data).map(([key, value]) => entry(key, value))}</dl>`
      }
    </aside>
  `;
}

/** What is left of the Inbox when the sign-in has ended: words, and what was written and not sent. Nothing of visitors. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from './desk.js';

export function signedOut(desk: Desk): TemplateResult {
  const unsent = desk.threads.all.flatMap(({ store: { state } }) => [
    ...state.outbox.filter(({ phase }) => phase !== 'sent').map(({ body }) => body),
    ...(state.draft === '' ? [] : [state.draft]),
  ]);
  return html`
    <main class="signed-out">
      <h2>You are signed out</h2>
      <p>Your sign-in has ended, or you are no longer a member of this team. Visitors do not see you here any more.</p>
      <p><a href="/inbox">Sign in</a></p>
      ${
        unsent.length === 0
          ? nothing
          : html`<h3>Not sent</h3>
              ${unsent.map((text) => html`<p class="unsent" dir="auto">${text}</p>`)}`
      }
    </main>
  `;
}

/** The list of open conversations, the latest first. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { english } from '../strings/strings.js';
import { plainText } from '../text/tokens.js';
import type { Desk } from './desk.js';
import { markOf } from './marks.js';
import { personName } from './thread-view.js';
import { kindOf, lastActivity, unreadByTeam, type Thread } from './thread.js';

export function conversationList(desk: Desk, open: string | null, choose: (sid: string) => void): TemplateResult {
  const threads = [...desk.threads.values()].sort(
    (one, other) => lastActivity(other.store.state) - lastActivity(one.store.state),
  );
  return html`
    <nav class="conversations">
      ${
        threads.length === 0
          ? html`<p class="empty">No conversations yet. They appear here as soon as a visitor writes.</p>`
          : nothing
      }
      <ul aria-label="Conversations">
        ${repeat(
          threads,
          ({ sid }) => sid,
          (thread) => item(thread, desk, thread.sid === open, choose),
        )}
      </ul>
    </nav>
  `;
}

function item(thread: Thread, desk: Desk, isOpen: boolean, choose: (sid: string) => void): TemplateResult {
  const { state } = thread.store;
  const unread = unreadByTeam(state);
  const mark = markOf(thread.visitor);
  const at = lastActivity(state);
  return html`
    <li>
      <button
        class="conversation"
        type="button"
        aria-current=${isOpen ? 'true' : nothing}
        @click=${() => {
          choose(thread.sid);
        }}
      >
        <span class="who">
          <bdi class="person">${personName(desk.people.get(thread.visitor))}</bdi>
          ${at === 0 ? nothing : html`<time datetime=${new Date(at).toISOString()}>${shortTime(at)}</time>`}
        </span>
        <span class="what">
          <bdi class="preview">${lastLine(thread)}</bdi>
          ${
            unread === 0
              ? nothing
              : html`<span class="unread"
                  ><span aria-hidden="true">${unread}</span><span class="unseen">${english.unread(unread)}</span></span
                >`
          }
        </span>
        ${mark === null ? nothing : html`<span class="mark">${mark}</span>`}
      </button>
    </li>
  `;
}

function lastLine({ store: { state } }: Thread): string {
  const last = state.messages.at(-1);
  const text = state.outbox.at(-1)?.body ?? last?.body ?? '';
  const isTeam = state.outbox.length > 0 || (last !== undefined && kindOf(last) === 'team');
  const line = plainText(text.slice(0, 300), { linkSyntax: isTeam }).replace(/\s+/g, ' ');
  return isTeam ? `${english.you}: ${line}` : line;
}

/** The time of today's messages, the date of older ones. */
function shortTime(at: number): string {
  const then = new Date(at);
  return then.toDateString() === new Date().toDateString()
    ? then.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
    : then.toLocaleDateString(undefined, { day: 'numeric', month: 'short' });
}

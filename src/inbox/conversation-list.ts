/** The open conversations, the latest first. Only what has changed is drawn anew: there may be hundreds. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { english } from '../strings/strings.js';
import { plainText } from '../text/tokens.js';
import type { Desk } from './desk.js';
import { listItem, shortTime, type ListChoice } from './list-item.js';
import { authorName, personName } from './names.js';
import { kindOf, lastActivity, unreadByTeam, type Thread } from './thread.js';

export function conversationList(desk: Desk, choice: ListChoice): TemplateResult {
  const threads = desk.threads.open
    .map((thread) => ({ thread, at: lastActivity(thread) }))
    .sort((one, other) => other.at - one.at);
  return html`
    ${
      threads.length === 0
        ? html`<p class="empty">
            ${
              desk.hasBeenOnline
                ? 'No open conversations. They appear here as soon as a visitor writes.'
                : 'The conversations are being loaded. With hundreds of open ones this takes a while.'
            }
          </p>`
        : nothing
    }
    <ul aria-label="Conversations">
      ${repeat(
        threads,
        ({ thread }) => thread.sid,
        ({ thread, at }, index) => item(thread, at, desk, choice, index),
      )}
    </ul>
  `;
}

function item(thread: Thread, at: number, desk: Desk, choice: ListChoice, index: number): unknown {
  const { sid, visitor, store } = thread;
  const person = desk.people.visitor(visitor);
  const isChosen = sid === choice.chosen;
  const isTabStop = choice.tabStop === null ? index === 0 : sid === choice.tabStop;
  const author = store.state.messages.at(-1)?.author ?? '';
  return guard([store.state, person, at, isChosen, isTabStop, desk.people.member(author)], () => {
    const unread = unreadByTeam(store.state);
    return listItem(choice, {
      sid,
      visitor,
      name: personName(person),
      time: at === 0 ? nothing : html`<time datetime=${new Date(at).toISOString()}>${shortTime(at)}</time>`,
      preview: lastLine(thread, desk),
      count:
        unread === 0
          ? nothing
          : html`<span class="unread"
              ><span aria-hidden="true">${unread}</span><span class="unseen">${english.unread(unread)}</span></span
            >`,
      isChosen,
      isTabStop,
    });
  });
}

function lastLine({ store: { state } }: Thread, desk: Desk): string {
  const last = state.messages.at(-1);
  const own = state.outbox.at(-1)?.body;
  const isTeam = own !== undefined || (last !== undefined && kindOf(last) === 'team');
  const line = plainText((own ?? last?.body ?? '').slice(0, 300), { linkSyntax: isTeam }).replace(/\s+/g, ' ');
  if (!isTeam) return line;
  const name = own === undefined && last !== undefined ? authorName(last.author, state, desk.people) : english.you;
  return `${name}: ${line}`;
}

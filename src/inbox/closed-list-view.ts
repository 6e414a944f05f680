/** The closed conversations, the last closed first. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Desk } from './desk.js';
import { listItem, shortTime, type ListChoice } from './list-item.js';
import { personName } from './names.js';
import type { People } from './people.js';

export function closedListView({ closed, people, identity }: Desk, choice: ListChoice): TemplateResult {
  const { conversations, phase } = closed;
  return html`
    ${
      conversations.length === 0 && phase === 'ready'
        ? html`<p class="empty">
            No closed conversations. One that you close is kept here, and opens when the visitor writes again.
          </p>`
        : nothing
    }
    <ul aria-label="Conversations">
      ${repeat(
        conversations,
        ({ sid }) => sid,
        ({ sid, visitor, closedBy, closedAt }, index) =>
          listItem(choice, {
            sid,
            visitor,
            name: personName(people.visitor(visitor)),
            time: html`<time datetime=${new Date(closedAt).toISOString()}>${shortTime(closedAt)}</time>`,
            preview: closedWords(closedBy, identity, people),
            count: nothing,
            isChosen: sid === choice.chosen,
            isTabStop: choice.tabStop === null ? index === 0 : sid === choice.tabStop,
          }),
      )}
    </ul>
    <p class="more" role="status">
      ${phase === 'loading' ? 'Loading…' : phase === 'failed' ? 'The closed conversations could not be read.' : ''}
    </p>
    ${
      phase === 'failed' || (phase === 'ready' && closed.hasMore)
        ? html`<p class="more">
            <button type="button" @click=${() => (phase === 'failed' ? closed.load() : closed.loadMore())}>
              ${phase === 'failed' ? 'Try again' : 'Show more'}
            </button>
          </p>`
        : nothing
    }
  `;
}

function closedWords(closedBy: string | null, own: string, people: People): string {
  if (closedBy === own) return 'Closed by you';
  const name = people.member(closedBy ?? '');
  return name === undefined ? 'Closed' : `Closed by ${name}`;
}

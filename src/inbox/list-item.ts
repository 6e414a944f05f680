/** One conversation of a list, and the way through the list by keyboard: one stop of the Tab key, arrows inside. */
import { html, nothing, type TemplateResult } from 'lit';
import { markOf } from './marks.js';

/** What is chosen in a list, and how another one is. */
export interface ListChoice {
  /** Sid of the conversation that is read. */
  chosen: string | null;
  /** Sid of the one that the Tab key leads to; `null` for the first. */
  tabStop: string | null;
  choose: (sid: string) => void;
  /** The focus has moved to one. */
  onFocus: (sid: string) => void;
}

export interface ListItem {
  sid: string;
  /** Identity of the visitor. */
  visitor: string;
  name: string;
  time: unknown;
  preview: string;
  count: unknown;
  isChosen: boolean;
  isTabStop: boolean;
}

export function listItem({ choose, onFocus }: ListChoice, item: ListItem): TemplateResult {
  const mark = markOf(item.visitor);
  return html`
    <li>
      <button
        class="conversation"
        type="button"
        tabindex=${item.isTabStop ? 0 : -1}
        aria-current=${item.isChosen ? 'true' : nothing}
        @click=${() => {
          choose(item.sid);
        }}
        @focus=${() => {
          onFocus(item.sid);
        }}
      >
        <span class="who"><bdi class="person">${item.name}</bdi>${item.time}</span>
        <span class="what"><bdi class="preview">${item.preview}</bdi>${item.count}</span>
        ${mark === null ? nothing : html`<span class="mark">${mark}</span>`}
      </button>
    </li>
  `;
}

/** Arrows, Home and End move the focus through a list of conversations. */
export function moveInList(event: KeyboardEvent): void {
  const button = (event.target as Element).closest('.conversation');
  const list = button?.closest('ul');
  if (!button || !list) return;
  const buttons = [...list.querySelectorAll<HTMLElement>('.conversation')];
  const index = buttons.indexOf(button as HTMLElement);
  const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  buttons[target]?.focus();
}

/** The time of today's messages, the date of older ones. */
export function shortTime(at: number): string {
  const then = new Date(at);
  return then.toDateString() === new Date().toDateString()
    ? timeOfDay.format(then)
    : (then.getFullYear() === new Date().getFullYear() ? date : dateOfYear).format(then);
}

const timeOfDay = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dateOfYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

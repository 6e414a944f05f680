/**
 * The log of a conversation, for widget and inbox. One child in chronological order inside a column that is laid out
 * from its end: the newest message stays in sight without any scrolling code, and the reading order stays natural.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { bubble } from './bubble.js';

/** One message of the log. */
export interface LogRow {
  /** Stays the same for the life of the message. */
  key: string;
  author: 'visitor' | 'team' | 'bot';
  state: 'sending' | 'sent' | 'failed' | 'received';
  text: string;
  /** Who wrote it, as assistive technology says it. */
  by: string;
  /** Shown above the first message of a group; `null` for none. */
  name: string | null;
  avatarUrl?: string;
  /** A mark before the name: what the server found out about the author. */
  mark?: string | null;
  /** When it was written, in words. */
  time?: string;
  /** On the reader's own side. */
  isOwn: boolean;
  linkSyntax: boolean;
  retry: (() => void) | null;
}

export interface LogView {
  label: string;
  rows: readonly LogRow[];
  words: { sending: string; failed: string; retry: string; earlier: string };
  /** Loads older messages; `null` when there are none. */
  loadEarlier: (() => void) | null;
  /** Shown after the last message: the form, or who is typing. */
  after?: unknown;
}

export function log({ label, rows, words, loadEarlier, after }: LogView): TemplateResult {
  return html`
    <div class="log" part="log" role="log" aria-label=${label} aria-live="off" tabindex="0">
      <div class="rows">
        ${
          loadEarlier === null
            ? nothing
            : html`<button class="earlier" type="button" @click=${loadEarlier}>${words.earlier}</button>`
        }
        ${repeat(
          rows,
          ({ key }) => key,
          (row, i) => message(row, rows[i - 1], rows[i + 1], words),
        )}
        ${after ?? nothing}
      </div>
    </div>
  `;
}

function message(
  row: LogRow,
  previous: LogRow | undefined,
  next: LogRow | undefined,
  words: LogView['words'],
): TemplateResult {
  const isFirst = !isSameGroup(previous, row);
  const isLast = !isSameGroup(row, next);
  return html`
    <div
      class="message ${row.isOwn ? 'own' : 'other'} ${isFirst ? 'first' : ''} ${isLast ? 'last' : ''}"
      part="message"
      data-author=${row.author}
      data-state=${row.state}
      title=${row.time ?? nothing}
    >
      ${
        isFirst && row.name !== null
          ? html`<p class="name" aria-hidden="true">
              ${row.mark ? html`<span class="mark">${row.mark}</span>` : nothing}<bdi>${row.name}</bdi>
            </p>`
          : nothing
      }
      <span class="unseen">${row.by}:</span>
      <div class="line">
        ${row.avatarUrl && isLast ? html`<img class="avatar" src=${row.avatarUrl} alt="" />` : nothing}
        ${bubble(row.text, row.linkSyntax)}
      </div>
      ${
        row.state === 'failed'
          ? html`<p class="fate" role="alert">
              ${words.failed}
              ${
                row.retry === null
                  ? nothing
                  : html`<button class="retry" part="retry" type="button" @click=${row.retry}>${words.retry}</button>`
              }
            </p>`
          : nothing
      }
      ${row.state === 'sending' ? html`<p class="fate">${words.sending}</p>` : nothing}
    </div>
  `;
}

function isSameGroup(one: LogRow | undefined, other: LogRow | undefined): boolean {
  return one?.author === other?.author && one?.name === other?.name && one?.mark === other?.mark;
}

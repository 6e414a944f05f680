/** One message of the log: who wrote it, its bubble, and its fate. */
import { html, nothing, type TemplateResult } from 'lit';
import { bubble } from './bubble.js';

/** One message as the log is given it. Plain values: a row is drawn anew when one of them is another. */
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
}

/** Words and deeds of a message. */
export interface MessageActions {
  words: { sending: string; failed: string; retry: string };
  /** Sends a failed message once more. */
  retry: (key: string) => void;
}

export function message(
  row: LogRow,
  isFirst: boolean,
  isLast: boolean,
  { words, retry }: MessageActions,
): TemplateResult {
  return html`
    <div
      class="message ${row.isOwn ? 'own' : 'other'} ${isFirst ? 'first' : ''} ${isLast ? 'last' : ''} ${row.avatarUrl ? 'pictured' : ''}"
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
      ${row.avatarUrl && isLast ? html`<img class="avatar" src=${row.avatarUrl} alt="" />` : nothing}
      ${bubble(row.text, row.linkSyntax)}
      ${
        row.state === 'failed'
          ? html`<p class="fate">
              ${words.failed}
              <button
                class="retry"
                part="retry"
                type="button"
                @click=${() => {
                  retry(row.key);
                }}
              >
                ${words.retry}
              </button>
            </p>`
          : nothing
      }
      ${row.state === 'sending' ? html`<p class="fate">${words.sending}</p>` : nothing}
    </div>
  `;
}

export function isSameGroup(one: LogRow | undefined, other: LogRow | undefined): boolean {
  return one?.author === other?.author && one?.name === other?.name && one?.mark === other?.mark;
}

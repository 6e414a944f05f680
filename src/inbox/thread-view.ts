/** One conversation: its log, and the field to reply in. The same log and composer as the widget's, seen from here. */
import { html, nothing, type TemplateResult } from 'lit';
import { inOrder, isTooLong } from '../state/select.js';
import type { ChatState, OutgoingMessage, StoredMessage } from '../state/state.js';
import { english } from '../strings/strings.js';
import { composer } from '../view/composer.js';
import { log } from '../view/log.js';
import type { LogRow } from '../view/message.js';
import type { Desk } from './desk.js';
import { markOf } from './marks.js';
import { authorName, personName } from './names.js';
import type { People } from './people.js';
import { kindOf, type Thread } from './thread.js';

/** What can be done about a conversation as a whole. */
export interface ThreadActions {
  /** Back to the list. */
  back: () => void;
  showContact: () => void;
  close: () => void;
  reopen: () => void;
  /** Whether it is being closed or opened. */
  isBusy: boolean;
}

export function threadView(thread: Thread, desk: Desk, actions: ThreadActions): TemplateResult {
  const { sid, visitor, store, isClosed } = thread;
  const { state } = store;
  const name = personName(desk.people.visitor(visitor));
  const all = inOrder(state);
  return html`
    <section class="thread" aria-label="Conversation">
      <header class="thread-header">
        <button class="back" type="button" aria-label="Back to the conversations" @click=${actions.back}>←</button>
        <h2 tabindex="-1"><bdi>${name}</bdi></h2>
        <button class="plain details" type="button" @click=${actions.showContact}>Contact details</button>
        ${
          isClosed
            ? nothing
            : html`<button class="plain" type="button" ?disabled=${actions.isBusy} @click=${actions.close}>
                Close conversation
              </button>`
        }
      </header>
      ${log({
        label: english.messages,
        count: all.length,
        rowAt: (index) => {
          const item = all[index];
          return item && ('sid' in item ? storedRow(item, state, name, desk.people) : outgoingRow(item));
        },
        words: english,
        newWords: english.unread,
        retry: (cid) => {
          desk.retry(sid, cid);
        },
        loadEarlier: state.history === 'partial' ? () => desk.loadEarlier(sid) : null,
        after: state.isTeamTyping ? html`<p class="quiet">${english.isTyping(name)}</p>` : nothing,
      })}
      ${isClosed ? closedNote(actions) : replyField(thread, desk)}
    </section>
  `;
}

function closedNote({ reopen, isBusy }: ThreadActions): TemplateResult {
  return html`
    <div class="closed">
      <p>This conversation is closed. It opens by itself when the visitor writes again.</p>
      <button class="primary" type="button" ?disabled=${isBusy} @click=${reopen}>Reopen conversation</button>
    </div>
  `;
}

function replyField({ sid, store: { state } }: Thread, desk: Desk): TemplateResult {
  return composer({
    label: 'Reply',
    sendLabel: 'Send reply',
    draft: state.draft,
    obstacle: isTooLong(state.draft) ? english.tooLong : null,
    onDraft: (draft) => {
      desk.draft(sid, draft);
    },
    onSend: (text) => {
      desk.reply(sid, text);
    },
  });
}

const timeFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function storedRow(message: StoredMessage, state: ChatState, visitorName: string, people: People): LogRow {
  const { sid, cid, author, body, at } = message;
  const isOwn = author === state.identity;
  const isTeam = kindOf(message) === 'team';
  const mark = markOf(author);
  const by = isTeam ? authorName(author, state, people) : visitorName;
  return {
    key: isOwn && cid !== null ? cid : sid,
    author: isTeam ? 'team' : 'visitor',
    state: isOwn ? 'sent' : 'received',
    text: body,
    by: [mark, by].filter(Boolean).join(' '),
    // Of the team's messages, those of colleagues need a name.
    name: isOwn ? null : by,
    mark,
    time: timeFormat.format(at),
    isOwn: isTeam,
    linkSyntax: isTeam,
  };
}

function outgoingRow({ cid, body, phase }: OutgoingMessage): LogRow {
  return {
    key: cid,
    author: 'team',
    state: phase,
    text: body,
    by: english.you,
    name: null,
    isOwn: true,
    linkSyntax: true,
  };
}

/** One conversation: its log, and the field to reply in. The same log and composer as the widget's, seen from here. */
import { html, nothing, type TemplateResult } from 'lit';
import type { VisitorProfile } from '../shared/inbox.js';
import { inOrder, isTooLong } from '../state/select.js';
import type { OutgoingMessage, StoredMessage } from '../state/state.js';
import { english } from '../strings/strings.js';
import { composer } from '../view/composer.js';
import { log } from '../view/log.js';
import type { LogRow } from '../view/message.js';
import type { Desk } from './desk.js';
import { markOf } from './marks.js';
import { kindOf, type Thread } from './thread.js';

export function threadView(thread: Thread, desk: Desk, back: () => void): TemplateResult {
  const { sid, visitor, store } = thread;
  const { state } = store;
  const name = personName(desk.people.get(visitor));
  const all = inOrder(state);
  return html`
    <section class="thread" aria-label="Conversation">
      <header class="thread-header">
        <button class="back" type="button" aria-label="Back to the conversations" @click=${back}>←</button>
        <h2><bdi>${name}</bdi></h2>
      </header>
      ${log({
        label: english.messages,
        count: all.length,
        rowAt: (index) => {
          const item = all[index];
          return item && ('sid' in item ? storedRow(item, state.identity, name) : outgoingRow(item));
        },
        words: english,
        newWords: english.unread,
        retry: (cid) => {
          desk.retry(sid, cid);
        },
        loadEarlier: state.history === 'partial' ? () => desk.loadEarlier(sid) : null,
        after: state.isTeamTyping ? html`<p class="quiet">${english.isTyping(name)}</p>` : nothing,
      })}
      ${composer({
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
      })}
    </section>
  `;
}

const timeFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** The name that a person goes by; visitors need not give one. */
export function personName(person: VisitorProfile | undefined): string {
  return person?.name || person?.email || 'Visitor';
}

function storedRow(message: StoredMessage, own: string | null, visitorName: string): LogRow {
  const { sid, cid, author, body, at } = message;
  const isTeam = kindOf(message) === 'team';
  const mark = markOf(author);
  return {
    key: author === own && cid !== null ? cid : sid,
    author: isTeam ? 'team' : 'visitor',
    state: author === own ? 'sent' : 'received',
    text: body,
    by: isTeam ? english.team : [mark, visitorName].filter(Boolean).join(' '),
    name: isTeam ? null : visitorName,
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

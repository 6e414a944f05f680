/**
 * The open chat, from header to composer, as one template of state and settings. Knows what is seen; what the visitor
 * does goes out through `actions`. Called by the widget's window module.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Settings } from '../settings/config.js';
import { canWrite, formFields, isTooLong, items, rowOf, type Row } from '../state/select.js';
import type { ChatState } from '../state/state.js';
import type { Strings } from '../strings/strings.js';
import { composer } from './composer.js';
import { contactsOf } from './contacts.js';
import { header } from './header.js';
import { identifyForm } from './identify-form.js';
import { log } from './log.js';
import type { LogRow } from './message.js';

/** What a visitor can do. */
export interface WindowActions {
  close(): void;
  identify(name: string, email: string): void;
  skip(): void;
  draft(text: string): void;
  send(text: string): void;
  retry(cid: string): void;
  loadEarlier(): Promise<void>;
}

export interface WindowView {
  state: ChatState;
  settings: Settings;
  strings: Strings;
  actions: WindowActions;
  /** Whether the browser has a network at all. */
  isOffline: boolean;
}

export function chatWindow({ state, settings, strings, actions, isOffline }: WindowView): TemplateResult {
  const { messages } = settings;
  const all = items(state, settings);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    actions.close();
  };
  // Not by itself: whether it is open is the element's affair.
  const onCancel = (event: Event): void => {
    event.preventDefault();
    actions.close();
  };
  return html`
    <dialog
      class="window"
      part="window"
      tabindex="-1"
      aria-labelledby="title"
      @keydown=${onKeyDown}
      @cancel=${onCancel}
    >
      ${header(state, settings, strings, actions.close)}
      ${log({
        label: strings.messages,
        count: all.length,
        rowAt: (index) => {
          const item = all[index];
          return item && logRow(rowOf(item, state.identity), settings, strings);
        },
        words: strings,
        newWords: (count) => (count === 1 ? messages.newMessage : messages.newMessages) || strings.unread(count),
        retry: actions.retry,
        loadEarlier: state.history === 'partial' ? actions.loadEarlier : null,
        after: html`${support(state, settings, strings)} ${form(state, settings, strings, actions)}
        ${typing(state, settings, strings)}`,
      })}
      ${
        canWrite(state)
          ? composer({
              label: messages.chat,
              sendLabel: strings.sendMessage,
              draft: state.draft,
              obstacle: isOffline ? messages.internet : isTooLong(state.draft) ? strings.tooLong : null,
              onDraft: actions.draft,
              onSend: actions.send,
            })
          : nothing
      }
      ${settings.chat.hideBranding ? nothing : html`<p class="branding">${strings.branding}</p>`}
    </dialog>
  `;
}

function logRow(row: Row, { chat }: Settings, strings: Strings): LogRow {
  const isOwn = row.author === 'visitor';
  return {
    ...row,
    isOwn,
    by: isOwn ? strings.you : chat.name || strings.team,
    name: !isOwn && chat.showNames && chat.name !== '' ? chat.name : null,
    ...(!isOwn && chat.showAvatars && chat.avatarUrl !== '' && { avatarUrl: chat.avatarUrl }),
    linkSyntax: !isOwn,
  };
}

function form(state: ChatState, settings: Settings, strings: Strings, actions: WindowActions): unknown {
  if (state.visitor.phase !== 'asking') return nothing;
  return identifyForm({
    fields: formFields(settings),
    settings,
    strings,
    name: settings.user.name,
    onSubmit: actions.identify,
    onSkip: actions.skip,
  });
}

function support({ connection }: ChatState, settings: Settings, strings: Strings): unknown {
  const contacts = contactsOf(settings.support);
  if (connection.phase !== 'failed' || contacts.length === 0) return nothing;
  return html`<p class="support">
    ${strings.contactUs} ${contacts.map(([text, href]) => html`<a href=${href || nothing}>${text}</a> `)}
  </p>`;
}

function typing({ isTeamTyping }: ChatState, { chat }: Settings, strings: Strings): unknown {
  return isTeamTyping
    ? html`<div class="typing" role="img" aria-label=${strings.isTyping(chat.name || strings.team)}>
        <i></i><i></i><i></i>
      </div>`
    : nothing;
}

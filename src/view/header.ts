/** Title, status and the button that closes the window. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Settings } from '../settings/config.js';
import { status } from '../state/select.js';
import type { ChatState } from '../state/state.js';
import type { Strings } from '../strings/strings.js';

export function header(state: ChatState, settings: Settings, strings: Strings, close: () => void): TemplateResult {
  const { chat, messages } = settings;
  const current = status(state);
  const words = chat.showOnlineStatus && current !== 'unknown' ? messages[current] : '';
  return html`
    <header class="header" part="header">
      <div class="heading">
        <h2 class="title" id="title">${messages.title}</h2>
        ${
          words === ''
            ? nothing
            : html`<div class="status">
                <span class="dot" data-status=${current}></span><span role="status">${words}</span>
              </div>`
        }
      </div>
      <button class="close" part="close" type="button" aria-label=${strings.closeChat} @click=${close}>
        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 4l12 12M16 4L4 16" /></svg>
      </button>
    </header>
  `;
}

/** The log of a conversation, for widget and inbox: its frame. What is in it, and how it scrolls, is `log-rows.ts`. */
import { html, type TemplateResult } from 'lit';
import { logRows, type LogContent } from './log-rows.js';

export interface LogView extends LogContent {
  label: string;
}

export function log(view: LogView): TemplateResult {
  return html`<div
    class="log"
    part="log"
    role="log"
    aria-label=${view.label}
    aria-live="off"
    tabindex="0"
    ${logRows(view)}
  ></div>`;
}

/** The text of one message in its bubble. */
import { html, type TemplateResult } from 'lit';
import { bubbleText } from './bubble-text.js';

/** @param linkSyntax Whether `{{ link:URL label }}` is a link: not in what a visitor writes. */
export function bubble(text: string, linkSyntax: boolean): TemplateResult {
  // On one line: the bubble keeps white space as it is written.
  return html`<div class="bubble" part="bubble" dir="auto">${bubbleText(text, linkSyntax)}</div>`;
}

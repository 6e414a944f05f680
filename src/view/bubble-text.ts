/** Text with its links, as nodes; nothing of it is ever read as markup. */
import { html, type TemplateResult } from 'lit';
import { tokenize } from '../text/tokens.js';

export function bubbleText(text: string, linkSyntax: boolean): (string | TemplateResult)[] {
  return tokenize(text, { linkSyntax }).map((token) =>
    token.type === 'text'
      ? token.text
      : html`<a href=${token.href} target="_blank" rel="noopener noreferrer nofollow ugc">${token.label}</a>`,
  );
}

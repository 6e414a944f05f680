/** Text with its links, as nodes; nothing of it is ever read as markup. */
import { html, nothing, type TemplateResult } from 'lit';
import { tokenize } from '../text/tokens.js';

export function bubbleText(text: string, linkSyntax: boolean): (string | TemplateResult)[] {
  return tokenize(text, { linkSyntax }).map((token) =>
    token.type === 'text'
      ? token.text
      : // A direction of its own: what is written before the link cannot turn it around.
        html`<a
          href=${token.href}
          title=${token.title ?? nothing}
          dir="auto"
          target="_blank"
          rel="noopener noreferrer nofollow ugc"
          >${token.label}</a
        >`,
  );
}

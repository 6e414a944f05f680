/**
 * Style sheets of the widget, as templates. Not by Lit's own tag: that can also nest results and live without constructable
 * sheets, which costs bytes and which no browser that we support needs.
 */
import { unsafeCSS, type CSSResult } from 'lit';

/** Makes an adoptable style sheet. In a browser only. */
export function css(strings: TemplateStringsArray): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(String(strings));
  return sheet;
}

/** Makes the styles of an element's class, which exists on a server too. */
export const classCss = (strings: TemplateStringsArray): CSSResult => unsafeCSS(String(strings));

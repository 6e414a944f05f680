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

/**
 * Makes the styles of an element's class, which exists on a server too. Called unsafe for texts from elsewhere; the type
 * lets in a template of the sources alone, without values in it.
 */
export const classCss = (strings: TemplateStringsArray): CSSResult => unsafeCSS(String(strings));

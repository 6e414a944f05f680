/**
 * Style sheets of the window, as templates. Not Lit's `css`: that can also nest results and live without constructable
 * sheets, which costs bytes and which no browser that we support needs.
 */

/** Makes an adoptable style sheet. In a browser only. */
export function css(strings: TemplateStringsArray): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(String(strings));
  return sheet;
}

/** Puts the one element of a page into it, edge to edge. By the CSSOM: the policy allows no `style` elements. */
import { css } from 'lit';

const pageStyles = css`
  body {
    margin: 0;
  }
`;

/** @param element The whole content of the page. */
export function fillPage(element: HTMLElement): void {
  if (pageStyles.styleSheet) document.adoptedStyleSheets = [pageStyles.styleSheet];
  document.body.append(element);
}

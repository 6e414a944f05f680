import { css } from './sheet.js';

/** Text field and send button, for widget and inbox. */
export const composerStyles = css`
  .composer {
    flex: none;
    border-top: 1px solid var(--border-color);
    background: var(--background-color);
  }
  .obstacle {
    padding: 8px 15px 0;
    color: var(--quiet);
    font-size: 0.87em;
  }
  .composer .field {
    display: flex;
    align-items: flex-end;
    margin: 0;
    padding: 6px;
    padding-inline-start: 15px;
  }
  textarea {
    flex: 1;
    min-width: 0;
    max-height: 120px;
    margin: 0;
    padding: 12px 0;
    border: 0;
    outline: 0;
    background: none;
    color: var(--ink);
    font: inherit;
    line-height: 20px;
    resize: none;
  }
  .composer:focus-within {
    outline: 2px solid transparent;
    outline-offset: -2px;
    box-shadow: inset 0 2px 0 var(--link);
  }
  /* A long hint stays on its line, and nothing of what was written before stays scrolled. */
  textarea:placeholder-shown {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  textarea::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
  .send {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: center;
    width: 44px;
    height: 44px;
    padding: 0;
    border: 0;
    border-radius: var(--button-border-radius);
    background: none;
    color: var(--link);
    cursor: pointer;
  }
  button {
    stroke-width: 1.8;
  }
  svg {
    width: 20px;
    fill: none;
    stroke: currentColor;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .send:dir(rtl) {
    scale: -1 1;
  }
  .send[aria-disabled='true'] {
    color: var(--quiet);
    cursor: default;
  }
  .send:focus-visible {
    outline: 2px solid var(--link);
    outline-offset: -4px;
  }
  @media (pointer: coarse) {
    /* Below 16 px a telephone zooms into the page. */
    textarea {
      font-size: max(16px, 1em);
    }
  }
`;

import { css } from './sheet.js';

/** The window: header, form and footer. */
export const windowStyles = css`
  .window {
    all: unset;
    display: flex;
    flex: 1;
    flex-direction: column;
    width: 100%;
    min-height: 0;
    visibility: hidden;
    background: var(--background-color);
    transition: visibility 0s var(--transition-duration);
  }
  .open .window {
    visibility: visible;
    transition-delay: 0s;
  }
  .window:modal {
    position: fixed;
    top: var(--visible-top, 0);
    left: 0;
    box-sizing: border-box;
    height: var(--visible-height, 100%);
    /* So narrow a screen stands upright, and has nothing at its sides. */
    padding: env(safe-area-inset-top) 0 env(safe-area-inset-bottom);
  }
  .header {
    display: flex;
    flex: none;
    align-items: center;
    height: 60px;
    padding-inline-start: 20px;
    background: var(--header-opened-background-color);
    color: var(--title);
  }
  .heading {
    flex: 1;
    min-width: 0;
  }
  h2,
  p {
    margin: 0;
  }
  h2 {
    font-size: 1em;
  }
  .close {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: center;
    width: 56px;
    height: 60px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--cross);
    cursor: pointer;
    /* The launcher, which the header becomes, has no room for it. */
    margin-inline-start: -56px;
    opacity: 0;
    transition: var(--transition-duration) var(--transition-easing);
    transition-property: margin, opacity;
  }
  .open .close {
    margin: 0;
    opacity: 1;
  }
  .close:focus-visible {
    outline: 2px solid var(--cross);
    outline-offset: -10px;
    border-radius: 14px;
  }
  .form {
    margin-top: 12px;
    padding: 15px;
    border: 1px solid var(--border-color);
    border-radius: 10px;
    background: var(--background-color);
    box-shadow: 0 1px 6px rgba(0, 0, 0, 0.06);
  }
  .field {
    position: relative;
    margin-bottom: 10px;
  }
  .field input {
    width: 100%;
    height: 48px;
    margin: 0;
    padding: 18px 12px 4px;
    border: 1px solid var(--quiet);
    border-radius: 6px;
    outline: 0;
    background: var(--background-color);
    color: var(--ink);
    font: inherit;
  }
  .field input:focus {
    border-color: var(--link);
    /* Seen where forced colours take the shadow away. */
    outline: 2px solid transparent;
    box-shadow: 0 0 0 1px var(--link);
  }
  .field label {
    position: absolute;
    inset-block-start: 14px;
    inset-inline-start: 13px;
    color: var(--quiet);
    pointer-events: none;
    transition: 120ms;
  }
  .field input:focus + label,
  .field input:not(:placeholder-shown) + label {
    font-size: 0.78em;
    translate: 0 -8px;
  }
  .field input[aria-invalid='true'] {
    border-color: var(--problem);
    box-shadow: 0 0 0 1px var(--problem);
  }
  .problem {
    color: var(--problem);
    font-size: 0.8em;
  }
  .problem:not(:empty) {
    padding: 3px 2px 0;
  }
  .consent {
    display: grid;
    grid-template-columns: 24px 1fr;
    gap: 0 8px;
    align-items: start;
    margin-bottom: 10px;
  }
  .consent input {
    width: 20px;
    height: 20px;
    margin: 2px;
    accent-color: var(--link);
  }
  .consent label {
    padding-top: 3px;
    font-size: 0.87em;
  }
  .consent .problem {
    grid-column: 2;
  }
  .legend {
    color: var(--quiet);
    font-size: 0.8em;
  }
  .actions {
    display: flex;
    gap: 8px;
    align-items: center;
    margin-top: 12px;
  }
  .skip {
    background: none;
    color: var(--quiet);
  }
  .actions button:focus-visible,
  .consent input:focus-visible,
  .retry:focus-visible {
    outline: 2px solid var(--link);
    outline-offset: 2px;
  }
  .window button:hover {
    text-decoration: underline;
    stroke-width: 2.4;
  }
  .support {
    padding: 8px 2px 0;
  }
  .support :any-link {
    color: var(--link);
  }
  .branding {
    flex: none;
    padding: 2px 15px 8px;
    background: var(--background-color);
    color: var(--quiet);
    font-size: 0.75em;
    text-align: center;
  }
  @media (pointer: coarse) {
    .field input {
      font-size: max(16px, 1em);
    }
    .actions button {
      min-height: 44px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .window,
    .close,
    .field label {
      transition: none;
    }
  }
`;

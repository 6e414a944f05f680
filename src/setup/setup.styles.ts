import { css } from 'lit';

/** What all parts of the Setup page, and the sign-in, have in common. */
export const setupStyles = css`
  :host {
    --ink: #1d2433;
    --ink-soft: #596275;
    --line: #dde1e9;
    --ground: #f6f7f9;
    --accent: #2559bd;
    --accent-soft: #e9effb;
    --warn: #8a4b00;
    --warn-soft: #fff5e2;
    --bad: #b3261e;
    --good: #1b6e3c;
    display: block;
    color: var(--ink);
    font:
      15px/1.5 system-ui,
      sans-serif;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  pre,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  h2 {
    font-size: 22px;
    font-weight: 650;
    letter-spacing: -0.01em;
    line-height: 1.3;
  }
  h3 {
    font-size: 16px;
    font-weight: 650;
  }
  a {
    color: var(--accent);
  }
  ul,
  ol {
    list-style: none;
  }
  .lead,
  .help {
    color: var(--ink-soft);
  }
  .help {
    font-size: 13.5px;
  }
  .lead {
    max-width: 62ch;
    margin-top: 4px;
  }
  .card {
    margin-top: 20px;
    padding: 20px 22px 22px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: #fff;
  }
  /* What is to be copied stands in a property: it is empty to CSS. */
  .card > * + :not(:empty),
  .card > * + missive-setup-copy {
    margin-top: 12px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    align-items: center;
  }
  .row.between {
    justify-content: space-between;
  }
  .grow {
    flex: 1 1 220px;
    min-width: 0;
  }
  label.field {
    display: block;
    font-weight: 600;
  }
  input:not([type='checkbox'], [type='radio'], [type='color']),
  select,
  textarea {
    width: 100%;
    min-height: 40px;
    padding: 8px 12px;
    border: 1px solid #8d95a5;
    border-radius: 8px;
    background: #fff;
    color: inherit;
    font: inherit;
    font-weight: 400;
  }
  textarea {
    display: block;
    resize: vertical;
  }
  .field > input,
  .field > textarea {
    margin-top: 4px;
  }
  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--accent);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  button,
  .button {
    min-height: 40px;
    padding: 0 16px;
    border: 1px solid #c3c9d5;
    border-radius: 8px;
    background: #fff;
    color: var(--ink);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  button:hover {
    background: var(--ground);
  }
  button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: #fff;
  }
  button.primary:hover {
    background: #1e4a9f;
  }
  button.quiet {
    min-height: 32px;
    padding: 0 8px;
    border-color: transparent;
    background: none;
    color: var(--accent);
    font-size: 13.5px;
  }
  button.quiet:hover {
    background: var(--accent-soft);
  }
  button.danger {
    color: var(--bad);
  }
  button:disabled,
  button:disabled:hover {
    border-color: #c3c9d5;
    background: #e9ecf1;
    color: #4d5566;
    cursor: default;
  }
  code,
  pre,
  .mono {
    font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
    font-size: 13px;
  }
  pre {
    overflow: auto;
    padding: 14px 16px;
    border-radius: 8px;
    background: #1d2433;
    color: #eef2fa;
    line-height: 1.55;
    tab-size: 2;
  }
  .note {
    padding: 10px 14px;
    border-radius: 8px;
    background: var(--accent-soft);
  }
  .note.warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .note.bad {
    background: #fdeceb;
    color: #8c1d17;
  }
  .note.good {
    background: #e8f5ec;
    color: var(--good);
  }
  .list > li {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 14px;
    justify-content: space-between;
    align-items: center;
    padding: 10px 0;
    border-top: 1px solid var(--line);
  }
  .list > li:first-child {
    border-top: 0;
  }
  .tag {
    display: inline-block;
    padding: 1px 8px;
    border-radius: 20px;
    background: var(--accent-soft);
    color: #204c9f;
    font-size: 12.5px;
    font-weight: 600;
  }
  .visually-hidden {
    position: absolute;
    overflow: hidden;
    width: 1px;
    height: 1px;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (max-width: 640px) {
    .card {
      padding: 16px;
    }
    input:not([type='checkbox'], [type='radio'], [type='color']),
    select,
    textarea {
      font-size: 16px;
    }
  }
`;

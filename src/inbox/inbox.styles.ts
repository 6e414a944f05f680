import { css } from 'lit';

/** Layout and look of the Inbox. */
export const inboxStyles = css`
  :host {
    display: flex;
    position: fixed;
    inset: 0;
    flex-direction: column;
    background: #f3f4f6;
    color: var(--text-color);
    font-family: var(--font-family);
    font-size: var(--font-size);
    line-height: 1.35;
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
  dl,
  dd,
  ul {
    margin: 0;
    padding: 0;
  }
  .bar {
    display: flex;
    flex: none;
    gap: 4px 16px;
    flex-wrap: wrap;
    align-items: center;
    min-height: 56px;
    padding: 8px 20px;
    background: #1d2433;
    color: #fff;
  }
  .bar a {
    color: inherit;
  }
  .bar .setup {
    margin-inline-start: auto;
  }
  h1 {
    font-size: 1.15em;
  }
  h2 {
    overflow: hidden;
    font-size: 1.05em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  h3 {
    margin: 20px 0 8px;
    color: var(--quiet);
    font-size: 0.8em;
    font-weight: 600;
  }
  .phase {
    font-size: 0.87em;
  }
  .phase::before {
    content: '';
    display: inline-block;
    width: 9px;
    height: 9px;
    margin-inline-end: 8px;
    border: 1px solid #fff;
    border-radius: 50%;
    background: var(--status-connecting-color);
  }
  .phase[data-phase='online']::before {
    background: var(--status-online-color);
  }
  .phase[data-phase='failed']::before {
    background: var(--status-offline-color);
  }
  main {
    display: grid;
    flex: 1;
    grid-template-columns: 320px minmax(0, 1fr) 280px;
    min-height: 0;
  }
  main.choosing {
    grid-template-columns: 320px minmax(0, 1fr);
  }
  .conversations,
  .thread,
  .contact {
    min-height: 0;
    overflow: auto;
    background: #fff;
  }
  .conversations,
  .contact {
    border: solid #e3e5ea;
    border-width: 0 1px;
  }
  .thread {
    display: flex;
    flex-direction: column;
    overflow: hidden;
  }
  .thread-header {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    min-height: 56px;
    padding: 6px 20px;
    border-bottom: 1px solid #e3e5ea;
  }
  .thread-header h2 {
    flex: 1;
    min-width: 5em;
  }
  h2:focus {
    outline: none;
  }
  .plain,
  .primary,
  .more button {
    min-height: 36px;
    padding: 0 14px;
    border: 1px solid #c9ccd4;
    border-radius: 8px;
    background: #fff;
    color: inherit;
    font: inherit;
    font-size: 0.87em;
    cursor: pointer;
  }
  .primary {
    border-color: #1d2433;
    background: #1d2433;
    color: #fff;
    font-weight: 700;
  }
  .plain:disabled,
  .primary:disabled {
    opacity: 0.6;
    cursor: default;
  }
  .plain:focus-visible,
  .primary:focus-visible,
  .more button:focus-visible,
  .back:focus-visible {
    outline: 2px solid var(--main-color);
    outline-offset: 2px;
  }
  .details {
    display: none;
  }
  .closed {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
    justify-content: space-between;
    padding: 12px 20px;
    border-top: 1px solid #e3e5ea;
    background: #f7f8fa;
  }
  .closed p {
    flex: 1 1 16em;
  }
  .notice {
    flex: none;
    padding: 8px 20px;
    background: #fff6dc;
    color: #1d2433;
    font-size: 0.87em;
  }
  .notice:empty {
    display: none;
  }
  .signed-out {
    display: block;
    max-width: 640px;
    padding: 32px 20px;
    overflow: auto;
  }
  .signed-out p {
    margin-top: 12px;
  }
  .unsent {
    padding: 12px;
    border: 1px solid #e3e5ea;
    border-radius: 8px;
    background: #fff;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .back {
    display: none;
    width: 44px;
    height: 44px;
    border: 0;
    background: none;
    color: inherit;
    font-size: 1.2em;
    cursor: pointer;
  }
  .log {
    padding: 15px 20px;
  }
  .message {
    max-width: 75%;
  }
  .contact {
    padding: 16px 20px;
  }
  .portrait {
    width: 64px;
    height: 64px;
    margin-bottom: 12px;
    border-radius: 50%;
    object-fit: cover;
  }
  .contact-header {
    display: flex;
    gap: 8px;
    align-items: center;
    margin-bottom: 12px;
  }
  dt {
    color: var(--quiet);
    font-size: 0.8em;
  }
  dd {
    margin-bottom: 10px;
    overflow-wrap: anywhere;
  }
  .empty {
    padding: 24px 20px;
    color: #63656b;
  }
  .quiet {
    padding-top: 8px;
    color: var(--quiet);
    font-size: 0.87em;
  }
  @media (max-width: 1000px) {
    main,
    main.choosing {
      grid-template-columns: 280px minmax(0, 1fr);
    }
    /* One after the other: the conversation, then its visitor. */
    .details {
      display: block;
    }
    .reading .contact,
    .contacting .thread {
      display: none;
    }
    .contact .back {
      display: block;
      margin-inline-start: -14px;
    }
  }
  @media (max-width: 640px) {
    main,
    main.choosing {
      grid-template-columns: minmax(0, 1fr);
    }
    .reading .conversations,
    .contacting .conversations,
    .choosing > .empty {
      display: none;
    }
    .conversations,
    .contact {
      border-width: 0;
    }
    .bar {
      padding: 8px 12px;
    }
    .back {
      display: block;
    }
    .thread-header {
      padding: 6px 8px;
    }
    .thread-header h2 {
      flex-basis: calc(100% - 60px);
    }
    .thread-header .plain {
      flex: 1;
    }
    .plain,
    .primary,
    .filter button,
    .more button {
      min-height: 44px;
    }
    .log {
      padding: 15px 12px;
    }
    .message {
      max-width: 90%;
    }
  }
`;

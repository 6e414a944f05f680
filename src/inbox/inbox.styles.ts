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
    color: var(--light-text-color);
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
  .conversations ul {
    list-style: none;
  }
  .conversation {
    display: flex;
    flex-direction: column;
    gap: 3px;
    width: 100%;
    padding: 12px 16px;
    border: 0;
    border-bottom: 1px solid #eceef2;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .conversation:hover {
    background: #f7f8fa;
  }
  .conversation[aria-current] {
    background: #e9f0fc;
    box-shadow: inset 3px 0 0 var(--main-color);
  }
  .conversation:focus-visible,
  .back:focus-visible {
    outline: 2px solid var(--main-color);
    outline-offset: -3px;
  }
  .who,
  .what {
    display: flex;
    gap: 8px;
    justify-content: space-between;
  }
  .person {
    overflow: hidden;
    font-weight: 700;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .preview,
  time {
    color: #63656b;
    font-size: 0.87em;
  }
  time {
    flex: none;
  }
  .preview {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .unread {
    flex: none;
    min-width: 20px;
    padding: 0 6px;
    border-radius: 10px;
    background: var(--main-color);
    color: #fff;
    font-size: 0.8em;
    font-weight: 700;
    line-height: 20px;
    text-align: center;
  }
  .mark {
    color: #8a5300;
    font-weight: 700;
  }
  .conversation .mark {
    font-size: 0.8em;
  }
  .thread {
    display: flex;
    flex-direction: column;
    overflow: hidden;
  }
  .thread-header {
    display: flex;
    flex: none;
    gap: 8px;
    align-items: center;
    min-height: 52px;
    padding: 0 20px;
    border-bottom: 1px solid #e3e5ea;
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
  .contact h2 {
    margin-bottom: 12px;
  }
  dt {
    color: var(--light-text-color);
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
    color: var(--light-text-color);
    font-size: 0.87em;
  }
  @media (max-width: 1000px) {
    main,
    main.choosing {
      grid-template-columns: 260px minmax(0, 1fr);
    }
    .contact {
      grid-column: 2;
      border-top: 1px solid #e3e5ea;
      max-height: 30vh;
    }
    main.reading {
      grid-template-rows: minmax(0, 1fr) auto;
    }
    .conversations {
      grid-row: 1 / 3;
    }
  }
  @media (max-width: 640px) {
    main,
    main.choosing {
      grid-template-columns: minmax(0, 1fr);
    }
    .reading .conversations,
    .choosing > .empty {
      display: none;
    }
    .contact {
      grid-column: 1;
    }
    .back {
      display: block;
    }
    .thread-header {
      padding: 0 8px;
    }
    .message {
      max-width: 90%;
    }
  }
`;

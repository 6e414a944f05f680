import { css } from './sheet.js';

/** The log and its bubbles, for widget and inbox. */
export const logStyles = css`
  .log {
    display: flex;
    flex: 1;
    flex-direction: column-reverse;
    min-height: 0;
    overflow-x: hidden;
    overflow-y: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    padding: 15px;
    scroll-padding: 15px;
  }
  .log:focus-visible {
    outline: 2px solid var(--link);
    outline-offset: -2px;
  }
  .rows {
    display: flex;
    flex-direction: column;
    min-width: 0;
  }
  .list,
  .list > div {
    display: contents;
  }
  .message {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    max-width: 90%;
    margin-top: 2px;
  }
  .message.first {
    margin-top: 12px;
  }
  .message.own {
    align-items: flex-end;
    align-self: flex-end;
  }
  .name,
  .fate {
    margin: 0 0 4px;
    color: var(--quiet);
    font-size: 0.8em;
  }
  .name {
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .mark {
    margin-inline-end: 6px;
    font-weight: 700;
  }
  .fate {
    margin: 3px 2px 0;
    unicode-bidi: plaintext;
  }
  .pictured {
    position: relative;
    box-sizing: border-box;
    padding-inline-start: 36px;
  }
  .avatar {
    position: absolute;
    bottom: 0;
    inset-inline-start: 0;
    width: 28px;
    height: 28px;
    border-radius: 50%;
    object-fit: cover;
  }
  .bubble {
    min-width: 0;
    overflow: hidden;
    overflow-wrap: anywhere;
    padding: 9px 13px;
    border-radius: 16px;
    background: var(--bubble-light-color);
    color: var(--on-light);
    white-space: pre-wrap;
    contain: paint;
    unicode-bidi: plaintext;
  }
  .own .bubble {
    background: var(--bubble-dark-color);
    color: var(--on-dark);
  }
  .other.last .bubble {
    border-end-start-radius: 5px;
  }
  .own.last .bubble {
    border-end-end-radius: 5px;
  }
  .bubble a,
  .consent a {
    color: inherit;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .other .bubble a {
    color: var(--link-on-light);
  }
  .retry,
  .earlier {
    padding: 5px 2px;
    border: 0;
    background: none;
    color: var(--link);
    font: inherit;
    font-weight: 700;
    text-decoration: underline;
    cursor: pointer;
  }
  .earlier {
    align-self: center;
    min-height: 44px;
  }
  .latest {
    position: sticky;
    bottom: 44px;
    align-self: center;
    height: 0;
  }
  .actions button,
  .latest button {
    min-height: 36px;
    padding: 0 18px;
    border: 1px solid transparent;
    border-radius: var(--button-border-radius);
    font: inherit;
    font-weight: 700;
    cursor: pointer;
  }
  .actions .submit,
  .latest button {
    /* Seen where the fill is no contrast to the window, or forced colours take it away. */
    border-color: var(--link);
    background: var(--main-color);
    color: var(--on-main);
  }
  .typing {
    display: flex;
    gap: 4px;
    align-self: flex-start;
    margin-top: 8px;
    padding: 13px;
    border-radius: 16px;
    background: var(--bubble-light-color);
  }
  .typing i {
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: var(--light-text-color);
    animation: typing 1.2s 4 ease-in-out;
  }
  .typing i:nth-child(2) {
    animation-delay: 0.2s;
  }
  @keyframes typing {
    30% {
      transform: translateY(-4px);
    }
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    .typing i {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .bubble,
    .typing {
      border: 1px solid CanvasText;
    }
    .typing i {
      background: CanvasText;
    }
  }
`;

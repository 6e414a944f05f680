import { css } from 'lit';

/** Look of the lists of conversations. */
export const listStyles = css`
  .conversations ul {
    list-style: none;
  }
  .filter {
    position: sticky;
    z-index: 1;
    top: 0;
    display: flex;
    gap: 4px;
    padding: 8px 12px;
    border-bottom: 1px solid #e3e5ea;
    background: #fff;
  }
  .filter button {
    flex: 1;
    min-height: 36px;
    border: 1px solid #c9ccd4;
    border-radius: 8px;
    background: #fff;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .filter button[aria-pressed='true'] {
    border-color: #1d2433;
    background: #1d2433;
    color: #fff;
    font-weight: 700;
  }
  .filter button:focus-visible {
    outline: 2px solid var(--main-color);
    outline-offset: 2px;
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
  /* Only what is in sight is laid out: there may be hundreds. */
  .conversations li {
    content-visibility: auto;
    contain-intrinsic-size: auto 66px;
  }
  .conversation:hover {
    background: #f7f8fa;
  }
  .conversation[aria-current] {
    background: #e9f0fc;
    box-shadow: inset 3px 0 0 var(--main-color);
  }
  .conversation:focus-visible {
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
  .more {
    padding: 8px 16px;
    color: #63656b;
    text-align: center;
  }
  .more:empty {
    display: none;
  }
`;

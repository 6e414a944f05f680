import { classCss as css } from './sheet.js';

/**
 * The frame and the launcher in it. The launcher is the collapsed header: the frame grows from one to the window, so
 * its geometry, closed and open, stands here.
 */
export const launcherStyles = css`
  :host {
    all: initial;
    display: contents;
  }
  :host([hidden]) {
    display: none;
  }
  .root {
    all: initial;
    display: contents;
    color: var(--ink);
    --error-color: #c62222;
    font-family: var(--font-family);
    font-size: var(--font-size);
    line-height: 1.25;
  }
  * {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  .frame,
  .badge,
  .notice {
    position: fixed;
    z-index: var(--missive-z-index, 2147483000);
  }
  .frame {
    display: flex;
    flex-direction: column;
    /* Not hidden: the focus that goes to the composer would scroll the header away. */
    overflow: clip;
    width: var(--launcher-width, max-content);
    max-width: var(--max-width);
    height: 60px;
    max-height: var(--max-height);
    border-radius: var(--closed-border-radius);
    background: var(--header-opened-background-color);
    box-shadow: var(--box-shadow);
    transition-property: width, height, border-radius, translate;
    transition-duration: var(--transition-duration);
    transition-timing-function: var(--transition-easing);
  }
  .root:not(.open) .frame:hover {
    translate: 0 -2px;
  }
  .open .frame {
    width: var(--width);
    height: var(--height);
    border: var(--border);
    border-radius: var(--opened-border-radius);
    background: var(--background-color);
  }
  .bottom > * {
    bottom: var(--margin);
  }
  .top > * {
    top: var(--margin);
  }
  .right > * {
    right: var(--margin);
  }
  .left > * {
    left: var(--margin);
  }
  .launcher {
    all: unset;
    position: absolute;
    inset: 0 auto auto 0;
    box-sizing: border-box;
    display: flex;
    flex-direction: column;
    justify-content: center;
    width: max-content;
    min-width: 60px;
    max-width: min(350px, 100vw - 2 * var(--margin));
    height: 60px;
    padding: 0 20px;
    color: var(--title);
    cursor: pointer;
    /* It takes the focus at once, but is seen only when the header has become it: two titles would overlap. */
    transition: opacity 0s var(--transition-duration);
  }
  .launcher:focus-visible {
    outline: 2px solid var(--title);
    outline-offset: -6px;
    border-radius: var(--closed-border-radius);
  }
  /* Until the window is there, the launcher is its header. */
  .open .launcher {
    width: 100%;
    background: var(--header-opened-background-color);
  }
  .open.complete .launcher {
    visibility: hidden;
    opacity: 0;
    transition: none;
  }
  .failure {
    padding: 80px 20px 20px;
    white-space: pre-line;
  }
  .failure:empty {
    display: none;
  }
  .failure a {
    display: block;
    margin-top: 8px;
  }
  .failure :any-link {
    color: var(--link);
  }
  .title,
  .status span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .title {
    font-weight: 700;
  }
  .status {
    display: flex;
    gap: 6px;
    align-items: center;
    color: var(--subtitle);
    font-size: 0.87em;
  }
  .dot {
    flex: none;
    width: 9px;
    height: 9px;
    border: 1px solid #fff;
    border-radius: 50%;
    background: var(--status-connecting-color);
  }
  .dot[data-status='online'] {
    background: var(--status-online-color);
  }
  .dot[data-status='offline'] {
    background: var(--status-offline-color);
  }
  .badge {
    display: flex;
    align-items: center;
    justify-content: center;
    min-width: var(--badge-size);
    height: var(--badge-size);
    border-radius: var(--badge-border-radius);
    background: var(--badge-background-color);
    box-shadow:
      0 0 0 2px #fff,
      var(--badge-box-shadow);
    color: var(--count);
    font-weight: 700;
    font-size: 0.8em;
    pointer-events: none;
  }
  .badge.wide {
    padding: 0 7px;
    border-radius: calc(var(--badge-size) / 2);
  }
  .bottom .badge {
    bottom: calc(var(--margin) + 60px - var(--badge-size) * 0.65);
  }
  .top .badge {
    top: calc(var(--margin) - var(--badge-size) * 0.35);
  }
  .right .badge {
    right: calc(var(--margin) - var(--badge-size) * 0.2);
  }
  .left .badge {
    left: calc(var(--margin) - var(--badge-size) * 0.2);
  }
  .notice {
    padding: 10px 14px;
    border: var(--border);
    border-radius: 12px;
    background: var(--background-color);
    box-shadow: var(--box-shadow);
    pointer-events: none;
  }
  .bottom .notice {
    bottom: calc(var(--margin) + 60px + 14px);
  }
  .top .notice {
    top: calc(var(--margin) + 60px + 14px);
  }
  @media (max-width: 480px) {
    .open.default-size .frame {
      inset: 0;
      width: 100%;
      max-width: none;
      height: 100%;
      max-height: none;
      border: 0;
      border-radius: 0;
      --full-screen: 1;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .frame,
    .launcher {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .frame,
    .badge {
      border: 1px solid CanvasText;
    }
  }
  @media print {
    .root {
      display: none;
    }
  }
`;

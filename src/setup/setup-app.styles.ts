import { css } from 'lit';

/** The frame of the Setup page: bar, parts, and what is not saved yet. */
export const setupAppStyles = css`
  :host {
    min-height: 100vh;
    padding-bottom: 120px;
    background: var(--ground);
  }
  header {
    display: flex;
    gap: 18px;
    align-items: center;
    min-height: 56px;
    padding: 0 24px;
    background: #1d2433;
    color: #fff;
  }
  h1 {
    font-size: 17px;
    font-weight: 650;
  }
  .account {
    min-width: 0;
    padding-inline-start: 18px;
    border-inline-start: 1px solid #4a5467;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  header nav {
    margin-inline-end: auto;
  }
  header a {
    color: #d5def0;
  }
  header .sign-out {
    min-height: 36px;
    border-color: #4a5467;
    background: none;
    color: #fff;
  }
  header .sign-out:hover {
    background: #2f394d;
  }
  header :focus-visible {
    outline-color: #fff;
  }
  .frame {
    display: grid;
    grid-template-columns: 180px minmax(0, 1fr);
    gap: 36px;
    max-width: 1360px;
    margin: 0 auto;
    padding: 28px 24px 0;
  }
  .parts {
    display: flex;
    position: sticky;
    top: 20px;
    flex-direction: column;
    gap: 2px;
    align-self: start;
  }
  .parts a {
    display: flex;
    align-items: center;
    min-height: 40px;
    padding: 0 14px;
    border-radius: 8px;
    color: var(--ink);
    text-decoration: none;
  }
  .parts a:hover {
    background: #eaedf3;
  }
  .parts a[aria-current] {
    background: var(--accent-soft);
    color: #204c9f;
    font-weight: 650;
  }
  main > :not(missive-setup-customise) {
    max-width: 760px;
  }
  .save {
    display: none;
    position: fixed;
    z-index: 2;
    inset: auto 0 0;
    padding: 12px max(24px, calc((100vw - 1312px) / 2));
    border-top: 1px solid var(--line);
    background: #fff;
    box-shadow: 0 -8px 24px -16px rgb(24 34 58 / 30%);
  }
  .save.shown {
    display: block;
  }
  .save .note {
    margin-bottom: 10px;
  }
  .save .note .row {
    margin-top: 8px;
  }
  .saved {
    position: fixed;
    inset-block-end: 20px;
    inset-inline-start: 24px;
    padding: 10px 16px;
    border-radius: 8px;
    background: #14532d;
    color: #fff;
    visibility: hidden;
  }
  .saved.shown {
    visibility: visible;
  }
  .save.shown + .saved {
    display: none;
  }
  @media (max-width: 860px) {
    .frame {
      grid-template-columns: minmax(0, 1fr);
      gap: 16px;
      padding: 12px 16px 0;
    }
    header {
      padding: 0 16px;
    }
    .parts {
      position: static;
      flex-flow: row wrap;
    }
    .parts a {
      padding: 0 12px;
      background: #eaedf3;
    }
    .save {
      padding: 12px 16px;
    }
  }
`;

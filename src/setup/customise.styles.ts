import { css } from 'lit';

/** The options and the preview beside them. */
export const customiseStyles = css`
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 480px);
    gap: 32px;
    align-items: start;
    margin-top: 20px;
  }
  .side {
    position: sticky;
    top: 20px;
    /* What is not saved has its bar below. */
    max-block-size: calc(100vh - 110px);
    overflow-y: auto;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    justify-content: space-between;
    margin-bottom: 12px;
  }
  .switch {
    display: inline-flex;
    padding: 3px;
    border-radius: 10px;
    background: #e7eaf0;
  }
  .switch button {
    min-height: 34px;
    padding: 0 12px;
    border: 0;
    background: none;
    color: var(--ink-soft);
    font-size: 14px;
  }
  .switch button[aria-pressed='true'] {
    background: #fff;
    box-shadow: 0 1px 3px rgb(24 34 58 / 18%);
    color: var(--ink);
  }
  details {
    margin-top: 12px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: #fff;
  }
  summary {
    display: flex;
    gap: 10px;
    align-items: center;
    min-height: 52px;
    padding: 0 20px;
    border-radius: 12px;
    font-weight: 650;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: '';
    width: 8px;
    height: 8px;
    border: solid var(--ink-soft);
    border-width: 0 2px 2px 0;
    transform: rotate(-45deg);
  }
  details[open] > summary::before {
    transform: rotate(45deg);
  }
  summary .tag {
    flex: none;
    margin-inline-start: auto;
  }
  .options {
    padding: 0 20px 8px;
  }
  .option {
    padding: 14px 0;
    border-top: 1px solid var(--line);
  }
  .option .row {
    min-height: 32px;
  }
  .label {
    display: flex;
    gap: 10px;
    align-items: center;
    font-weight: 600;
  }
  .option .help {
    margin-top: 6px;
  }
  .path {
    color: var(--ink-soft);
    font-size: 12px;
    overflow-wrap: anywhere;
  }
  .default {
    display: block;
    overflow-wrap: anywhere;
  }
  .default .mono {
    font-size: 12.5px;
    white-space: pre-line;
  }
  .problem {
    margin-top: 4px;
    color: var(--bad);
    font-size: 13.5px;
    font-weight: 600;
  }
  .colour {
    display: grid;
    grid-template-columns: 48px minmax(0, 1fr);
    gap: 8px;
  }
  input[type='color'] {
    width: 48px;
    height: 40px;
    padding: 3px;
    border: 1px solid #8d95a5;
    border-radius: 8px;
    background: #fff;
    cursor: pointer;
  }
  .bubble + .bubble {
    margin-top: 8px;
  }
  .warnings {
    margin-top: 14px;
  }
  .warnings ul {
    margin-top: 4px;
    padding-inline-start: 18px;
    list-style: disc;
  }
  .fixed {
    padding: 0 20px 16px;
  }
  .fixed li {
    padding: 8px 0;
    border-top: 1px solid var(--line);
  }
  @media (max-width: 1060px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
      gap: 20px;
    }
    .side {
      position: static;
      order: -1;
      max-block-size: none;
    }
  }
`;

import { css } from 'lit';

/** The conversation that is read, and its visitor beside it. */
export const readingStyles = css`
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
  .quiet {
    padding-top: 8px;
    color: var(--quiet);
    font-size: 0.87em;
  }
  @media (max-width: 1000px) {
    /* One after the other: the conversation, then its visitor. */
    .details {
      display: block;
    }
    .contact .back {
      display: block;
      margin-inline-start: -14px;
    }
  }
  @media (max-width: 640px) {
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
    .log {
      padding: 15px 12px;
    }
    .message {
      max-width: 90%;
    }
  }
`;

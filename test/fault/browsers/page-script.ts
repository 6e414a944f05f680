/**
 * What is done and seen inside a visitor's page, as code that any driver can run there. It knows the chat as people
 * do: by what its window shows.
 */
import type { ShownState } from '../history.js';

/** What a message's row said, and when. */
export interface Sighting {
  at: number;
  text: string;
  state: ShownState;
}

/** Installed once in every page view. Whatever it notes is fetched with `TAKE`. */
export const OBSERVE = `
  const chat = document.querySelector('missive-chat');
  if (window.laboratory || !chat?.shadowRoot?.querySelector('textarea')) return Boolean(window.laboratory);
  const root = chat.shadowRoot;
  const sightings = [], errors = [], said = new Map();
  const rows = () => [...root.querySelectorAll('[role=log] [data-author=visitor]')].map((row) =>
    ({ text: row.querySelector('[part~=bubble]').textContent, state: row.dataset.state }));
  const look = () => {
    for (const { text, state } of rows()) {
      if (said.get(text) !== state) sightings.push({ at: Date.now(), text, state });
      said.set(text, state);
    }
    // Whoever reads that a message was not delivered has it sent again.
    setTimeout(() => root.querySelector('[part~=retry]')?.click());
  };
  new MutationObserver(look).observe(root, { subtree: true, childList: true, attributeFilter: ['data-state'] });
  look();
  window.laboratory = { root, rows, sightings, errors };
  return true;`;

/** Notes from the first moment on what nobody caught. */
export const LISTEN = `
  if (window.laboratoryErrors) return;
  window.laboratoryErrors = [];
  addEventListener('error', ({ message }) => { if (message) laboratoryErrors.push(message); });
  addEventListener('unhandledrejection', ({ reason }) => laboratoryErrors.push(String(reason?.stack ?? reason)));`;

export const OPEN = `window.MissiveChat?.open();`;

/** Puts a text into the composer. */
export const TYPE = `
  const field = laboratory.root.querySelector('textarea');
  field.value = arguments[0];
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));`;

export const PRESS_ENTER = `
  laboratory.root.querySelector('textarea')
    .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }));`;

/** @returns What is in the composer. */
export const DRAFT = `return laboratory.root.querySelector('textarea').value;`;

/** @returns What was seen and what went wrong since the last time. */
export const TAKE = `return {
  sightings: window.laboratory?.sightings.splice(0) ?? [],
  errors: window.laboratoryErrors?.splice(0) ?? [],
};`;

/** @returns How many messages the device keeps as not delivered. */
export const COUNT_UNSENT = `return Object.keys(localStorage).filter((key) => /^missive-chat:.*\\//.test(key)).length;`;

/** The browser says whether there is a network. */
export const SAY_NETWORK = `
  Object.defineProperty(navigator, 'onLine', { configurable: true, value: arguments[0] });
  dispatchEvent(new Event(arguments[0] ? 'online' : 'offline'));`;

/** Scrolls up by less than what is seen, where there is more. @returns The rows in the document, top to bottom. */
export const SCROLL_UP = `
  const log = laboratory.root.querySelector('[role=log]');
  const rows = laboratory.rows();
  log.scrollTop -= log.clientHeight / 2;
  return rows;`;

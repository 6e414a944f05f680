/**
 * `missive.js`: the documented snippet's script, over the public interface of the element. Reads
 * `window.MissiveChatConfig` when the page is parsed, and gives `window.MissiveChat` at once. Knows the documented
 * names; does not know what the element does with them.
 */
import '../index.js';
import type { MissiveChat } from '../missive-chat.js';
import type { Callbacks, MissiveChatConfig } from '../settings/config.js';
import type { PublicSettings } from '../shared/public-settings.js';
import { connectCallbacks } from './callbacks.js';
import { accountOf, addressOf } from './script-url.js';

type LegacyConfig = MissiveChatConfig & Callbacks;

const METHODS = ['open', 'close', 'showButton', 'hideButton', 'setUser', 'setMeta', 'addMeta', 'setVariables'] as const;
type Method = (typeof METHODS)[number];

/** `window.MissiveChat`: the documented methods, two aliases seen in the wild, and the element. */
type LegacyApi = Record<Method | 'show' | 'hide', (...values: unknown[]) => void> & { element: MissiveChat | null };

declare global {
  interface Window {
    MissiveChatConfig?: unknown;
    MissiveChat?: LegacyApi;
  }
}

/** The account's public settings, which the server puts into the file; `null` when there is no such account. */
declare const missiveSettings: PublicSettings | null;
const settings = missiveSettings;

/** Class of this script's element: a page may carry the script twice, and one that cleans up looks for such names. */
const MARK = 'missive-js';
/** Marks `window.MissiveChat` as this script's: whether it waits for the page to be parsed, without an element yet. */
const WAITING = Symbol.for('missive-chat.waiting');

const url = addressOf(import.meta.url);

if (!isRunning()) run();

/** Another copy of the script is waiting for the page to be parsed, or has its widget on the page. */
function isRunning(): boolean {
  const isWaiting = (window.MissiveChat as { [WAITING]?: boolean } | undefined)?.[WAITING];
  // A page that took the interface away has unmounted the chat, whether or not it found the element.
  if (isWaiting === undefined) findElement()?.remove();
  return isWaiting === true || findElement() !== null;
}

function findElement(): MissiveChat | null {
  return document.querySelector<MissiveChat>(`missive-chat.${MARK}`);
}

function run(): void {
  let element: MissiveChat | null = null;
  /** Calls that came before the element; `null` once there will be none. */
  let early: (() => void)[] | null = [];

  const call = (method: Method, values: unknown[]): void => {
    if (element !== null) (element[method] as (...values: unknown[]) => void)(...values);
    else
      early?.push(() => {
        call(method, values);
      });
  };
  const api = {
    get element() {
      return element;
    },
    get [WAITING]() {
      return early !== null;
    },
  } as unknown as LegacyApi;
  for (const method of METHODS) {
    // No arrow function: a page may write `new MissiveChat.open()`.
    api[method] = function (...values) {
      call(method, values);
    };
  }
  api.show = api.showButton;
  api.hide = api.hideButton;
  window.MissiveChat = api;

  whenParsed(() => {
    const waiting = early ?? [];
    early = null;
    // Another copy of the script may have been faster.
    const chat = (element = findElement() ?? createElement());
    if (chat === null) return;
    for (const apply of waiting) apply();
    // On the document element rather than the body: pages swap their body.
    if (chat.isConnected) return;
    document.documentElement.append(chat);
    // Some swap the whole document. Whoever removes the element itself has unmounted the chat.
    new MutationObserver(() => {
      if (chat.parentNode !== null && !chat.isConnected) document.documentElement.append(chat);
    }).observe(document, { childList: true });
  });
}

function createElement(): MissiveChat | null {
  const config = (window.MissiveChatConfig ?? {}) as LegacyConfig;
  const id = readId(config);
  if (typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id.trim())) {
    console.warn('missive-chat: MissiveChatConfig.id is no account id; there is no chat.');
    return null;
  }
  const element = document.createElement('missive-chat');
  element.className = MARK;
  element.account = id.trim();
  element.server = url.origin;
  element.config = config;
  element.preset = settings?.account === element.account ? settings : null;
  connectCallbacks(element, config);
  return element;
}

/** The account's id by the configuration, or else by the address. What is no configuration names none. */
function readId(config: LegacyConfig): unknown {
  try {
    return Object.prototype.toString.call(config) === '[object Object]'
      ? (config.id ?? accountOf(url) ?? settings?.account)
      : undefined;
  } catch {
    // A getter of the page threw.
    return undefined;
  }
}

function whenParsed(start: () => void): void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start, { once: true });
  // In a task of its own: the page's `onload` of the script may still call.
  else setTimeout(start);
}

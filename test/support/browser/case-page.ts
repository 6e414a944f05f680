/** A page that carries the documented snippet, in a frame: handled as its visitor handles it. */
import { executeServerCommand } from '@web/test-runner-commands';
import type { MissiveChat, MissiveChatConfig } from '../../../src/element.js';
import type { Account } from './companion.js';
import { adopt, until, type Chat } from './harness.js';

/** A case: a page, or a fixture in a file of JavaScript. */
export interface Case {
  number: number;
  /** File name. */
  name: string;
  /** Whether it is one of the project's own. */
  own: boolean;
}

type Observed = Window & {
  MissiveChat?: Record<string, (...values: unknown[]) => void> & { element: MissiveChat | null };
  MissiveChatConfig?: MissiveChatConfig;
  __log: [kind: string, text: string][];
  __console: [method: string, text: string][];
  __events: string[];
  __scripts: number;
};

export const listCases = (): Promise<Case[]> => executeServerCommand('case-pages:list');

/** Where a case lies, with the companion of an account in the place of the original host. */
export function addressOf({ number }: Case, { server, id }: Account): string {
  return `/case-pages/${String(number)}/${new URL(server).port}/${encodeURIComponent(id)}`;
}

export class CasePage {
  readonly #frame = document.createElement('iframe');

  /** Loads the page, as if at an address with that query. */
  static async load(address: string): Promise<CasePage> {
    const page = new CasePage();
    page.#frame.width = '1000';
    page.#frame.height = '720';
    page.#frame.src = address;
    document.body.append(page.#frame);
    await until(() => '__events' in page.window && page.document.readyState !== 'loading', 'page');
    return page;
  }

  get window(): Observed {
    return this.#frame.contentWindow as unknown as Observed;
  }

  get document(): Document {
    return this.window.document;
  }

  /** What went wrong in the page, and was not caught. */
  get errors(): unknown[] {
    return this.window.__log.filter(([kind]) => kind === 'error' || kind === 'rejection');
  }

  /** How often the page noted that a callback was called. */
  countOf(callback: string): number {
    return this.window.__log.filter(([kind, name]) => kind === 'cb' && name === callback).length;
  }

  heard(event: string): number {
    return this.window.__events.filter((name) => name === event).length;
  }

  /** How many scripts of the chat have run. */
  get loaded(): number {
    return this.window.__scripts;
  }

  get elements(): MissiveChat[] {
    return [...this.document.querySelectorAll('missive-chat')];
  }

  /** The chat, once it has started. */
  async chat(): Promise<Chat> {
    await until(() => this.heard('ready') > 0, 'ready chat');
    return adopt(await until(() => this.window.MissiveChat?.element, 'element'));
  }

  /** The chat, once its window is open. */
  async opened(): Promise<Chat> {
    const chat = await this.chat();
    this.window.MissiveChat?.['open']?.();
    await until(() => chat.part('window'), 'window');
    return chat;
  }

  /** Clicks what the page marks as its step of that number; where it has none, nothing. */
  step(number: number): void {
    this.document.querySelector<HTMLElement>(`[data-step="${String(number)}"]`)?.click();
  }

  get steps(): number {
    return this.document.querySelectorAll('[data-step]').length;
  }

  remove(): void {
    this.#frame.remove();
  }
}

/**
 * One `<missive-chat>` on the page of a test, handled as a visitor handles it and seen as a visitor sees it. Which code
 * is behind the tag is the test's affair: the sources, or the built file.
 */
import { waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MissiveChat } from '../../../src/element.js';
import type { MissiveChatEvents } from '../../../src/events.js';
import { findByRole, isVisible, type Role } from './roles.js';

/** How long a fact may take, in milliseconds. */
const PATIENCE = 15_000;
const LOOK_AGAIN = 20;

/** One message as it is seen. */
export interface Bubble {
  author: 'visitor' | 'team' | 'bot';
  state: 'sending' | 'sent' | 'failed' | 'received';
  text: string;
}

/** Waits until there is such a thing, and gives it. */
export async function until<Value>(find: () => Value, what: string): Promise<NonNullable<Value>> {
  let found: Value | undefined;
  await waitUntil(() => (found = find()), `There is still no ${what}.`, { timeout: PATIENCE, interval: LOOK_AGAIN });
  return found as NonNullable<Value>;
}

const mounted = new Set<MissiveChat>();

/** Puts a chat on the page. */
export function mount(options: Partial<MissiveChat>, prepare?: (element: MissiveChat) => void): Chat {
  const chat = new Chat(Object.assign(document.createElement('missive-chat'), options));
  prepare?.(chat.element);
  document.body.append(chat.element);
  return chat;
}

/** Takes every chat off the page, with what the device remembers of them. After each test. */
export function clear(): void {
  for (const element of mounted) element.remove();
  mounted.clear();
  localStorage.clear();
  document.title = '';
}

/** Handles an element that the test put on the page by itself. */
export function adopt(element: MissiveChat): Chat {
  return new Chat(element);
}

export class Chat {
  readonly element: MissiveChat;
  /** The element's events so far, by name and detail, in order. */
  readonly events: [name: keyof MissiveChatEvents, detail: unknown][] = [];

  constructor(element: MissiveChat) {
    this.element = element;
    mounted.add(element);
    for (const name of EVENTS) {
      element.addEventListener(name, ({ detail }) => this.events.push([name, detail ?? undefined]));
    }
  }

  /** What is visible, by role and accessible name. */
  find(role: Role, name?: string | RegExp): HTMLElement | null {
    const { shadowRoot } = this.element;
    return shadowRoot === null ? null : findByRole(shadowRoot, role, name);
  }

  get(role: Role, name?: string | RegExp): Promise<HTMLElement> {
    return until(() => this.find(role, name), `${role} "${String(name ?? '')}"`);
  }

  /** The part of that name, while it is visible. */
  part(name: string): HTMLElement | null {
    const part = this.element.shadowRoot?.querySelector<HTMLElement>(`[part~=${name}]`) ?? null;
    return part !== null && isVisible(part) ? part : null;
  }

  /** Which element of the chat has the focus. */
  get focused(): Element | null {
    return this.element.shadowRoot?.activeElement ?? null;
  }

  /** Waits for an event of that name, also one that was fired before. */
  event<Name extends keyof MissiveChatEvents>(name: Name): Promise<{ detail: MissiveChatEvents[Name] }> {
    return until(() => {
      const event = this.events.find(([fired]) => fired === name);
      return event && { detail: event[1] as MissiveChatEvents[Name] };
    }, name);
  }

  countOf(name: keyof MissiveChatEvents): number {
    return this.events.filter(([fired]) => fired === name).length;
  }

  async ready(): Promise<this> {
    await this.event('missive-ready');
    return this;
  }

  /** Clicks the launcher and waits for the window. */
  async open(): Promise<this> {
    (await this.get('button', /^Chat with us/)).click();
    await this.get('dialog', 'Chat with us');
    return this;
  }

  /** Clicks the button that closes the window and waits for the launcher. */
  async close(): Promise<this> {
    (await this.get('button', 'Close chat')).click();
    await this.get('button', /^Chat with us/);
    return this;
  }

  /** Fills in the form and submits it. */
  async identify(name: string, email: string): Promise<this> {
    type(await this.get('textbox', 'Name'), name);
    type(await this.get('textbox', 'Email'), email);
    (await this.get('button', 'Submit')).click();
    await this.composer();
    return this;
  }

  composer(): Promise<HTMLElement> {
    return this.get('textbox', 'Message…');
  }

  /** Writes a message and presses Enter. */
  async write(text: string): Promise<this> {
    type(await this.composer(), text);
    await sendKeys({ press: 'Enter' });
    return this;
  }

  /** Every message of the log, oldest first. */
  bubbles(): Bubble[] {
    const messages = this.element.shadowRoot?.querySelectorAll<HTMLElement>('[role=log] [data-author]') ?? [];
    return [...messages].map((message) => ({
      ...(message.dataset as unknown as Omit<Bubble, 'text'>),
      text: message.querySelector('[part~=bubble]')?.textContent ?? '',
    }));
  }

  /** What people said: everything but the chat's own words. */
  conversation(): string[] {
    return this.bubbles()
      .filter(({ author }) => author !== 'bot')
      .map(({ author, state, text }) => `${author}, ${state}: ${text}`);
  }

  /** Waits for a message, by who wrote it, its state and its text: `visitor, sent: hello`. */
  async message(line: string): Promise<void> {
    await until(() => this.conversation().includes(line), `message "${line}"`).catch((error: unknown) => {
      const draft = this.element.shadowRoot?.querySelector('textarea')?.value;
      (error as Error).message += ` There is: ${JSON.stringify({ said: this.conversation(), draft })}`;
      throw error;
    });
  }
}

/** Puts a text into a field, with the focus in it, as a paste does. */
export function type(field: HTMLElement, text: string): void {
  field.focus();
  (field as HTMLInputElement).value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

const EVENTS: readonly (keyof MissiveChatEvents)[] = [
  'missive-ready',
  'missive-open',
  'missive-close',
  'missive-visitor-identified',
  'missive-chat-started',
  'missive-new-message',
  'missive-error',
];

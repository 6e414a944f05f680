/** The visitor's page of the soak, handled as a visitor handles it. */
import type { Page } from 'playwright-core';

/** Counts the team's messages as the page of a site would. */
const LISTEN = `
  window.heard = 0;
  document.addEventListener('missive-new-message', () => heard++);`;

const COLOURS = ['#2866d1', '#0b6e4f', '#8a1c7c', '#b3001b'];

export class SoakPage {
  /** Messages in the conversation, of either side. */
  messages = 0;
  #replies = 0;
  #paints = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async visit(url: string): Promise<void> {
    await this.#page.goto(url);
    await this.#page.evaluate(LISTEN);
    await this.#open();
  }

  /** Types a text, sends it and sees it delivered. */
  async write(text: string): Promise<void> {
    const composer = this.#page.getByRole('textbox', { name: 'Message…' });
    await composer.focus();
    await this.#page.keyboard.insertText(text);
    await composer.press('Enter');
    this.messages++;
    const rows = this.#page.getByRole('log').locator('[data-author=visitor][data-state=sent]');
    await rows.filter({ hasText: text }).waitFor();
  }

  /** @returns The text of the next message from the team. */
  expectReply(): string {
    this.messages++;
    return `answer ${String(++this.#replies)} ${'and some more '.repeat(this.#replies % 8)}`;
  }

  /** Resolves when every answer has arrived. */
  async seeReplies(): Promise<void> {
    await this.#page.waitForFunction(`heard === ${String(this.#replies)}`, null, { polling: 20 });
  }

  async closeAndOpen(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Close chat' }).click();
    await this.#open();
  }

  /** Gives the chat other colours, as a page with a dark mode does. */
  async paint(): Promise<void> {
    const colour = COLOURS[++this.#paints % COLOURS.length];
    await this.#page.evaluate(`MissiveChat.setVariables({ 'main-color': '${String(colour)}' })`);
  }

  async #open(): Promise<void> {
    await this.#page.getByRole('button', { name: /^Chat with us/ }).click();
    await this.#page.getByRole('textbox', { name: 'Message…' }).waitFor();
  }
}

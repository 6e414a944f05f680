/** What the expectations of the pages have in common: what a visitor does, and what is seen of the chat. */
import { expect } from '@open-wc/testing';
import type { CasePage } from '../support/browser/case-page.js';
import type { Account } from '../support/browser/companion.js';
import { until, type Chat } from '../support/browser/harness.js';

/** A page with a fresh account; `again` loads it at another query. */
export interface Visit {
  page: CasePage;
  account: Account;
  again: (query: string) => Promise<CasePage>;
}

export type Expectation = (visit: Visit) => Promise<unknown>;

export async function launcher(chat: Chat): Promise<HTMLElement> {
  return until(() => chat.part('launcher'), 'launcher');
}

/** The launcher where it stands: its frame gets a width with the first picture of the page, and until then reaches nowhere. */
export async function placedLauncher(chat: Chat): Promise<HTMLElement> {
  const button = await launcher(chat);
  await until(() => chat.part('frame')!.getBoundingClientRect().width > 0, 'width of the frame');
  return button;
}

export async function closeByVisitor(chat: Chat): Promise<void> {
  (await chat.get('button', 'Close chat')).click();
  await until(() => chat.part('window') === null, 'closed window');
}

export async function isAsked(page: CasePage): Promise<Chat> {
  const chat = await page.opened();
  await chat.get('textbox', 'Email');
  return chat;
}

export async function say(chat: Chat): Promise<void> {
  await chat.write('hello');
  await chat.message('visitor, sent: hello');
}

/** The visitor writes without being asked, and has an identity of that kind. */
export async function writesAs({ page, account }: Visit, prefix: string): Promise<void> {
  const chat = await page.opened();
  await chat.composer();
  expect(chat.part('form')).to.be.null;
  await say(chat);
  expect((await account.messages()).map(({ author }) => author.slice(0, 2))).to.deep.equal([prefix]);
}

export const texts = (chat: Chat): string[] => chat.bubbles().map(({ text }) => text);

/** What is read of a text: of the link syntax the label. */
export function withoutLinks(text: string): string {
  return text.replace(/\{\{\s*link:(?:https?|mailto|tel):\S+\s+(.*?)\s*\}\}/g, '$1');
}

export const colour = (element: Element): string => getComputedStyle(element).backgroundColor;

/** A colour as browsers compute it. */
export function asColour(value = ''): string {
  const probe = document.createElement('i');
  probe.style.color = value;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The one chat of the page opens, asks, and brings a message to the team. */
export async function works(visit: Visit): Promise<Chat> {
  const chat = await isAsked(visit.page);
  await chat.identify('Rosa', 'rosa@example.test');
  await writesAs(visit, 'a_');
  expect(visit.page.elements).to.deep.equal([chat.element]);
  return chat;
}

/** What the page noted, of one kind. */
export const noted = ({ window }: CasePage, kind: string): string[] =>
  window.__log.filter(([of]) => of === kind).map(([, text]) => text);

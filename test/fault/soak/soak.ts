/**
 * A page that stays open for a working day, in a few minutes: messages in both directions, the window opened and closed,
 * lines that break and clients that are replaced, colours that change; and what the page holds on to after each part.
 */
import { startCompanion, type TestCompanion } from '../../support/node/companion.js';
import { openChromiumPage } from '../browsers/tab.js';
import { Gauge, type Reading } from './gauge.js';
import { SoakPage } from './page.js';

/** What happens in each part. */
export interface Part {
  received: number;
  written: number;
  /** Times that the window is closed and opened. */
  opened: number;
  /** Lines that break, from which the SDK returns by itself. */
  cut: number;
  /** Sessions that end, after which another client of the SDK is made. */
  replaced: number;
  /** Calls of `setVariables`. */
  painted: number;
}

export interface Sample extends Reading {
  /** Messages in the conversation. */
  messages: number;
}

/** The page asks for nothing but a text. */
const CONFIG = { visitor: { askName: false, askEmail: false } };

/** After this time nothing that was begun has a time limit left, in milliseconds. */
const REST = 35_000;

/** @returns A sample before the first part, one after each, and one when the page has come to rest. */
export async function soak(part: Part, parts: number, tell: (sample: Sample) => void): Promise<Sample[]> {
  const companion = await startCompanion();
  const account = await companion.openAccount(CONFIG);
  const { browser, page } = await openChromiumPage();
  try {
    const gauge = await Gauge.attach(page);
    const visitor = new SoakPage(page);
    await visitor.visit(`${companion.origin}/bare/${account}`);
    await visitor.write('the first message');
    const identity = (await companion.messages(account))[0]?.author ?? '';
    const samples: Sample[] = [];
    const scene = { companion, account, identity, visitor };
    const take = async (): Promise<void> => {
      const sample = { messages: visitor.messages, ...(await gauge.read()) };
      samples.push(sample);
      tell(sample);
    };
    await take();
    for (let i = 0; i < parts; i++) {
      await play(scene, part);
      await take();
    }
    await new Promise((resolve) => setTimeout(resolve, REST));
    await take();
    return samples;
  } finally {
    await browser.close();
    await companion.close();
  }
}

interface Scene {
  companion: TestCompanion;
  account: string;
  identity: string;
  visitor: SoakPage;
}

/** Everything in turns, so that each thing meets every other. */
async function play({ companion, account, identity, visitor }: Scene, part: Part): Promise<void> {
  const { simulate } = companion.emulator;
  const due = spread(part);
  for (const what of due) {
    if (what === 'received') {
      await companion.reply(account, visitor.expectReply());
    } else if (what === 'written') {
      await visitor.write(`message ${String(visitor.messages)}`);
    } else if (what === 'opened') {
      await visitor.closeAndOpen();
    } else if (what === 'painted') {
      await visitor.paint();
    } else {
      // Nothing that is on its way, so that the line breaks alone.
      await visitor.seeReplies();
      if (what === 'cut') simulate.dropConnections(identity);
      else simulate.endSessions({ code: 410, status: 'TOKEN_EXPIRED' }, identity);
      await companion.reply(account, visitor.expectReply());
      await visitor.seeReplies();
    }
  }
  await visitor.seeReplies();
}

/** The names in an order in which each is as regular as its number allows. */
function spread(part: Part): (keyof Part)[] {
  return (Object.entries(part) as [keyof Part, number][])
    .flatMap(([what, times]) => Array.from({ length: times }, (_, i) => ({ what, at: (i + 0.5) / times })))
    .sort((one, other) => one.at - other.at)
    .map(({ what }) => what);
}

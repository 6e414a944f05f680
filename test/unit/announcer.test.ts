import { expect } from '@open-wc/testing';
import { createAnnouncer, type Announcer } from '../../src/view/announcer.js';

/** What passes between two pages of missed messages, in milliseconds. */
const BETWEEN = 400;

describe('announcer', () => {
  const { setTimeout, clearTimeout } = globalThis;
  let now = 0;
  let due: { at: number; run: () => void; id: number }[] = [];
  let said: string[] = [];
  let announcer: Announcer;

  beforeEach(() => {
    now = 0;
    due = [];
    said = [];
    let ids = 0;
    const later = (run: () => void, ms: number): number => {
      due.push({ at: now + ms, run, id: ++ids });
      return ids;
    };
    const cancel = (id: number): void => void (due = due.filter((one) => one.id !== id));
    Object.assign(globalThis, { setTimeout: later, clearTimeout: cancel });
    announcer = createAnnouncer((count) => `${String(count)} new messages`);
  });

  afterEach(() => {
    Object.assign(globalThis, { setTimeout, clearTimeout });
  });

  /** Lets time pass, and notes what is said. */
  function pass(milliseconds: number): void {
    const end = now + milliseconds;
    note();
    for (;;) {
      const next = due.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (next === undefined) break;
      due = due.filter((one) => one !== next);
      now = next.at;
      next.run();
      note();
    }
    now = end;
  }

  function note(): void {
    const { textContent } = announcer.element;
    if (textContent !== '' && said.at(-1) !== textContent) said.push(textContent);
  }

  it('says a few one after the other', () => {
    for (const text of ['one', 'two']) announcer.announce(text);
    pass(5000);
    expect(said).to.deep.equal(['one', 'two']);
  });

  it('sums up once what comes in many pages', () => {
    for (let page = 0; page < 10; page++) {
      for (let n = 0; n < 30; n++) announcer.announce(`${String(page)}.${String(n)}`);
      pass(BETWEEN);
    }
    pass(5000);
    expect(said).to.deep.equal(['0.0', '299 new messages']);
  });

  it('says at once that something failed, each time, and for a moment', () => {
    const page = document.createElement('div');
    page.append(announcer.element);
    const alerts = (): (string | null)[] => [...page.querySelectorAll('[role=alert]')].map((one) => one.textContent);
    announcer.alert('Not delivered.');
    expect(alerts()).to.deep.equal(['Not delivered.']);
    pass(900);
    announcer.alert('Not delivered.');
    pass(900);
    expect(alerts()).to.deep.equal(['Not delivered.']);
    pass(200);
    expect(alerts()).to.deep.equal([]);
    expect(said).to.be.empty;
  });

  it('forgets what it said', () => {
    announcer.announce('one');
    pass(5000);
    expect(announcer.element.textContent).to.equal('');
  });
});

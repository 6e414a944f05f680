/** The team in the simulated world: reads every conversation and answers, with the line and the outbox of the Inbox. */
import type { Clock } from '../../../src/session/clock.js';
import { catchUp, toStored } from '../../../src/session/history.js';
import { createLine, type Line } from '../../../src/session/line.js';
import { createOutbox, type Outbox } from '../../../src/session/outbox.js';
import { inOrder } from '../../../src/state/select.js';
import { createStore, type Store } from '../../../src/state/store.js';
import type { Transport, TransportEvent } from '../../../src/transport/transport.js';
import type { Screen, ShownState } from '../history.js';
import type { TabWorld } from './tab.js';
import type { Process } from './time.js';

const TEAM = 't_team';
const WATCH = 30_000;

interface Thread {
  store: Store;
  outbox: Outbox;
}

export class Desk implements Process {
  isAlive = true;
  isFrozen = false;
  readonly #threads = new Map<string, Thread>();
  readonly #line: Line;
  readonly #clock: Clock;
  readonly #world: TabWorld;

  constructor(world: TabWorld) {
    const { time, backend } = world;
    this.#world = world;
    this.#clock = { now: () => time.now, after: (delay, call) => time.after(delay, call, this) };
    this.#line = createLine({
      clock: this.#clock,
      loadConnect: () => Promise.resolve(backend.connect(this)),
      startSession: () => Promise.resolve({ identity: TEAM, token: TEAM, expiresInSeconds: 3600 }),
      endpoint: () => ({}),
      tell: (event) => this.#hear(event),
      tellConnection: () => undefined,
      prepare: (transport) => this.#catchUpAll(transport),
      probe: (transport) => this.#catchUpAll(transport),
      random: backend.trouble.dice.next,
    });
    void this.#line.ensure();
    const watch = (): void => {
      this.#line.check();
      this.#clock.after(WATCH, watch);
    };
    watch();
  }

  /** Answers in the newest conversation; before there is one it has nothing to say. */
  reply(body: string): void {
    const [sid] = [...this.#threads.keys()].slice(-1);
    if (sid === undefined) return;
    const { store, outbox } = this.#thread(sid);
    const cid = this.#world.newId();
    store.report({ type: 'message-written', cid, body, at: this.#clock.now(), data: {} });
    this.#world.recorder.written(cid, 'desk', body);
    outbox.deliver();
  }

  wake(): void {
    this.#line.retryNow();
    this.#line.check();
  }

  retryFailed(): void {
    for (const { store, outbox } of this.#threads.values()) {
      for (const { cid, phase } of store.state.outbox) {
        if (phase === 'failed') store.report({ type: 'message-retried', cid });
      }
      outbox.deliver();
    }
  }

  get isIdle(): boolean {
    return [...this.#threads.values()].every(({ store }) =>
      store.state.outbox.every(({ phase }) => phase === 'failed'),
    );
  }

  get screens(): Omit<Screen, 'kind'>[] {
    return [...this.#threads].map(([conversation, { store }]) => {
      const { history, messages } = store.state;
      const from = history === 'partial' ? (messages[0]?.index ?? 0) : 0;
      return { reader: 'desk', conversation, from, rows: rowsOf(store) };
    });
  }

  async #catchUpAll(transport: Transport): Promise<void> {
    const found = await transport.conversations();
    await Promise.all(found.map(({ sid }) => catchUp(transport, this.#thread(sid).store, sid)));
  }

  #catchUp(sid: string): void {
    this.#line
      .ensure()
      .then((transport) => catchUp(transport, this.#thread(sid).store, sid))
      .catch(() => undefined);
  }

  #thread(sid: string): Thread {
    const known = this.#threads.get(sid);
    if (known !== undefined) return known;
    const store = createStore();
    store.report({ type: 'session-started', identity: TEAM, conversation: sid });
    const outbox = createOutbox({
      store,
      line: this.#line,
      clock: this.#clock,
      ensureConversation: () => Promise.resolve(sid),
      exclusively: (deliver) => deliver({ hasWaited: false, isOver: () => false }),
    });
    store.watch(() => {
      for (const { cid, state } of rowsOf(store)) this.#world.recorder.shown('desk', cid, state);
    });
    const thread = { store, outbox };
    this.#threads.set(sid, thread);
    return thread;
  }

  #hear(event: TransportEvent): void {
    if (event.type === 'message') {
      this.#thread(event.conversation).store.report({ type: 'messages-received', messages: [toStored(event.message)] });
    } else if (event.type === 'conversation') {
      const { sid } = event.conversation;
      const { store } = this.#thread(sid);
      if (store.state.history === 'unknown') this.#catchUp(sid);
    } else if (event.type === 'line' && event.state === 'online') {
      this.#line
        .ensure()
        .then((transport) => this.#catchUpAll(transport))
        .catch(() => undefined);
    }
  }
}

function rowsOf(store: Store): { cid: string; state: ShownState }[] {
  return inOrder(store.state).map((message) =>
    'sid' in message
      ? { cid: message.cid ?? '', state: message.author === TEAM ? 'sent' : 'received' }
      : { cid: message.cid, state: message.phase },
  );
}

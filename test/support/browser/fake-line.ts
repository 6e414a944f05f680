/** A line over a fake server and a companion that gives tokens, with a manual clock. */
import { createLine, type Line } from '../../../src/session/line.js';
import type { Connection } from '../../../src/state/state.js';
import { FakeServer } from './fake-transport.js';
import { ManualClock } from './manual-clock.js';

export class LineWorld {
  readonly server = new FakeServer();
  readonly clock = new ManualClock();
  /** What the visitor was told of the connection, in order. */
  readonly told: Connection[] = [];
  /** When a token was asked for, counted from the start; in milliseconds. */
  readonly asked: number[] = [];
  /** Of the next token, in seconds. */
  life = 3600;
  /** By how much the device's clock is ahead of Twilio's, by which tokens say when they end; in milliseconds. */
  ahead = 0;
  /** Who the companion takes the device for. */
  identity = 'a_visitor';
  /** Why the companion gives no token, while that is so. */
  refusal: Error | null = null;
  /** What chance says, between 0 and 1. */
  chance = 0.5;
  readonly line: Line;
  readonly #start = this.clock.now();

  constructor() {
    this.line = createLine({
      clock: this.clock,
      loadConnect: () => Promise.resolve(this.server.connect),
      startSession: () => {
        this.asked.push(this.clock.now() - this.#start);
        if (this.refusal !== null) return Promise.reject(this.refusal);
        const token = this.#token();
        return Promise.resolve({ identity: this.identity, token, expiresInSeconds: this.life });
      },
      endpoint: () => ({}),
      tell: () => undefined,
      tellConnection: (connection) => this.told.push(connection),
      prepare: () => Promise.resolve(),
      probe: (transport) => transport.messages('CH1', { limit: 1, newest: true }),
      random: () => this.chance,
    });
  }

  /** Claims come with a wrong clock only, where they would mislead. */
  #token(): string {
    const name = `token ${String(this.asked.length)}`;
    const exp = (this.clock.now() - this.ahead) / 1000 + this.life;
    return this.ahead === 0 ? name : `${name}.${btoa(JSON.stringify({ exp, iat: exp - this.life }))}.signature`;
  }

  /** What the visitor sees of the connection now. */
  get connection(): string {
    return this.told.at(-1)?.phase ?? 'idle';
  }
}

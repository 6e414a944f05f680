/** R8: the life of a token: renewed in time, expired while away, and nobody there to give another one. */
import { createLine, type Line } from '../../../src/session/line.js';
import { systemClock, type Clock } from '../../../src/session/clock.js';
import { ServiceError } from '../../../src/session/service.js';
import type { Connection } from '../../../src/state/state.js';
import type { Connect } from '../../../src/transport/transport.js';
import { connect } from '../../../src/transport/twilio.js';
import { FakeServer } from '../../support/browser/fake-transport.js';
import { ManualClock } from '../../support/browser/manual-clock.js';
import { startEmulator } from '../../support/node/emulator.js';
import { none, quantile, seconds, timed, type Figure, type Finding } from './figure.js';
import { LineProxy } from './line-proxy.js';
import { elapse, until } from './scene.js';

/** Of a token at Twilio, at least, in seconds; and of those that this companion gives. */
const SHORTEST_LIFE = 180;
const LIFE = 3600;
/** Parts of a life between which it is renewed. */
const EARLIEST = 0.7;
const LATEST = 0.9;
const RENEWALS = 50;
/** How long nobody gives tokens, in milliseconds, and how often one may be asked for meanwhile. */
const DOWN = 600_000;
const RARELY = 30_000;
/** How long an outage counts as young, in milliseconds. */
const YOUNG = 120_000;

export const TOKENS: Figure = {
  id: 'R8',
  subject: 'Life of a token',
  runs: 'waits',
  async measure(scale) {
    return Promise.all([
      renewVirtually(),
      renewReally(scale.isLong ? SHORTEST_LIFE : 10),
      returnExpired(scale.pick(5, 20)),
      askWhileAlive(scale.pick(20, 200)),
      askWhenExpired(),
    ]);
  },
};

interface Asking {
  line: Line;
  /** When tokens were asked for, by the line's clock. */
  asked: number[];
  phases: Connection['phase'][];
}

interface Giver {
  clock: Clock;
  connect: Connect;
  socket?: string;
  life: number;
  /** Throws when there is none. */
  token: () => string;
}

function openLine({ clock, connect, socket, life, token }: Giver): Asking {
  const asked: number[] = [];
  const phases: Connection['phase'][] = [];
  const line = createLine({
    clock,
    loadConnect: () => Promise.resolve(connect),
    async startSession() {
      asked.push(clock.now());
      return { identity: 'visitor', token: token(), expiresInSeconds: life };
    },
    endpoint: () => (socket === undefined ? {} : { socket }),
    tell: () => undefined,
    tellConnection: ({ phase }) => void phases.push(phase),
    prepare: () => Promise.resolve(),
    probe: (transport) => transport.conversations(),
    random: Math.random,
  });
  return { line, asked, phases };
}

async function renewVirtually(): Promise<Finding> {
  const clock = new ManualClock();
  const { line, asked } = openLine({ clock, connect: new FakeServer().connect, life: SHORTEST_LIFE, token: () => 't' });
  await line.ensure();
  while (asked.length <= RENEWALS) await clock.pass(1000);
  line.close();
  return shares('renewed at 80 % ± 10 % of its life, 180 s, virtual', asked, SHORTEST_LIFE);
}

/** @param life In seconds. */
async function renewReally(life: number): Promise<Finding> {
  const emulator = await startEmulator();
  const { line, asked, phases } = openLine({
    clock: systemClock,
    connect,
    socket: emulator.socketUri,
    life,
    token: () => emulator.token('visitor', { ttl: life }),
  });
  await line.ensure();
  await until(() => asked.length > 5, life * 6000);
  // The last renewal ends as well; a token that was not renewed would end the line.
  await elapse(life * 300);
  line.close();
  await emulator.close();
  const finding = shares(`the same, ${String(life)} s, real, the line stays up`, asked, life);
  const wasAway = phases.some((phase) => phase !== 'connecting' && phase !== 'online');
  return wasAway
    ? { ...finding, isHeld: false, measured: `${finding.measured}; it was ${phases.join(', ')}` }
    : finding;
}

function shares(goal: string, asked: readonly number[], life: number): Finding {
  const parts = asked.slice(1).map((at, i) => (at - (asked[i] ?? 0)) / (life * 1000));
  const percent = (part: number): string => `${(quantile(parts, part) * 100).toFixed(0)} %`;
  return {
    goal,
    measured: `${percent(0)} to ${percent(1)}`,
    times: parts.length,
    // A timer is late by a little.
    isHeld: parts.length >= 5 && quantile(parts, 0) >= EARLIEST - 0.005 && quantile(parts, 1) <= LATEST + 0.02,
  };
}

/** Away until the token has expired; then the server is back, and nobody says so. */
async function returnExpired(times: number): Promise<Finding> {
  const life = 4;
  const emulator = await startEmulator();
  const proxy = await LineProxy.start(emulator.socketUri.replace('ws', 'http'));
  const back: number[] = [];
  const comeBack = async (number: number): Promise<void> => {
    const identity = `visitor-${String(number)}`;
    const { line } = openLine({
      clock: systemClock,
      connect,
      socket: emulator.socketUri.replace(/:\d+/, new URL(proxy.origin).port.replace(/^/, ':')),
      life,
      token() {
        if (!proxy.isUp) throw new ServiceError(0, 'Nobody there.');
        return emulator.token(identity, { ttl: life });
      },
    });
    await line.ensure();
    await until(() => !proxy.isUp, 10_000);
    await until(() => proxy.isUp, 60_000);
    const from = performance.now();
    await line.ensure().then((transport) => transport.conversations());
    back.push(performance.now() - from);
    line.close();
  };
  const all = Promise.all(Array.from({ length: times }, (_, i) => comeBack(i)));
  await elapse(1500);
  proxy.goDown();
  await elapse(life * 3000);
  proxy.isUp = true;
  await all;
  await proxy.close();
  await emulator.close();
  return timed('expired while away: usable after the return', back, { max: 3000 });
}

/** Nobody gives tokens while the line still works. */
async function askWhileAlive(times: number): Promise<Finding> {
  const found: string[] = [];
  for (let i = 0; i < times; i++) {
    const clock = new ManualClock();
    let isDown = false;
    const server = new FakeServer();
    const { line, asked, phases } = openLine({
      clock,
      connect: server.connect,
      life: LIFE,
      token() {
        if (isDown) throw new ServiceError(0, 'Nobody there.');
        return 'token';
      },
    });
    await line.ensure();
    isDown = true;
    // From the first renewal on, for ten minutes, or until the token ends.
    while (asked.length < 2) await clock.pass(1000);
    const left = LIFE * 1000 - ((asked[1] ?? 0) - (asked[0] ?? 0));
    await clock.pass(Math.min(DOWN, left - 1000));
    const gaps = asked.slice(2).map((at, n) => at - (asked[n + 1] ?? 0));
    found.push(...gaps.filter((gap) => gap < RARELY).map(seconds));
    if (phases.at(-1) !== 'online') found.push(`the line was ${phases.at(-1) ?? ''}`);
    line.close();
  }
  return none('nobody gives tokens: one try in 30 s, and the chat goes on while the old one lives', found, times);
}

/**
 * Nobody gives tokens when the old one has ended: nothing is connected with it. The goals ask for one try in 30 s here
 * too; but this is an outage like any other, and what makes a young one end quickly (R4) are tries every two seconds.
 */
async function askWhenExpired(): Promise<Finding> {
  const clock = new ManualClock();
  const server = new FakeServer();
  let isDown = false;
  const { line, asked } = openLine({
    clock,
    connect: server.connect,
    life: SHORTEST_LIFE,
    token() {
      if (isDown) throw new ServiceError(0, 'Nobody there.');
      return 'token';
    },
  });
  await line.ensure();
  isDown = true;
  server.expire();
  const from = clock.now();
  await clock.pass(DOWN);
  line.close();
  const early = asked.filter((at) => at > from && at <= from + YOUNG).length;
  const late = asked.filter((at) => at > from + YOUNG + RARELY);
  const shortest = Math.min(...late.slice(1).map((at, i) => at - (late[i] ?? 0)));
  return {
    goal: 'the old one has ended too: no connection with it; a try in 2 s for 2 min, then one in 15 s at most',
    measured: `${String(early)} tries in 2 min, then ${seconds(shortest)} or more apart; ${String(server.connections - 1)} connections`,
    times: asked.length - 1,
    isHeld: server.connections === 1 && early <= (2 * YOUNG) / 2000 && shortest >= RARELY / 2,
  };
}

/** R7: refusals and ended sessions of every kind, at the first connection, in the middle of a send, and at rest. */
import type { Fault, FaultRule } from '../../../src/emulator/index.js';
import { none, seconds, type Figure, type Finding } from './figure.js';
import type { Asked, LineProxy } from './line-proxy.js';
import { Scene, until, wrongs } from './scene.js';

/** How long the server asks to be left alone, in milliseconds. */
const STAY_AWAY = 3000;
/** How much later than that a visitor may come back; and how much earlier, where Twilio's SDK draws the time. */
const LATER = 1.2;
const EARLIER = 0.8;
/** What the SDK takes to end one socket and to begin another, in milliseconds. */
const SOCKET_CHANGE = 500;
/** One attempt in 250 ms, counted over a second. */
const MOST_A_SECOND = 4;
const PATIENCE = 60_000;

const MOMENTS = ['first connect', 'mid-send', 'idle'] as const;
type Moment = (typeof MOMENTS)[number];

interface Trouble {
  name: string;
  /** How long the server asked to be left alone, in milliseconds. */
  stayAway?: number;
  cause(scene: Scene, proxy: LineProxy, moment: Moment): void;
}

/** Two kinds of attempts. */
const SOCKET = /wsconnect/;
const SESSION = /^POST \S+\/session$/;

const TROUBLES: readonly Trouble[] = [
  ...[
    { name: 'init 401 (20104)', fault: { kind: 'status', status: 401, code: 20104 } as const },
    { name: 'init 403', fault: { kind: 'status', status: 403 } as const },
    { name: 'init 429', fault: { kind: 'status', status: 429, reconnectMs: STAY_AWAY } as const, stayAway: STAY_AWAY },
    { name: 'init 500', fault: { kind: 'status', status: 500 } as const },
  ].map(({ name, fault, ...rest }) => ({ name, ...rest, cause: refuseInit(fault) })),
  ...[429, 500, 502, 503, 504].map((status) => ({
    name: `request ${String(status)}`,
    cause: strikeRequest({ kind: 'status', status }, 2),
  })),
  ...[308, 401, 406, 410, 417].map((status) => ({
    name: `close ${String(status)}`,
    cause: strikeRequest({ kind: 'close', status }, 1),
  })),
  ...[
    {
      name: 'companion 429',
      answer: `429 Too Many Requests\r\nRetry-After: ${String(STAY_AWAY / 1000)}`,
      stayAway: STAY_AWAY,
    },
    { name: 'companion 503', answer: '503 Service Unavailable' },
  ].map(({ answer, ...rest }) => ({
    ...rest,
    cause(scene: Scene, proxy: LineProxy, moment: Moment) {
      proxy.refuse(SESSION, answer, rest.stayAway === undefined ? 3 : 1);
      // It is asked only by a line that begins.
      if (moment !== 'first connect') scene.companion.emulator.simulate.endSessions({ code: 401, status: 'SIMULATED' });
    },
  })),
];

/** Refuses a token: several times in a row, unless the server says for how long. */
function refuseInit(fault: Extract<Fault, { kind: 'status' }>): Trouble['cause'] {
  return (scene, proxy, moment) => {
    scene.companion.emulator.faults.add({ at: 'init', times: fault.reconnectMs === undefined ? 3 : 1, fault });
    if (moment !== 'first connect') proxy.cut();
  };
}

/** Strikes a message that is sent; or, at rest, the page that is read when the line comes back. */
function strikeRequest(fault: Fault, times: number): Trouble['cause'] {
  return (scene, proxy, moment) => {
    const rule: FaultRule = {
      at: 'request',
      path: '/Messages',
      method: moment === 'idle' ? 'GET' : 'POST',
      times,
      fault,
    };
    scene.companion.emulator.faults.add(rule);
    if (moment === 'idle') proxy.cut();
  };
}

export const REFUSALS: Figure = {
  id: 'R7',
  subject: 'Refusals and ended sessions',
  runs: 'waits',
  async measure(scale) {
    const rounds = scale.pick(3, 50);
    const results = await Promise.all(TROUBLES.map((trouble) => suffer(trouble, rounds)));
    const wrong = results.flatMap(({ name, found }) => found.map((what) => `${name}: ${what}`));
    const tries = results.reduce((sum, { times }) => sum + times, 0);
    const attempts = results.flatMap((one) => one.attempts);
    const hasty = results.flatMap(({ name, attempts }) => attempts.filter(isHasty).map(() => name));
    const shortest = Math.min(...attempts.flatMap(gapsOf));
    return [
      none(`${String(TROUBLES.length)} troubles at 3 moments: nothing lost, doubled, misordered, untrue`, wrong, tries),
      {
        ...none('no more than 4 attempts in any second', hasty, attempts.flat().length),
        measured: hasty.length === 0 ? `so; the shortest time between two is ${seconds(shortest)}` : hasty.join(', '),
      },
      ...results.filter(({ stayAway }) => stayAway !== undefined).map(obedience),
    ];
  },
};

interface Suffered {
  name: string;
  stayAway: number | undefined;
  times: number;
  found: string[];
  /** When it was tried to connect, or to get a session, by one visitor. */
  attempts: number[][];
  /** Milliseconds for which a visitor who was asked to stay away did. */
  aways: number[];
}

function obedience({ name, stayAway = 0, aways }: Suffered): Finding {
  const isOfSdk = !isOfCompanion(name);
  const least = stayAway * (isOfSdk ? EARLIER : 1);
  const most = stayAway * LATER + (isOfSdk ? SOCKET_CHANGE : 0);
  return {
    goal: `${name}: away for the ${seconds(stayAway)} asked for: ${seconds(least)} to ${seconds(most)}`,
    measured: `${seconds(Math.min(...aways))} to ${seconds(Math.max(...aways))}`,
    times: aways.length,
    isHeld: aways.length > 0 && aways.every((away) => away >= least && away <= most),
  };
}

const isOfCompanion = (name: string): boolean => name.startsWith('companion');

async function suffer(trouble: Trouble, rounds: number): Promise<Suffered> {
  const { name, stayAway } = trouble;
  const scene = await Scene.open();
  const attempts: number[][] = [];
  const aways: number[] = [];
  let times = 0;
  for (let round = 1; round <= rounds; round++) {
    for (const moment of MOMENTS) {
      times++;
      const place = await scene.enter(`${name}, ${moment}, ${String(round)}`);
      const { visitor, proxy } = place;
      if (moment !== 'first connect') {
        visitor.write('before');
        await visitor.idle();
      }
      const from = proxy.asked.length;
      trouble.cause(scene, proxy, moment);
      if (moment === 'idle') await until(() => visitor.state.connection.phase !== 'online', PATIENCE);
      else for (const text of ['one', 'two', 'three']) visitor.write(text);
      await until(() => visitor.state.connection.phase === 'online', PATIENCE);
      visitor.write('after');
      await visitor.idle();
      scene.companion.emulator.faults.clear();
      const asked = proxy.asked.slice(from);
      const [connections, sessions] = [timesOf(asked, SOCKET), timesOf(asked, SESSION)];
      attempts.push(connections, sessions);
      if (stayAway !== undefined) aways.push(gapsOf(isOfCompanion(name) ? sessions : connections)[0] ?? NaN);
      await scene.leave(place);
    }
  }
  return { name, stayAway, times, attempts, aways, found: wrongs(await scene.end()) };
}

function timesOf(asked: readonly Asked[], kind: RegExp): number[] {
  return asked.filter(({ request }) => kind.test(request)).map(({ at }) => at);
}

/** @returns Milliseconds between one attempt and the next. */
function gapsOf(times: readonly number[]): number[] {
  return times.slice(1).map((at, i) => at - (times[i] ?? 0));
}

function isHasty(times: readonly number[]): boolean {
  return times.some((at, i) => (times[i + MOST_A_SECOND] ?? Infinity) - at < 1000);
}

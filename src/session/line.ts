/**
 * The line to Twilio: one transport at a time, connected when it is first needed, connected again whenever it is lost
 * or found dead, with a token that is renewed before it expires. Knows time and attempts; does not know what is sent.
 * Called by the session and the outbox.
 */
import type { TwilioEndpoint } from '../shared/public-settings.js';
import type { Connection } from '../state/state.js';
import { TransportError, type Connect, type Transport, type TransportEvent } from '../transport/transport.js';
import type { Clock } from './clock.js';
import { ServiceError } from './service.js';

export interface LineWorld {
  clock: Clock;
  /** Loads the transport's code; may be slow, may fail, may be tried again. */
  loadConnect: () => Promise<Connect>;
  /** Asks the companion for a session: a new token each time. */
  startSession: () => Promise<{ identity: string; token: string; expiresInSeconds: number }>;
  /** Where to connect; rejects while that cannot be known. */
  endpoint: () => TwilioEndpoint | Promise<TwilioEndpoint>;
  tell: (event: TransportEvent) => void;
  /** Told whenever the phase of the connection changes. */
  tellConnection: (connection: Connection) => void;
  /** Called with each newly connected transport, before anybody may use it. */
  prepare: (transport: Transport) => Promise<void>;
  /** A cheap call that the server has to answer. Rejects, or never ends, on a line that is dead. */
  probe: (transport: Transport) => Promise<unknown>;
  /** Between 0 and 1: spreads attempts, so that a herd of visitors does not come back in one instant. */
  random: () => number;
}

export interface Line {
  /**
   * The connected transport; connects when there is none, and waits while it is away. Rejects only when trying again
   * cannot help.
   */
  ensure(): Promise<Transport>;
  /** Waits for a call, no longer than a call may take. */
  expect<Result>(call: Promise<Result>): Promise<Result>;
  /**
   * Looks whether the line is alive, and replaces it when it is not.
   *
   * @param limit How long it may take to answer, in milliseconds.
   */
  check(limit?: number): void;
  /**
   * Waits before another try, longer each time, but no longer than until `retryNow`; and as long as the companion asked
   * for, when it did.
   *
   * @param error What came of the last try.
   */
  pause(failures: number, error: unknown): Promise<void>;
  /** The network may be back: whoever waits tries at once. */
  retryNow(): void;
  close(): void;
}

/** Attempts that may fail before the visitor is told. */
const FAILURES_TOLERATED = 3;
/** Longest time between two attempts while an outage is young, and later, in milliseconds. */
const LONGEST_PAUSE = 2000;
const LONGEST_PAUSE_LATER = 30_000;
/** Attempts after which an outage is not young any more: about two minutes. */
const YOUNG = 60;
/** How long an attempt may take before the visitor is told, in milliseconds. */
const OUTAGE_TOLERATED = 15_000;
/** Part of a token's life after which another one is asked for; spread by a tenth to either side. */
const RENEWAL = 0.8;
/** Time until a renewal that failed is tried again, in milliseconds. */
const RENEWAL_AGAIN = 30_000;
/** How long a call may take before its outcome counts as unknown, in milliseconds. */
const CALL_LIMIT = 10_000;
/** How long a live line may take to answer, in milliseconds. */
const PROBE_LIMIT = 5000;
/** How long the transport may try to come back by itself, in milliseconds; then another one is made. */
const RETURN_LIMIT = 10_000;

export function createLine(world: LineWorld): Line {
  const { clock } = world;
  let attempt: Promise<Transport> | null = null;
  let transport: Transport | null = null;
  let identity = '';
  let expiresAt = 0;
  let isAway = false;
  let isChecking = false;
  let isClosed = false;
  /** Whether a token is asked for, or will be again because none was given. */
  let isRenewing = false;
  let cancelRenewal = nothing;
  let cancelReplacement = nothing;
  /** Attempts that wait. */
  const waiting = new Set<() => void>();
  /** Whoever waits for the line to come back or to be replaced. */
  const returning = new Set<() => void>();
  /** Calls that have no answer yet. */
  const unanswered = new Set<() => void>();

  function pause(failures: number, error: unknown): Promise<void> {
    const longest = failures < YOUNG ? LONGEST_PAUSE : LONGEST_PAUSE_LATER;
    const asked = askedPause(error as Error);
    return new Promise((resolve) => {
      const go = (): void => {
        cancel();
        waiting.delete(go);
        resolve();
      };
      const usual = Math.min(longest, 250 * 2 ** failures) * (0.5 + world.random() / 2);
      const cancel = clock.after(asked + usual, go);
      if (!asked) waiting.add(go);
    });
  }

  async function connectOnce(): Promise<Transport> {
    const [connect, session] = await Promise.all([world.loadConnect(), world.startSession()]);
    const connected = await connect({ token: session.token, ...(await world.endpoint()), tell: hear });
    try {
      await expect(world.prepare(connected));
    } catch (error) {
      connected.close();
      throw error;
    }
    identity = session.identity;
    renewInTime(session.expiresInSeconds);
    return connected;
  }

  function refuseWhenClosed(): void {
    if (isClosed) throw new TransportError('unavailable', 'The chat was closed.');
  }

  /** @param isLost Whether an attempt has just been refused: the next one waits as after any other. */
  async function connect(isLost = false): Promise<Transport> {
    refuseWhenClosed();
    world.tellConnection({ phase: 'connecting' });
    const cancelComplaint = clock.after(OUTAGE_TOLERATED, () => {
      world.tellConnection({ phase: 'failed', reason: 'unreachable' });
    });
    if (isLost) await pause(1, {});
    for (let failures = 1; ; failures++) {
      try {
        refuseWhenClosed();
        const connected = await connectOnce();
        if (isClosed) connected.close();
        refuseWhenClosed();
        transport = connected;
        cancelComplaint();
        world.tellConnection({ phase: 'online' });
        return connected;
      } catch (error) {
        if (isClosed || isFinal(error)) {
          attempt = null;
          cancelComplaint();
          if (!isClosed) world.tellConnection({ phase: 'failed', reason: 'refused' });
          throw error;
        }
        if (failures >= FAILURES_TOLERATED) world.tellConnection({ phase: 'failed', reason: 'unreachable' });
        await pause(failures, error);
      }
    }
  }

  async function ensure(): Promise<Transport> {
    for (;;) {
      const connected = await (attempt ??= connect());
      if (connected === transport && !isAway) return connected;
      // Replaced meanwhile, or away: there is another one, or it comes back.
      if (connected === transport) await new Promise<void>((resolve) => returning.add(resolve));
    }
  }

  function expect<Result>(call: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        reject(new TransportError('unclear', 'There was no answer.'));
      };
      const cancel = clock.after(CALL_LIMIT, giveUp);
      unanswered.add(giveUp);
      call.then(resolve, reject).finally(() => {
        cancel();
        unanswered.delete(giveUp);
      });
    });
  }

  function check(limit = PROBE_LIMIT): void {
    const checked = transport;
    if (checked === null || isAway || isChecking) return;
    if (clock.now() >= expiresAt) {
      // It slept through the end of its token.
      reconnect();
      return;
    }
    isChecking = true;
    const cancel = clock.after(limit, () => {
      isChecking = false;
      if (checked === transport && !isAway) reconnect();
    });
    const end = (): void => {
      // Also a failure is an answer; when the line broke, the transport knows.
      cancel();
      isChecking = false;
    };
    world.probe(checked).then(end, end);
  }

  function hear(event: TransportEvent): void {
    if (isClosed) return;
    if (event.type === 'line') {
      // Of a line that is not up yet, the attempt tells.
      if (transport === null) return;
      tellLine(event.state);
    } else if (event.type === 'token-wanted') {
      if (!isRenewing) void renew();
    } else if (event.type === 'lost' && transport !== null) {
      // A client that lost its session heals only by halves; a new one is sure.
      reconnect(true);
    }
    world.tell(event);
  }

  function tellLine(state: 'online' | 'reconnecting'): void {
    const wasAway = isAway;
    isAway = state === 'reconnecting';
    world.tellConnection({ phase: state });
    if (!isAway) {
      settleDown();
    } else if (!wasAway) {
      cancelReplacement = clock.after(RETURN_LIMIT, reconnect);
    }
  }

  /** The line is up, or there is none: nobody waits for its return any more. */
  function settleDown(): void {
    isAway = false;
    cancelReplacement();
    callAll(returning);
  }

  function renewInTime(expiresInSeconds: number): void {
    cancelRenewal();
    isRenewing = false;
    const life = expiresInSeconds * 1000;
    expiresAt = clock.now() + life;
    cancelRenewal = clock.after(life * (RENEWAL + (world.random() - 0.5) / 5), () => void renew());
  }

  async function renew(): Promise<void> {
    const renewed = transport;
    if (renewed === null) return;
    cancelRenewal();
    isRenewing = true;
    try {
      const session = await world.startSession();
      if (renewed !== transport) return;
      if (session.identity !== identity) {
        // The server does not know this device any more: its new visitor needs a line of their own.
        reconnect();
        return;
      }
      await expect(renewed.renewToken(session.token));
      if (renewed === transport) renewInTime(session.expiresInSeconds);
    } catch {
      // The token has a while to live; when it expires the line is lost and connected anew.
      if (renewed === transport) cancelRenewal = clock.after(RENEWAL_AGAIN, () => void renew());
    }
  }

  function reconnect(isLost = false): void {
    drop();
    attempt = connect(isLost);
    attempt.catch(() => undefined);
  }

  function drop(): void {
    cancelRenewal();
    transport?.close();
    transport = null;
    attempt = null;
    settleDown();
    callAll(unanswered);
  }

  return {
    ensure,
    expect,
    check,
    pause,
    retryNow() {
      callAll(waiting);
    },
    close() {
      isClosed = true;
      drop();
      callAll(waiting);
    },
  };
}

const nothing = (): void => undefined;

/** Calls everybody once. Who is called may enter itself again. */
function callAll(calls: Set<() => void>): void {
  const due = [...calls];
  calls.clear();
  for (const call of due) call();
}

/** Whether the same attempt would be refused again. An unknown account stays unknown; a refused token may be replaced. */
function isFinal(error: unknown): boolean {
  return error instanceof ServiceError && error.status >= 400 && error.status < 500 && error.status !== 429;
}

/** For how long the companion asked to be left alone, in milliseconds; it may be what an error was caused by. */
const askedPause = ({ pause, cause }: Partial<ServiceError>): number => pause ?? (cause ? askedPause(cause) : 0);

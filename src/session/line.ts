/**
 * The line to Twilio: one transport at a time, connected when it is first needed, connected again whenever it is lost,
 * with a token that is renewed before it expires. Knows time and attempts; does not know what is sent. Called by the
 * session and the outbox.
 */
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
  endpoint: () => { region?: string; socket?: string };
  tell: (event: TransportEvent) => void;
  /** Told whenever the phase of the connection changes. */
  tellConnection: (connection: Connection) => void;
  /** Called with each newly connected transport, before anybody may use it. */
  prepare: (transport: Transport) => Promise<void>;
}

export interface Line {
  /** The connected transport; connects when there is none. Rejects only when trying again cannot help. */
  ensure(): Promise<Transport>;
  /** Waits before another try, longer each time, but no longer than until `retryNow`. */
  pause(failures: number): Promise<void>;
  /** The network may be back: whoever waits tries at once. */
  retryNow(): void;
  close(): void;
}

/** Attempts that may fail before the visitor is told. */
const FAILURES_TOLERATED = 3;
const LONGEST_PAUSE = 5000;
/** How long a lost line may take to come back before the visitor is told, in milliseconds. */
const OUTAGE_TOLERATED = 15_000;
/** Part of a token's life after which another one is asked for. */
const RENEWAL = 0.8;

export function createLine(world: LineWorld): Line {
  let attempt: Promise<Transport> | null = null;
  let transport: Transport | null = null;
  let identity = '';
  let cancelRenewal: () => void = () => undefined;
  let cancelComplaint: () => void = () => undefined;
  let isClosed = false;
  const waiting = new Set<() => void>();

  function pause(failures: number): Promise<void> {
    const delay = Math.min(LONGEST_PAUSE, 250 * 2 ** failures);
    return new Promise((resolve) => {
      const go = (): void => {
        cancel();
        waiting.delete(go);
        resolve();
      };
      // Spread by up to a half, so that a herd of visitors does not come back in one instant.
      const cancel = world.clock.after(delay * (0.5 + Math.random() / 2), go);
      waiting.add(go);
    });
  }

  async function connectOnce(): Promise<Transport> {
    const [connect, session] = await Promise.all([world.loadConnect(), world.startSession()]);
    const connected = await connect({ token: session.token, ...world.endpoint(), tell: hear });
    try {
      await world.prepare(connected);
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

  async function connect(): Promise<Transport> {
    world.tellConnection({ phase: 'connecting' });
    for (let failures = 1; ; failures++) {
      try {
        const connected = await connectOnce();
        if (isClosed) connected.close();
        refuseWhenClosed();
        transport = connected;
        world.tellConnection({ phase: 'online' });
        return connected;
      } catch (error) {
        if (isClosed || isFinal(error)) {
          attempt = null;
          if (!isClosed) world.tellConnection({ phase: 'failed', reason: 'refused' });
          throw error;
        }
        if (failures >= FAILURES_TOLERATED) world.tellConnection({ phase: 'failed', reason: 'unreachable' });
        await pause(failures);
        refuseWhenClosed();
      }
    }
  }

  function hear(event: TransportEvent): void {
    if (isClosed) return;
    if (event.type === 'line') {
      // Of a line that is not up yet, the attempt tells.
      if (transport === null) return;
      tellLine(event.state);
    } else if (event.type === 'token-wanted') {
      void renew();
    } else if (event.type === 'lost' && transport !== null) {
      // A client that lost its session heals only by halves; a new one is sure.
      reconnect();
    }
    world.tell(event);
  }

  function tellLine(state: 'online' | 'reconnecting'): void {
    cancelComplaint();
    world.tellConnection({ phase: state });
    if (state === 'online') return;
    cancelComplaint = world.clock.after(OUTAGE_TOLERATED, () => {
      world.tellConnection({ phase: 'failed', reason: 'unreachable' });
    });
  }

  function renewInTime(expiresInSeconds: number): void {
    cancelRenewal();
    cancelRenewal = world.clock.after(expiresInSeconds * 1000 * RENEWAL, () => void renew());
  }

  async function renew(): Promise<void> {
    const renewed = transport;
    try {
      const session = await world.startSession();
      if (renewed === null || renewed !== transport) return;
      if (session.identity !== identity) {
        // The server does not know this device any more: its new visitor needs a line of their own.
        reconnect();
        return;
      }
      await renewed.renewToken(session.token);
      renewInTime(session.expiresInSeconds);
    } catch {
      // The token still has a fifth of its life; when it expires the line is lost and connected anew.
    }
  }

  function reconnect(): void {
    drop();
    ensure().catch(() => undefined);
  }

  function drop(): void {
    cancelRenewal();
    cancelComplaint();
    transport?.close();
    transport = null;
    attempt = null;
  }

  const ensure = (): Promise<Transport> => (attempt ??= connect());

  return {
    ensure,
    pause,
    retryNow() {
      for (const go of [...waiting]) go();
    },
    close() {
      isClosed = true;
      drop();
      for (const go of [...waiting]) go();
    },
  };
}

/** Whether the same attempt would be refused again. An unknown account stays unknown; a refused token may be replaced. */
function isFinal(error: unknown): boolean {
  return error instanceof ServiceError && error.status >= 400 && error.status < 500 && error.status !== 429;
}

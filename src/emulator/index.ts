/**
 * A stateful stand-in for Twilio's backend on loopback: REST for servers, Twilsock and Sync for the SDK, files, webhooks,
 * and faults on demand. Knows nothing of this product; the real SDK and the real helper library are its judges. Called by
 * `server/backend.ts`, by its own front door and by tests, which own the port.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { systemClock, type Clock } from './clock.js';
import { MovableClock } from './faults/clock.js';
import { FaultBook, type Faults } from './faults/faults.js';
import { randomIds, type Ids } from './ids.js';
import { LENIENT_LIMITS, type Limits } from './limits.js';
import { answerMedia } from './media/answer.js';
import { answerRest } from './rest/answer.js';
import { ACCOUNT_SID, AUTH_TOKEN } from './seed.js';
import { createSimulate, type Simulate } from './simulate.js';
import { Connections } from './socket/connections.js';
import { dumpWorld } from './storage/restore.js';
import type { RowStorage, StoredRow } from './storage/storage.js';
import { createWorld } from './start.js';
import { WebhookCaller, type WebhookOptions } from './webhooks/caller.js';
import { Hooks } from './webhooks/hooks.js';
import { Webhooks } from './webhooks/webhooks.js';

export type { Clock } from './clock.js';
export type { Fault, FaultPlace, FaultRule } from './faults/fault.js';
export type { Faults } from './faults/faults.js';
export { ConnectionCut } from './faults/http.js';
export type { Ids } from './ids.js';
export { LENIENT_LIMITS, REAL_LIMITS, type Limits } from './limits.js';
export type { Simulate } from './simulate.js';
export type { SocketStatus } from './socket/status.js';
export { openDatabase, StorageError } from './storage/libsql.js';
export type { RowChange, RowKind, RowStorage, StoredRow } from './storage/storage.js';
export type { WebhookOptions } from './webhooks/caller.js';

/** Everything that an emulator holds, at one moment. Can be kept as JSON. */
export type Snapshot = readonly StoredRow[];

export interface EmulatorOptions {
  /** Default: the time of this computer. */
  clock?: Clock;
  /** Default: random. */
  ids?: Ids;
  /**
   * How often a socket is asked for a sign of life, in milliseconds; one that gave none is cut at the next time. 0: never,
   * for clocks that jump. Default: 30 000.
   */
  pingIntervalMs?: number;
  /** Keeps everything beyond the life of the process, for example `await openDatabase(path)`. Default: nothing is kept. */
  storage?: RowStorage;
  /**
   * Where the owner passes requests for files to `fetch`: an absolute address without a slash at its end, such as
   * `http://127.0.0.1:8080/media`; a function where it is known only later. Without it, files cannot be uploaded.
   */
  mediaUrl?: string | (() => string);
  /** Default: Twilio's sizes, any speed, tokens of any length up to a day. See {@link REAL_LIMITS}. */
  limits?: Partial<Limits>;
  webhooks?: WebhookOptions;
  /**
   * Whether the SDK may keep conversations in the browser's `sessionStorage`, as with Twilio: it then shows the state of
   * the previous page load first. Default: false.
   */
  sessionCache?: boolean;
}

export interface Emulator {
  /** The one account there is. */
  readonly accountSid: string;
  /** Its Auth Token, for REST. */
  readonly authToken: string;
  /**
   * REST as Twilio's hosts answer it, chosen by the host of the URL: `api.twilio.com`, `conversations.twilio.com` or
   * `mcs.us1.twilio.com`. Basic authentication with the account's sid and token, or with an API key's sid and secret.
   * Addresses under `mediaUrl` are files.
   *
   * @throws ConnectionCut when a fault says so: the owner then cuts the connection.
   */
  fetch(request: Request): Promise<Response>;
  /** Takes over an HTTP upgrade for the Twilsock socket. The caller decides at which path that is. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** The other side's doings and the network's, for tests. */
  readonly simulate: Simulate;
  /** Makes things go wrong. */
  readonly faults: Faults;
  /** The time as it is here, in milliseconds since the epoch. */
  now(): number;
  /** Everything that is stored now. */
  snapshot(): Snapshot;
  /**
   * Cuts all sockets, takes all faults away and goes back to what a snapshot holds.
   *
   * @param snapshot - Default: an account without keys and services.
   */
  reset(snapshot?: Snapshot): void;
  /** Settles when every webhook was called that had to be. */
  webhooksSettled(): Promise<void>;
  /** Cuts all sockets, takes no more, and closes the storage. */
  close(): Promise<void>;
}

/** Starts an emulator with what its storage holds, or with nothing but its account. It listens nowhere by itself. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { ids = randomIds, pingIntervalMs = 30_000, storage = null } = options;
  const clock = new MovableClock(options.clock ?? systemClock);
  const connections = new Connections(pingIntervalMs);
  const caller = new WebhookCaller(AUTH_TOKEN, options.webhooks ?? {});
  const webhooks = new Webhooks(caller);
  const faults = new FaultBook();
  const { mediaUrl = 'http://emulator.invalid' } = options;
  const settings = {
    clock,
    ids,
    faults,
    hooks: new Hooks(caller, clock),
    limits: { ...LENIENT_LIMITS, ...options.limits },
    mediaUrl: typeof mediaUrl === 'string' ? () => mediaUrl : mediaUrl,
    hasSessionCache: options.sessionCache ?? false,
    linkSecret: ids.hex(64),
  };
  let world = createWorld(settings, storage, connections, webhooks, storage?.read() ?? []);
  return {
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    fetch(request) {
      const base = `${settings.mediaUrl()}/`;
      if (!request.url.startsWith(base)) return answerRest(world, request);
      const path = new URL(request.url).pathname.slice(new URL(base).pathname.length - 1);
      return answerMedia(world, request, path);
    },
    handleUpgrade(request, socket, head) {
      connections.accept(world, request, socket, head);
    },
    simulate: createSimulate(() => world, connections),
    faults: {
      add: (rule) => faults.add([rule], Infinity),
      script: (rules) => faults.add(rules, 1),
      clear: () => faults.clear(),
      jumpClock: (ms) => clock.jump(ms),
    },
    now: () => clock.now(),
    snapshot: () => dumpWorld(world),
    reset(snapshot = []) {
      faults.clear();
      connections.drop();
      world.journal.end();
      storage?.clear();
      storage?.write(snapshot);
      world = createWorld(settings, storage, connections, webhooks, snapshot);
    },
    webhooksSettled: () => webhooks.settled(),
    async close() {
      await connections.close();
      world.journal.end();
      storage?.close();
    },
  };
}

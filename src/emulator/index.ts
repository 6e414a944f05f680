/**
 * A stateful stand-in for Twilio's backend on loopback: REST for servers, Twilsock and Sync for the SDK. Knows nothing of
 * this product; the real SDK and the real helper library are its judges. Called by `server/backend.ts` and by tests, which
 * own the port.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { systemClock, type Clock } from './clock.js';
import { randomIds, type Ids } from './ids.js';
import type { World } from './operations/world.js';
import { answerRest } from './rest/answer.js';
import { ACCOUNT_SID, AUTH_TOKEN, seedAccount } from './seed.js';
import { createSimulate, type Simulate } from './simulate.js';
import { Connections } from './socket/connections.js';
import { SyncObjects } from './sync/objects.js';

export type { Clock } from './clock.js';
export type { Ids } from './ids.js';
export type { Simulate } from './simulate.js';
export type { SocketStatus } from './socket/status.js';

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
}

export interface Emulator {
  /** The one account there is. */
  readonly accountSid: string;
  /** Its Auth Token, for REST. */
  readonly authToken: string;
  /**
   * REST as Twilio's hosts answer it, chosen by the host of the URL: `api.twilio.com` or `conversations.twilio.com`. Basic
   * authentication with the account's sid and token, or with an API key's sid and secret.
   */
  fetch(request: Request): Promise<Response>;
  /** Takes over an HTTP upgrade for the Twilsock socket. The caller decides at which path that is. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** The other side's doings and the network's, for tests. */
  readonly simulate: Simulate;
  /** Cuts all sockets and goes back to an account without keys and services. */
  reset(): void;
  /** Cuts all sockets and takes no more. */
  close(): Promise<void>;
}

/** Starts an emulator with nothing in it but its account. It listens nowhere by itself. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { clock = systemClock, ids = randomIds, pingIntervalMs = 30_000 } = options;
  const connections = new Connections(pingIntervalMs);
  let world = createWorld(clock, ids, connections);
  return {
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    fetch: (request) => answerRest(world, request),
    handleUpgrade(request, socket, head) {
      connections.accept(world, request, socket, head);
    },
    simulate: createSimulate(() => world, connections),
    reset() {
      connections.drop();
      world = createWorld(clock, ids, connections);
    },
    close: () => connections.close(),
  };
}

function createWorld(clock: Clock, ids: Ids, connections: Connections): World {
  const world: World = {
    account: seedAccount(clock),
    sync: new SyncObjects(clock, ids, (object, event) => connections.publish(world, object, event)),
    clock,
    ids,
    notifyTyping: (notice) => connections.notifyTyping(notice),
    presence: new Map(),
    mutations: new Map(),
  };
  return world;
}

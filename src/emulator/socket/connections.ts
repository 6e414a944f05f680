/** All open sockets. Takes upgrades over, and passes on what is to be pushed. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { TypingNotice, World } from '../operations/world.js';
import type { SyncEvent, SyncObject } from '../sync/objects.js';
import { deliver } from '../sync/subscriptions.js';
import { Connection } from './connection.js';

/** Longest frame that is read. In bytes; the longest message there is needs a tenth. */
const MAX_FRAME_BYTES = 1024 * 1024;

export class Connections {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  readonly #open = new Set<Connection>();
  readonly #pingIntervalMs: number;

  constructor(pingIntervalMs: number) {
    this.#pingIntervalMs = pingIntervalMs;
  }

  accept(world: World, request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new Connection(webSocket, world, this.#pingIntervalMs);
      this.#open.add(connection);
      webSocket.on('close', () => this.#open.delete(connection));
    });
  }

  /** The open sockets, or those of one identity. */
  of(identity?: string): readonly Connection[] {
    return [...this.#open].filter(({ subscriber }) => identity === undefined || subscriber?.identity === identity);
  }

  publish(world: World, object: SyncObject, event: SyncEvent): void {
    for (const { subscriber } of this.#open) {
      if (subscriber) deliver(world, subscriber, object, event);
    }
  }

  notifyTyping({ serviceSid, recipients, body }: TypingNotice): void {
    for (const { subscriber } of this.#open) {
      if (subscriber?.serviceSid === serviceSid && recipients.has(subscriber.identity)) {
        subscriber.notify('twilio.ipmsg.typing_indicator', body);
      }
    }
  }

  /** Cuts every socket. */
  drop(): void {
    for (const connection of this.#open) connection.drop();
  }

  /** Cuts every socket, takes no more, and waits until all are gone. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.drop();
    });
  }
}

/** All open sockets. Takes upgrades over, and passes on what is to be pushed. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { TypingNotice, World } from '../operations/world.js';
import type { SyncEvent, SyncObject } from '../sync/objects.js';
import { noticeOf, type Subscriber } from '../sync/subscriptions.js';
import { Connection } from './connection.js';
import { EncodedPayload } from './frame.js';

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
      const connection = new Connection(webSocket, socket, world, this.#pingIntervalMs);
      this.#open.add(connection);
      webSocket.on('close', () => this.#open.delete(connection));
    });
  }

  /** The open sockets, or those of one identity. */
  of(identity?: string): readonly Connection[] {
    return [...this.#open].filter(({ subscriber }) => identity === undefined || subscriber?.identity === identity);
  }

  /** Who hears of an event is settled now; they are told once it is stored. */
  publish(world: World, object: SyncObject, event: SyncEvent): void {
    const { messageType, body, recipients } = noticeOf(world, this.#subscribers(), object, event);
    if (recipients.length === 0) return;
    world.journal.afterwards(() => {
      const payload = new EncodedPayload(body);
      for (const subscriber of recipients) subscriber.notify(messageType, payload);
    });
  }

  notifyTyping({ serviceSid, recipients, body }: TypingNotice): void {
    for (const subscriber of this.#subscribers()) {
      if (subscriber.serviceSid === serviceSid && recipients.has(subscriber.identity)) {
        subscriber.notify('twilio.ipmsg.typing_indicator', body);
      }
    }
  }

  #subscribers(): readonly Subscriber[] {
    return [...this.#open].flatMap(({ subscriber }) => subscriber ?? []);
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

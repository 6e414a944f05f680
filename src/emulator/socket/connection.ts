/**
 * One Twilsock socket: authenticates, carries requests, pushes notifications. Knows frames and the life of a session; what
 * a request means is known elsewhere. Made by `connections.ts` for every WebSocket.
 */
import { STATUS_CODES } from 'node:http';
import type { WebSocket } from 'ws';
import { newSid } from '../ids.js';
import type { World } from '../operations/world.js';
import type { Subscriber } from '../sync/subscriptions.js';
import type { TokenClaims } from '../tokens.js';
import { continuationReply } from './continuation.js';
import { decodeFrame, encodeFrame, type Frame, type FrameHeader } from './frame.js';
import { answerRequest } from './request.js';
import { checkToken, openSession, watchExpiry, type Session } from './session.js';
import { NOT_INITIALISED, OK, TOKEN_EXPIRED, UPDATE_IS_FORBIDDEN, type SocketStatus } from './status.js';

export class Connection {
  readonly #socket: WebSocket;
  readonly #world: World;
  readonly #pingIntervalMs: number;
  readonly #subscriptions = new Set<string>();
  #session: Session | null = null;
  #isSilent = false;
  #wasHeard = true;
  #stopExpiry: () => void = () => undefined;
  #stopPing: () => void = () => undefined;

  /** @param pingIntervalMs - A socket that gave no sign of life since the last ping is cut at the next; 0 for no pings. */
  constructor(socket: WebSocket, world: World, pingIntervalMs: number) {
    this.#socket = socket;
    this.#world = world;
    this.#pingIntervalMs = pingIntervalMs;
    socket.on('message', (data, isBinary) => {
      this.#receive(isBinary && Buffer.isBuffer(data) ? decodeFrame(data) : null);
    });
    socket.on('close', () => {
      this.#endSession();
      this.#stopPing();
    });
    socket.on('error', () => socket.terminate());
    this.#schedulePing();
  }

  /** The socket as Sync sees it; `null` until it is authenticated. */
  get subscriber(): Subscriber | null {
    return this.#session?.caller.subscriber ?? null;
  }

  /** Cuts the socket without a word. */
  drop(): void {
    this.#socket.terminate();
  }

  /** Leaves the socket open and lets nothing pass any more, in either direction: a half-open line. */
  silence(): void {
    this.#isSilent = true;
  }

  /** Ends the session politely; the client closes the socket. */
  end(status: SocketStatus): void {
    this.#endSession();
    this.#send({ method: 'close', id: newSid(this.#world.ids, 'TM'), status });
  }

  notify(messageType: string, body: object): void {
    const id = newSid(this.#world.ids, 'TM');
    this.#send({ method: 'notification', id, message_type: messageType, notification_ctx_id: '' }, body);
  }

  #receive(frame: Frame | null): void {
    if (this.#isSilent) return;
    this.#wasHeard = true;
    // Whatever is not named here, receipts and telemetry, needs no answer.
    if (!frame) this.drop();
    else if (frame.header['method'] === 'init') this.#initialise(frame.header);
    else if (frame.header['method'] === 'update') this.#update(frame.header);
    else if (frame.header['method'] === 'message') this.#answer(frame);
    else if (frame.header['method'] === 'close') this.#endSession();
  }

  #initialise(header: FrameHeader): void {
    const { claims, refusal } = checkToken(this.#world, header['token']);
    if (!claims) {
      this.#reply(header, { status: refusal });
      return;
    }
    this.#endSession();
    this.#session = openSession(this.#world, claims, this.#subscriptions, (type, body) => this.notify(type, body));
    this.#watch(claims);
    const registrations = Array.isArray(header['registrations']) ? header['registrations'] : [];
    this.#reply(header, {
      status: OK,
      // No `offline_storage`: it would make the SDK keep conversations in the browser's sessionStorage and show the
      // state of the previous page load first. Nothing depends on it, and the widget must not be surprised by storage.
      capabilities: ['client_update', 'telemetry.v1'],
      ...continuationReply(this.#world.ids, claims.identity, header['continuation_token']),
      init_registrations: registrations.map((registration: object) => ({
        ...registration,
        notification_ctx_id: this.#world.ids.hex(32),
      })),
    });
  }

  #update(header: FrameHeader): void {
    const { claims, refusal } = checkToken(this.#world, header['token']);
    const caller = this.#session?.caller;
    if (!claims) {
      this.#reply(header, { status: refusal });
    } else if (!caller) {
      this.#reply(header, { status: NOT_INITIALISED });
    } else if (claims.identity !== caller.user.identity || claims.serviceSid !== caller.service.sid) {
      this.end(UPDATE_IS_FORBIDDEN);
    } else {
      this.#watch(claims);
      this.#reply(header, { status: OK });
    }
  }

  #answer(frame: Frame): void {
    if (!this.#session) {
      this.#reply(frame.header, { status: NOT_INITIALISED });
      return;
    }
    const answer = answerRequest(this.#session.caller, frame);
    const httpStatus = { code: answer.status, status: STATUS_CODES[answer.status] ?? '' };
    const httpHeaders = { 'content-type': 'application/json' };
    this.#reply(frame.header, { status: OK, http_status: httpStatus, http_headers: httpHeaders }, answer.body);
    answer.afterwards?.();
  }

  #watch(claims: TokenClaims): void {
    this.#stopExpiry();
    const warn = () => {
      this.#send({
        method: 'client_update',
        id: newSid(this.#world.ids, 'TM'),
        client_update_type: 'token_about_to_expire',
        client_update_message: 'Your token is about to expire. Time left: less than 240000 ms',
      });
    };
    this.#stopExpiry = watchExpiry(this.#world.clock, claims.expiresAt, warn, () => this.end(TOKEN_EXPIRED));
  }

  #endSession(): void {
    this.#stopExpiry();
    this.#subscriptions.clear();
    this.#session?.leave();
    this.#session = null;
  }

  #schedulePing(): void {
    if (this.#pingIntervalMs === 0) return;
    this.#stopPing = this.#world.clock.after(this.#pingIntervalMs, () => {
      if (!this.#wasHeard && !this.#isSilent) {
        this.drop();
        return;
      }
      this.#wasHeard = false;
      this.#send({ method: 'ping', id: newSid(this.#world.ids, 'TM') });
      this.#schedulePing();
    });
  }

  #reply(request: FrameHeader, header: FrameHeader, payload?: unknown): void {
    this.#send({ method: 'reply', id: request['id'], ...header }, payload);
  }

  #send(header: FrameHeader, payload?: unknown): void {
    if (this.#isSilent || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(encodeFrame(header, payload));
  }
}

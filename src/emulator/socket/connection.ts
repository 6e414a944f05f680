/**
 * One Twilsock socket: authenticates, carries requests, pushes notifications. Knows frames and the life of a session; what
 * a request means is known elsewhere. Made by `connections.ts` for every WebSocket.
 */
import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Caller } from '../client/caller.js';
import { TwilioError } from '../errors.js';
import { closeStatus, playOnSocket } from '../faults/socket.js';
import { newSid } from '../ids.js';
import type { World } from '../operations/world.js';
import type { Answer } from '../router.js';
import type { Subscriber } from '../sync/subscriptions.js';
import type { TokenClaims } from '../tokens.js';
import { continuationReply } from './continuation.js';
import { decodeFrame, encodeFrame, webSocketMessage, type Frame, type FrameHeader } from './frame.js';
import { answerRequest, readCall } from './request.js';
import { checkToken, openSession, watchExpiry, type Session } from './session.js';
import { NOT_INITIALISED, OK, TOKEN_EXPIRED, UPDATE_IS_FORBIDDEN, type SocketStatus } from './status.js';

export class Connection {
  readonly #socket: WebSocket;
  readonly #wire: Duplex;
  readonly #world: World;
  readonly #pingIntervalMs: number;
  readonly #subscriptions = new Set<string>();
  #session: Session | null = null;
  #isSilent = false;
  #cutAfterBytes: number | null = null;
  /** An event that waits for the one after it. */
  #heldBack: (() => void) | null = null;
  #wasHeard = true;
  #stopExpiry: () => void = () => undefined;
  #stopPing: () => void = () => undefined;

  /**
   * @param wire - What the socket runs on.
   * @param pingIntervalMs - A socket that gave no sign of life since the last ping is cut at the next; 0 for no pings.
   */
  constructor(socket: WebSocket, wire: Duplex, world: World, pingIntervalMs: number) {
    this.#socket = socket;
    this.#wire = wire;
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

  /** Cuts the line in the middle of what is sent next. */
  cutAfter(bytes: number): void {
    this.#cutAfterBytes = bytes;
  }

  notify(messageType: string, body: object): void {
    const send = () => {
      const id = newSid(this.#world.ids, 'TM');
      this.#send({ method: 'notification', id, message_type: messageType, notification_ctx_id: '' }, body);
    };
    const fault = this.#world.faults.take('event', { identity: this.subscriber?.identity, path: messageType });
    const heldBack = this.#heldBack;
    this.#heldBack = null;
    if (fault?.kind === 'reorder') this.#heldBack = send;
    else if (fault?.kind === 'delay') this.#world.clock.after(fault.ms, send);
    else if (fault?.kind === 'drop') this.drop();
    else if (fault?.kind === 'half-open') this.silence();
    else if (fault?.kind !== 'lose') send();
    if (fault?.kind === 'double') send();
    heldBack?.();
  }

  #receive(frame: Frame | null): void {
    if (this.#isSilent) return;
    this.#wasHeard = true;
    // Whatever is not named here, receipts and telemetry, needs no answer.
    if (!frame) this.drop();
    else if (frame.header['method'] === 'init') this.#initialise(frame.header);
    else if (frame.header['method'] === 'update') this.#update(frame.header);
    else if (frame.header['method'] === 'message') this.#message(frame);
    else if (frame.header['method'] === 'close') this.#endSession();
    else if (isPushRequest(frame.header)) this.#reply(frame.header, { status: this.#session ? OK : NOT_INITIALISED });
  }

  #initialise(header: FrameHeader): void {
    const { claims, refusal } = checkToken(this.#world, header['token']);
    const fault = this.#world.faults.take('init', { identity: claims?.identity });
    playOnSocket(fault, this.#world.clock, this, {
      execute: () => {
        const status = claims ? this.#open(claims) : refusal;
        return () => this.#reply(header, status === null ? this.#welcome(header) : { status });
      },
      refuse: (refused) => {
        const backOff = { backoff_policy: { reconnect_min_ms: refused.reconnectMs } };
        this.#reply(header, { status: closeStatus(refused) }, refused.reconnectMs === undefined ? undefined : backOff);
      },
    });
  }

  /** Lets the owner of a token in. @returns Why it could not be stored that they came; `null` when all is well. */
  #open(claims: TokenClaims): SocketStatus | null {
    this.#endSession();
    const { journal } = this.#world;
    try {
      this.#session = journal.perform(() =>
        openSession(this.#world, claims, this.#subscriptions, (type, body) => this.notify(type, body)),
      );
    } catch (error) {
      if (error instanceof TwilioError) return { code: error.status, status: 'ERROR', description: error.message };
      throw error;
    }
    this.#watch(claims);
    return null;
  }

  #welcome(header: FrameHeader): FrameHeader {
    const registrations = Array.isArray(header['registrations']) ? header['registrations'] : [];
    const caller = this.#session?.caller;
    const storageId =
      caller && this.#world.hasSessionCache ? storageIdOf(caller.service.sid, caller.user.identity) : null;
    return {
      status: OK,
      capabilities: ['client_update', ...(storageId === null ? [] : ['offline_storage']), 'telemetry.v1'],
      ...(storageId !== null && { offline_storage: { ip_messaging: { storage_id: storageId } } }),
      ...continuationReply(this.#world.ids, caller?.user.identity ?? '', header['continuation_token']),
      init_registrations: registrations.map((registration: object) => ({
        ...registration,
        notification_ctx_id: this.#world.ids.hex(32),
      })),
    };
  }

  #update(header: FrameHeader): void {
    const { claims, refusal } = checkToken(this.#world, header['token']);
    const caller = this.#session?.caller;
    const fault = this.#world.faults.take('update', { identity: caller?.user.identity });
    playOnSocket(fault, this.#world.clock, this, {
      execute: () => {
        if (claims && caller && !isSamePerson(claims, caller)) return () => this.end(UPDATE_IS_FORBIDDEN);
        if (claims && caller) this.#watch(claims);
        return () => this.#reply(header, { status: refusal ?? (caller ? OK : NOT_INITIALISED) });
      },
      refuse: (refused) => this.#reply(header, { status: closeStatus(refused) }),
    });
  }

  #message(frame: Frame): void {
    const caller = this.#session?.caller;
    if (!caller) {
      this.#reply(frame.header, { status: NOT_INITIALISED });
      return;
    }
    const call = readCall(frame);
    const { method, path } = call;
    const fault = this.#world.faults.take('request', { identity: caller.user.identity, method, path });
    playOnSocket(fault, this.#world.clock, this, {
      execute: () => {
        const answer = answerRequest(caller, call);
        return () => this.#answerWhenReady(frame, answer);
      },
      refuse: ({ status, code = status, message = 'Simulated failure' }) =>
        this.#answer(frame, { status, body: { status, code, message } }),
    });
  }

  #answerWhenReady(frame: Frame, answer: Answer | Promise<Answer>): void {
    if (answer instanceof Promise) {
      void answer.then((ready) => this.#answerWhenReady(frame, ready));
      return;
    }
    this.#answer(frame, answer);
    answer.afterwards?.();
  }

  #answer(frame: Frame, { status, body }: Answer): void {
    const httpStatus = { code: status, status: STATUS_CODES[status] ?? '' };
    const httpHeaders = { 'content-type': 'application/json' };
    this.#reply(frame.header, { status: OK, http_status: httpStatus, http_headers: httpHeaders }, body);
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
    const frame = encodeFrame(header, payload);
    if (this.#cutAfterBytes === null) this.#socket.send(frame);
    else this.#sendPart(frame, this.#cutAfterBytes);
  }

  /** Past the WebSocket, which only sends whole messages. Nothing follows, or it would be taken for the rest. */
  #sendPart(frame: Buffer, bytes: number): void {
    this.silence();
    this.#wire.write(webSocketMessage(frame).subarray(0, bytes), () => this.drop());
  }
}

/** Contexts of push notifications are acknowledged and go nowhere: nothing is ever pushed. */
function isPushRequest({ method }: FrameHeader): boolean {
  return method === 'put_notification_ctx' || method === 'delete_notification_ctx';
}

function isSamePerson(claims: TokenClaims, { user, service }: Caller): boolean {
  return claims.identity === user.identity && claims.serviceSid === service.sid;
}

/** A name for the browser's store that is the same for the same person each time. */
function storageIdOf(serviceSid: string, identity: string): string {
  return createHash('sha1').update(`${serviceSid}/${identity}`).digest('hex');
}

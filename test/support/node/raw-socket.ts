/** A bare Twilsock client, for what the SDK never does. */
import { WebSocket } from 'ws';
import { decodeFrame, encodeFrame, type FrameHeader } from '../../../src/emulator/socket/frame.js';

export interface RawFrame {
  readonly header: FrameHeader;
  /** Parsed; `null` when there was none. */
  readonly payload: unknown;
}

export class RawSocket {
  readonly #socket: WebSocket;
  readonly #frames: RawFrame[] = [];
  #waiting: (() => void) | null = null;
  /** Settles when the socket has closed. */
  readonly closed: Promise<void>;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.on('close', () => resolve()));
    socket.on('message', (data: Buffer) => {
      const frame = decodeFrame(data);
      if (!frame) throw new Error('The emulator sent a frame that is not well-formed.');
      const payload: unknown = frame.payload.length > 0 ? JSON.parse(String(frame.payload)) : null;
      this.#frames.push({ header: frame.header, payload });
      this.#waiting?.();
    });
  }

  static async open(uri: string): Promise<RawSocket> {
    const socket = new WebSocket(uri);
    const raw = new RawSocket(socket);
    await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
    return raw;
  }

  send(header: FrameHeader, payload?: unknown): void {
    this.#socket.send(encodeFrame(header, payload));
  }

  /** Sends something that is no frame. */
  sendText(text: string): void {
    this.#socket.send(text);
  }

  /** The next frame, in the order of their coming. */
  async next(): Promise<RawFrame> {
    for (;;) {
      const frame = this.#frames.shift();
      if (frame) return frame;
      await new Promise<void>((resolve) => (this.#waiting = resolve));
    }
  }

  /** Authenticates; the answer is the reply. */
  initialise(token: string, more: FrameHeader = {}): Promise<RawFrame> {
    this.send({ method: 'init', id: 'TM-init', token, ...more });
    return this.next();
  }

  /** Sends an HTTP request through the socket; the answer is the next frame. */
  request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<RawFrame> {
    const request = { host: 'aim.us1.twilio.com', path, method, params: {}, headers };
    this.send({ method: 'message', id: 'TM-request', http_request: request }, body);
    return this.next();
  }

  close(): void {
    this.#socket.close();
  }
}

/**
 * Stands between visitors and the companion: cuts a connection at a byte, lets it go silent, refuses new ones, answers
 * in the companion's place, and notes when somebody tried to connect.
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Something that was asked of the companion. */
export interface Asked {
  at: number;
  /** The request line, without the version: `POST /…/session`. */
  request: string;
}

interface Refusal {
  request: RegExp;
  answer: string;
  times: number;
}

export class LineProxy {
  /** Bytes that went through, in both directions. */
  carried = 0;
  readonly asked: Asked[] = [];
  /** Whether connections are taken. */
  isUp = true;
  readonly #server = createServer((client) => this.#join(client));
  readonly #open = new Set<Socket>();
  readonly #silent = new Set<Socket>();
  readonly #port: number;
  #refusals: Refusal[] = [];
  /** Count of bytes after which nothing more passes. */
  #cutAt = Infinity;
  #onCut = nothing;

  private constructor(port: number) {
    this.#port = port;
  }

  /** @param origin Where the companion is. */
  static async start(origin: string): Promise<LineProxy> {
    const proxy = new LineProxy(Number(new URL(origin).port));
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get origin(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** Cuts everything that is open. */
  cut(): void {
    for (const socket of this.#open) socket.destroy();
  }

  /** Takes the companion away. */
  goDown(): void {
    this.isUp = false;
    this.cut();
  }

  /**
   * Cuts everything when so many bytes more have passed, and takes no connections for a while.
   *
   * @returns When connections are taken again, in milliseconds since 1970.
   */
  blip(afterBytes: number, milliseconds: number): Promise<number> {
    this.#cutAt = this.carried + afterBytes;
    return new Promise((resolve) => {
      this.#onCut = () => {
        this.#onCut = nothing;
        this.#cutAt = Infinity;
        this.goDown();
        setTimeout(() => {
          this.isUp = true;
          resolve(Date.now());
        }, milliseconds);
      };
    });
  }

  /** Connections stay open and carry nothing any more; later ones work. */
  silence(): void {
    for (const socket of this.#open) this.#silent.add(socket);
  }

  /** Answers requests in the companion's place. @param answer Status line and headers that matter. */
  refuse(request: RegExp, answer: string, times: number): void {
    this.#refusals.push({ request, answer: `HTTP/1.1 ${answer}\r\nContent-Length: 0\r\n\r\n`, times });
  }

  /** Takes requests and never answers them. */
  swallow(request: RegExp): void {
    this.#refusals.push({ request, answer: '', times: Infinity });
  }

  heal(): void {
    this.#refusals = [];
    this.#cutAt = Infinity;
    this.#onCut = nothing;
    this.isUp = true;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #join(client: Socket): void {
    client.on('error', () => undefined);
    if (!this.isUp) {
      client.destroy();
      return;
    }
    const companion = connect(this.#port, '127.0.0.1');
    for (const [one, other] of [
      [client, companion],
      [companion, client],
    ] as const) {
      this.#open.add(one);
      one.on('data', (bytes) => this.#pass(one, other, bytes, one === client));
      one.on('error', () => undefined);
      one.on('close', () => {
        this.#open.delete(one);
        other.destroy();
      });
    }
  }

  #pass(from: Socket, to: Socket, bytes: Buffer, isAsking: boolean): void {
    if (this.#silent.has(from)) return;
    const request = isAsking ? /^(GET|POST|OPTIONS) \S+/.exec(bytes.toString('latin1', 0, 300))?.[0] : undefined;
    if (request !== undefined) {
      this.asked.push({ at: Date.now(), request });
      const refusal = this.#refusals.find((one) => one.times > 0 && one.request.test(request));
      if (refusal !== undefined) {
        refusal.times--;
        from.write(refusal.answer);
        return;
      }
    }
    const passing = bytes.subarray(0, Math.max(0, this.#cutAt - this.carried));
    this.carried += passing.length;
    if (to.destroyed) return;
    to.write(passing, () => {
      if (this.carried >= this.#cutAt) this.#onCut();
    });
  }
}

const nothing = (): void => undefined;

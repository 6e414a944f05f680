/**
 * A companion and a message service inside the page, for elements from the sources: `fetch` goes to the one, and
 * `loadConnect` gives the other. What a test wants to go wrong is scripted on `companion` and `server`.
 */
import type { MissiveChat } from '../../../src/element.js';
import { ServiceError } from '../../../src/session/service.js';
import type { PublicSettings } from '../../../src/shared/public-settings.js';
import { FakeCompanion } from './fake-session.js';
import { FakeServer } from './fake-transport.js';
import { mount, type Chat } from './harness.js';

const SERVER = 'https://companion.invalid';

export class FakeWorld {
  readonly server = new FakeServer();
  readonly companion = new FakeCompanion();
  /** What the settings route answers; `null`: there is no such account. */
  settings: PublicSettings | null = { account: 'fake', config: {}, availability: 'online', twilio: {} };
  /** Whether the companion can be reached at all. */
  isReachable = true;
  /** Whether it takes requests and never answers them. */
  isHanging = false;
  /** Accounts whose settings were asked for, in order. */
  readonly accounts: string[] = [];
  /** Paths that were asked for, in order. */
  readonly requests: string[] = [];
  readonly #fetch = globalThis.fetch;
  /** Ends the requests that nobody answers. */
  readonly #hanging: ((error: Error) => void)[] = [];

  constructor() {
    // What an earlier page view of this very account left: its last writes may come after its end.
    localStorage.clear();
    globalThis.fetch = (input, init) => this.#answer(input as string, init);
  }

  /**
   * Puts an element of this world on the page.
   *
   * @param prepare What the page does with it before.
   */
  mount(options: Partial<MissiveChat> = {}, prepare?: (element: MissiveChat) => void): Chat {
    return mount(
      {
        account: 'fake',
        server: SERVER,
        loadConnect: () => Promise.resolve(this.server.connect),
        ...options,
      },
      prepare,
    );
  }

  /** Gives the page its own `fetch` back. */
  restore(): void {
    globalThis.fetch = this.#fetch;
    for (const end of this.#hanging) end(new TypeError('Nobody answered.'));
  }

  async #answer(url: string, init: RequestInit | undefined): Promise<Response> {
    if (!url.startsWith(SERVER)) return this.#fetch(url, init);
    const [account = '', path = ''] = url.slice(`${SERVER}/`.length).split('/');
    if (path === 'settings') this.accounts.push(account);
    this.requests.push(path);
    if (this.isHanging) return new Promise((_, reject) => this.#hanging.push(reject));
    if (!this.isReachable) throw new TypeError('Nobody answers.');
    try {
      return Response.json(await this.#handle(path, init));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const { message, status } = error;
      return Response.json({ error: { code: 'internal', message } }, { status });
    }
  }

  async #handle(path: string, init: RequestInit | undefined): Promise<unknown> {
    if (path === 'session') return this.companion.session(JSON.parse(init?.body as string) as object);
    if (path === 'conversation') return this.companion.conversation('');
    if (this.settings === null) throw new ServiceError(404, 'There is no such account.');
    return this.settings;
  }
}

/** Keeps what is written to the console as warning from it. Call `restore` in the end. */
export function hearWarnings(): { warnings: string[]; restore: () => void } {
  const { warn } = console;
  const warnings: string[] = [];
  console.warn = (...values: unknown[]) => warnings.push(values.join(' '));
  return {
    warnings,
    restore: () => {
      console.warn = warn;
    },
  };
}

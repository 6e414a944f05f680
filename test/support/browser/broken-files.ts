/** A page that loads the built element, from a server that does not give it all of its files. */
import type { MissiveChat } from '../../../src/element.js';
import type { Account } from './companion.js';
import { adopt, until, type Chat } from './harness.js';

/** How a file does not come. `held`: not before it is healed. */
export type FileFault = 'not-found' | 'server-error' | 'page' | 'truncated' | 'held';

/** Waits of the page are as much shorter. */
const HASTE = 40;

export class BrokenFiles {
  readonly #root = `/broken/${crypto.randomUUID()}/`;
  readonly #frame = document.createElement('iframe');
  /** Errors that nobody on the page has caught. */
  get errors(): readonly string[] {
    return (this.#frame.contentWindow as unknown as { errors: string[] }).errors;
  }

  /**
   * @param file Beginning of its name: `window` or `twilio`.
   * @param times How often it does not come. Default: until it is healed.
   */
  async breakFile(file: string, kind: FileFault, times = 1000): Promise<void> {
    await fetch(`${this.#root}${file}?kind=${kind}&times=${String(times)}`, { method: 'PUT' });
  }

  /** From now on the file comes. @returns How often it was asked for. */
  async heal(): Promise<number> {
    const answer = await fetch(this.#root, { method: 'DELETE' });
    return ((await answer.json()) as { asked: number }).asked;
  }

  /** Opens a page with the element on it. */
  async visit(account: Account): Promise<Chat> {
    const frame = this.#frame;
    frame.width = '800';
    frame.height = '700';
    const support = JSON.stringify({ email: 'help@example.com', phone: '+32 2 555 01 01' });
    frame.srcdoc = `<!doctype html><title>Page</title><body>
      <script>
        const later = setTimeout;
        window.setTimeout = (call, milliseconds, ...values) => later(call, milliseconds / ${String(HASTE)}, ...values);
        window.errors = [];
        addEventListener('error', ({ message }) => errors.push(message));
        addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
      </script>
      <missive-chat account="${account.id}" server="${account.server}" support='${support}'></missive-chat>
      <script type="module" src="${this.#root}missive-chat.js"></script></body>`;
    document.body.append(frame);
    const page = (): Document | null => frame.contentDocument;
    const element = await until(() => page()?.querySelector<MissiveChat>('missive-chat:defined'), 'element');
    return adopt(element);
  }

  close(): void {
    this.#frame.remove();
  }
}

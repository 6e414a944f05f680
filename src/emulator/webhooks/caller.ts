/** Calls a hook: signs what is said, and keeps to this machine unless told otherwise. */
import { signatureOf } from './signature.js';

export interface WebhookOptions {
  /** Sends the requests. Default: the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** Also calls other machines than this one. Default: false; such a hook is passed over. */
  allowAnywhere?: boolean;
  /** Told of each hook that was not reached, with the reason. Default: nobody. */
  onFailure?: (url: string, reason: string) => void;
}

export interface Target {
  readonly url: string;
  readonly method: 'GET' | 'POST';
}

type Fields = Readonly<Record<string, string>>;

export class WebhookCaller {
  readonly #options: WebhookOptions;
  readonly #authToken: string;

  constructor(authToken: string, options: WebhookOptions) {
    this.#authToken = authToken;
    this.#options = options;
  }

  /** @throws Error when the hook may not be called or cannot be reached. */
  async call(target: Target, fields: Fields): Promise<Response> {
    const { fetch = (request: Request) => globalThis.fetch(request), allowAnywhere = false } = this.#options;
    if (!allowAnywhere && !isLoopback(target.url)) throw new Error('only this machine may be called');
    return fetch(this.#toRequest(target, fields));
  }

  /** Says that a hook was of no use. */
  report({ url }: Target, error: unknown): void {
    this.#options.onFailure?.(url, (error as Error).message);
  }

  #toRequest({ url, method }: Target, fields: Fields): Request {
    if (method === 'POST') {
      const headers = { 'X-Twilio-Signature': signatureOf(this.#authToken, url, fields) };
      return new Request(url, { method, headers, body: new URLSearchParams(fields) });
    }
    const address = new URL(url);
    for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value);
    return new Request(address, { headers: { 'X-Twilio-Signature': signatureOf(this.#authToken, address.href, {}) } });
  }
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

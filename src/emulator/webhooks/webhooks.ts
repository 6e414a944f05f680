/**
 * Tells webhooks what happened, after it was stored. Knows who wants to hear what, and how a request is signed. Called by
 * the operations through `World.announce`.
 */
import type { Announcement } from '../operations/announce.js';
import { signatureOf } from './signature.js';

export interface WebhookOptions {
  /** Sends the requests. Default: the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** Also calls other machines than this one. Default: false; such a hook is passed over. */
  allowAnywhere?: boolean;
  /** Told of each hook that was not reached, with the reason. Default: nobody. */
  onFailure?: (url: string, reason: string) => void;
}

interface Target {
  readonly url: string;
  readonly method: 'GET' | 'POST';
}

export class Webhooks {
  readonly #options: WebhookOptions;
  readonly #authToken: string;
  /** One after the other, so that a hook hears of things in their order. */
  #last: Promise<void> = Promise.resolve();

  constructor(authToken: string, options: WebhookOptions) {
    this.#authToken = authToken;
    this.#options = options;
  }

  /** Who wants to hear of it, found now; what is said, sent later. @returns What sends it. */
  prepare({ service, conversation, event, parameters }: Announcement): () => void {
    const { postWebhookUrl, filters, method } = service.webhook;
    const targets: Target[] = [...(conversation?.webhooks.values() ?? [])].filter((hook) =>
      hook.filters.includes(event),
    );
    if (postWebhookUrl && filters.includes(event)) targets.push({ url: postWebhookUrl, method });
    return () => {
      for (const target of targets) this.#last = this.#last.then(() => this.#call(target, parameters));
    };
  }

  /** Settles when everything that was to be told has been told. */
  settled(): Promise<void> {
    return this.#last;
  }

  async #call({ url, method }: Target, fields: Readonly<Record<string, string>>): Promise<void> {
    const { fetch = (request: Request) => globalThis.fetch(request), allowAnywhere = false, onFailure } = this.#options;
    try {
      if (!allowAnywhere && !isLoopback(url)) throw new Error('only this machine may be called');
      const response = await fetch(toRequest(this.#authToken, url, method, fields));
      if (!response.ok) throw new Error(`answered ${response.status}`);
    } catch (error) {
      onFailure?.(url, (error as Error).message);
    }
  }
}

function toRequest(authToken: string, url: string, method: 'GET' | 'POST', fields: Readonly<Record<string, string>>) {
  if (method === 'POST') {
    const headers = { 'X-Twilio-Signature': signatureOf(authToken, url, fields) };
    return new Request(url, { method, headers, body: new URLSearchParams(fields) });
  }
  const address = new URL(url);
  for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value);
  return new Request(address, { headers: { 'X-Twilio-Signature': signatureOf(authToken, address.href, {}) } });
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

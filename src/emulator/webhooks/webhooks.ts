/**
 * Tells webhooks what happened, after it was stored. Knows who wants to hear what. Called by the operations through
 * `World.announce`.
 */
import type { Announcement } from '../operations/announce.js';
import type { Target, WebhookCaller } from './caller.js';

export class Webhooks {
  readonly #caller: WebhookCaller;
  /** One after the other, so that a hook hears of things in their order. */
  #last: Promise<void> = Promise.resolve();

  constructor(caller: WebhookCaller) {
    this.#caller = caller;
  }

  /** Who wants to hear of it, found now; what is said, sent later. @returns What sends it. */
  prepare({ service, conversation, event, parameters }: Announcement): () => void {
    const { postWebhookUrl, filters, method } = service.webhook;
    const targets: Target[] = [...(conversation?.webhooks.values() ?? [])].filter((hook) =>
      hook.filters.includes(event),
    );
    if (postWebhookUrl && filters.includes(event)) targets.push({ url: postWebhookUrl, method });
    return () => {
      for (const target of targets) this.#last = this.#last.then(() => this.#tell(target, parameters));
    };
  }

  /** Settles when everything that was to be told has been told. */
  settled(): Promise<void> {
    return this.#last;
  }

  async #tell(target: Target, fields: Readonly<Record<string, string>>): Promise<void> {
    try {
      const response = await this.#caller.call(target, fields);
      if (!response.ok) throw new Error(`answered ${response.status}`);
    } catch (error) {
      this.#caller.report(target, error);
    }
  }
}

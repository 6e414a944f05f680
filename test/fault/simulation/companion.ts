/** The companion server of the simulated world, for one tab: knows devices by their secrets, and fails as the dice say. */
import { ServiceError, type Service } from '../../../src/session/service.js';
import type { Backend } from './backend.js';
import { COMPANION_FAULTS } from './faults.js';
import type { Process } from './time.js';

/** How long a page waits for an answer, in milliseconds. */
const PATIENCE = 10_000;
/** Life of a token, in seconds. */
const TOKEN_LIFE = 180;

export class Companion {
  readonly #identities = new Map<string, string>();
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  serve(tab: Process): Service {
    return {
      session: ({ device }) =>
        this.#ask(tab, () => {
          const secret = device !== undefined && this.#identities.has(device) ? device : this.#newDevice();
          const identity = this.#identities.get(secret) ?? '';
          return {
            identity,
            verification: 'unverified',
            token: identity,
            expiresInSeconds: TOKEN_LIFE,
            device: secret,
            conversation: this.#backend.conversationOf(identity)?.sid ?? null,
          };
        }),
      conversation: (device) =>
        this.#ask(tab, () => {
          const identity = this.#identities.get(device);
          if (identity === undefined) throw new ServiceError(401, 'Who are you?');
          return { sid: this.#backend.open(identity).sid };
        }),
    };
  }

  #newDevice(): string {
    const count = String(this.#identities.size);
    this.#identities.set(`secret-${count}`, `a_visitor-${count}`);
    return `secret-${count}`;
  }

  #ask<Answer>(tab: Process, answer: () => Answer): Promise<Answer> {
    const { time, trouble, isDown } = this.#backend;
    const fault = trouble.strikes(0.1) ? trouble.dice.pick(COMPANION_FAULTS) : null;
    if (fault !== null) trouble.count(fault);
    const unreachable = new ServiceError(0, 'The chat server cannot be reached.');
    return new Promise((resolve, reject) => {
      const delay = this.#backend.latency();
      const run = (): void => {
        if (isDown || fault === 'unreachable') return reject(unreachable);
        if (fault === 'companion-error') return reject(new ServiceError(503, 'Later.'));
        if (fault === 'too-many') return reject(new ServiceError(429, 'Slower.'));
        try {
          const value = answer();
          if (fault === 'answer-lost') reject(unreachable);
          else resolve(value);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      if (fault === 'hanging') time.after(PATIENCE, () => reject(unreachable), tab);
      else time.after(delay, run, tab);
    });
  }
}

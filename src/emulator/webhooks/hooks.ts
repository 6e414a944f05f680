/**
 * Asks a service's hook before something happens. Operations are carried out in one go, so one that has to ask is broken
 * off before it changed anything, and begun anew when the answer is there. Asked by the operations (`ask`); whoever
 * carries requests runs them through `deliberate`.
 */
import { delay, type Clock } from '../clock.js';
import { TwilioError } from '../errors.js';
import type { Changes, Question } from '../operations/ask.js';
import type { Target, WebhookCaller } from './caller.js';

/** How long a hook may think. In milliseconds. */
export const PATIENCE_MS = 5000;

/** Breaks the work off that asks for the first time. */
class Unanswered extends Error {
  readonly question: Question;

  constructor(question: Question) {
    super('A hook has to be asked first.');
    this.question = question;
  }
}

type Answer = Changes | 'refused';

export class Hooks {
  readonly #caller: WebhookCaller;
  readonly #clock: Clock;
  /** Answers to the questions of the work that is going on, in their order. */
  #answers: Answer[] | null = null;

  constructor(caller: WebhookCaller, clock: Clock) {
    this.#caller = caller;
    this.#clock = clock;
  }

  /** What the hook wants to be otherwise. Work that nobody deliberates about is not asked about. */
  ask(question: Question): Changes {
    if (this.#answers === null || targetOf(question) === null) return {};
    const answer = this.#answers.shift();
    if (answer === undefined) throw new Unanswered(question);
    if (answer === 'refused') throw new TwilioError('refused-by-webhook');
    return answer;
  }

  /** Carries work out: at once when nobody has to be asked, otherwise as soon as everybody has answered. */
  deliberate<Result>(work: () => Result, answers: readonly Answer[] = []): Result | Promise<Result> {
    this.#answers = [...answers];
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      return this.#call(error.question).then((answer) => this.deliberate(work, [...answers, answer]));
    } finally {
      this.#answers = null;
    }
  }

  /** A hook that cannot be reached, fails or thinks too long changes nothing. */
  async #call(question: Question): Promise<Answer> {
    const target = targetOf(question);
    if (target === null) return {};
    try {
      const response = await Promise.race([this.#caller.call(target, question.parameters), this.#timeOut()]);
      if (response.status >= 400 && response.status < 500) return 'refused';
      if (!response.ok) throw new Error(`answered ${response.status}`);
      return readChanges(await response.text());
    } catch (error) {
      this.#caller.report(target, error);
      return {};
    }
  }

  async #timeOut(): Promise<never> {
    await delay(this.#clock, PATIENCE_MS);
    throw new Error(`gave no answer within ${PATIENCE_MS / 1000} s`);
  }
}

function targetOf({ service, event }: Question): Target | null {
  const { preWebhookUrl, filters, method } = service.webhook;
  return preWebhookUrl && filters.includes(event) ? { url: preWebhookUrl, method } : null;
}

/** Texts of a JSON object; whatever else an answer holds changes nothing. */
function readChanges(text: string): Changes {
  if (text.trim() === '') return {};
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, field]) => typeof field === 'string'));
}

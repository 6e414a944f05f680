/** What the parts of the page have in common: the account, and forms that say how they went. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import { state } from 'lit/decorators/state.js';
import type { SetupAnswer } from '../shared/setup.js';
import { call, words } from './service.js';
import { setupStyles } from './setup.styles.js';

/** How the last thing that was asked for went. */
interface Outcome {
  /** Of which form. */
  form: string;
  isGood: boolean;
  text: string;
}

/**
 * A part of the Setup page.
 *
 * @fires {CustomEvent<SetupAnswer>} account - The account as it is now.
 */
export class Section extends LitElement {
  static override styles = [setupStyles];

  @property({ attribute: false }) account!: SetupAnswer;
  @state() private _outcome: Outcome | null = null;
  /** The form that waits for its answer. */
  @state() protected busy = '';

  /**
   * Does what a form asks for, and says below it how that went.
   *
   * @param done What to say when it worked; nothing for what is seen anyway.
   * @returns Whether it worked.
   */
  protected async attempt(form: string, work: () => Promise<unknown>, done = ''): Promise<boolean> {
    this.busy = form;
    this._outcome = null;
    try {
      await work();
      if (done !== '') this._outcome = { form, isGood: true, text: done };
      return true;
    } catch (error) {
      this._outcome = { form, isGood: false, text: words(error) };
      return false;
    } finally {
      this.busy = '';
    }
  }

  /** Asks the server to change the account, and passes on what it is now. */
  protected async change(method: string, path: string, body: unknown): Promise<void> {
    this.tell(await call<SetupAnswer>(method, path, body));
  }

  /** Passes on what the account is now. */
  protected tell(account: SetupAnswer): void {
    this.dispatchEvent(new CustomEvent('account', { detail: account }));
  }

  /** Where a form says how it went. */
  protected outcome(form: string): TemplateResult {
    const outcome = this._outcome?.form === form ? this._outcome : null;
    return html`<div role=${outcome?.isGood === false ? 'alert' : 'status'}>
      ${outcome === null ? nothing : html`<p class="note ${outcome.isGood ? 'good' : 'bad'}">${outcome.text}</p>`}
    </div>`;
  }
}

/** The fields of a form that is being sent, by name. */
export function fieldsOf(event: SubmitEvent): Record<string, string> {
  event.preventDefault();
  const entries = [...new FormData(event.target as HTMLFormElement)];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

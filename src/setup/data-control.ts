/** The control of names and values, one pair a line. Keeps what is being typed, which is not yet a pair. */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import { state } from 'lit/decorators/state.js';
import { isSame } from './draft.js';
import { setupStyles } from './setup.styles.js';

type Pairs = Record<string, string>;

/**
 * @tag missive-setup-data
 * @fires {CustomEvent<Record<string, string> | undefined>} change - The pairs, or `undefined` for none.
 */
export class DataControl extends LitElement {
  static override readonly styles = setupStyles;
  static override readonly shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  @property({ attribute: false }) value: unknown;
  @property({ attribute: false }) label = '';
  @state() private _text = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('value') || isSame(readPairs(this._text), this.value)) return;
    this._text = Object.entries((this.value ?? {}) as Pairs)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n');
  }

  protected override render(): TemplateResult {
    return html`<textarea
      rows="3"
      aria-label=${`${this.label}: one name and value a line`}
      placeholder="plan: business"
      spellcheck="false"
      .value=${this._text}
      @input=${(event: Event) => {
        this._text = (event.target as HTMLTextAreaElement).value;
        this.dispatchEvent(new CustomEvent('change', { detail: readPairs(this._text) }));
      }}
    ></textarea>`;
  }
}

/** Lines without a name and a colon say nothing yet. */
function readPairs(text: string): Pairs | undefined {
  const pairs = text.split('\n').flatMap((line): [string, string][] => {
    const [, name = '', value = ''] = /^\s*([^:]*[^:\s])\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    return name === '' ? [] : [[name, value]];
  });
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}

customElements.define('missive-setup-data', DataControl);

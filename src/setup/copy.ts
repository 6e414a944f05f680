/** Text to copy, with a button that does it and says so. */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import { state } from 'lit/decorators/state.js';
import { setupStyles } from './setup.styles.js';

/** @tag missive-setup-copy */
export class CopyText extends LitElement {
  static override readonly styles = [
    setupStyles,
    css`
      /* The button stands beside the code, so that no line is scrolled under it. */
      .code {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: start;
        border-radius: 8px;
        background: #1d2433;
      }
      button {
        margin: 8px 8px 8px 0;
        min-height: 34px;
        padding: 0 12px;
        border-color: #4a5467;
        background: #2b3447;
        color: #fff;
        font-size: 13.5px;
      }
      button:hover {
        background: #3a455b;
      }
      @media (max-width: 640px) {
        .code {
          grid-template-columns: minmax(0, 1fr);
        }
        button {
          justify-self: end;
          order: -1;
          margin: 8px 8px 0;
        }
        pre {
          padding-block-start: 6px;
        }
      }
    `,
  ];

  @property() text = '';
  /** What is copied, for the button's name. */
  @property() label = '';
  @state() private _news = '';

  protected override render(): TemplateResult {
    return html`
      <div class="code">
        <pre tabindex="0" role="region" aria-label=${this.label}>${this.text}</pre>
        <button type="button" aria-label=${`Copy: ${this.label}`} @click=${this.#copy}>${this._news || 'Copy'}</button>
        <span class="visually-hidden" role="status">${this._news}</span>
      </div>
    `;
  }

  readonly #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.text);
      this._news = 'Copied';
    } catch {
      // Not allowed, or no HTTPS: the text is selected, and the keyboard copies it.
      const code = this.renderRoot.querySelector('pre');
      if (code) getSelection()?.selectAllChildren(code);
      this._news = 'Selected';
    }
  };
}

customElements.define('missive-setup-copy', CopyText);

/** The Setup page: how to put the account's chat on a page. Knows the account of the signed-in team. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators/state.js';
import { snippets, type Snippet } from './snippets.js';

/** @tag missive-setup */
export class SetupApp extends LitElement {
  static override readonly styles = css`
    :host {
      display: block;
      max-width: 760px;
      margin: 0 auto;
      padding: 32px 20px 80px;
      color: #34363a;
      font:
        16px/1.5 system-ui,
        sans-serif;
    }
    h1 {
      margin: 0 0 8px;
    }
    section {
      margin-top: 28px;
    }
    h2 {
      margin: 0;
      font-size: 1.1em;
    }
    p {
      margin: 4px 0 10px;
    }
    pre {
      margin: 0;
      overflow: auto;
      padding: 16px;
      border-radius: 8px;
      background: #1d2433;
      color: #fff;
      font-size: 14px;
    }
    button {
      min-height: 36px;
      margin-top: 8px;
      padding: 0 18px;
      border: 0;
      border-radius: 18px;
      background: #2866d1;
      color: #fff;
      font: inherit;
      font-weight: 700;
      cursor: pointer;
    }
    button:focus-visible,
    pre:focus-visible {
      outline: 2px solid #2866d1;
      outline-offset: 2px;
    }
  `;

  @state() private _account: string | null = null;
  @state() private _problem = '';
  @state() private _copied: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      const response = await fetch('/setup/account');
      if (!response.ok) throw new Error(String(response.status));
      ({ account: this._account } = (await response.json()) as { account: string });
    } catch {
      this._problem = 'The account could not be loaded. Sign in again with the link that the server printed.';
    }
  }

  protected override render(): TemplateResult {
    return html`
      <h1>Put the chat on your site</h1>
      <p>
        Every option can be set in the page itself, in <code>MissiveChatConfig</code> or as attributes of the element.
      </p>
      ${this._problem === '' ? nothing : html`<p role="alert">${this._problem}</p>`}
      ${this._account === null ? nothing : snippets(this._account, location.origin).map((snippet) => this.#show(snippet))}
    `;
  }

  #show({ name, purpose, code }: Snippet): TemplateResult {
    return html`
      <section>
        <h2>${name}</h2>
        <p>${purpose}</p>
        <pre tabindex="0">${code}</pre>
        <button type="button" @click=${() => this.#copy(name, code)}>
          ${this._copied === name ? 'Copied' : `Copy ${name.toLowerCase()}`}
        </button>
      </section>
    `;
  }

  async #copy(name: string, code: string): Promise<void> {
    await navigator.clipboard.writeText(code);
    this._copied = name;
  }
}

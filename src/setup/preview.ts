/**
 * The chat as visitors will see it: the real element in a page of its own, given the draft as a site would give it.
 * The page is ours and of the same origin, so the element in it is spoken to directly.
 */
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import type { MissiveChat } from '../missive-chat.js';
import type { Draft } from './draft.js';

/** Size of the page in the frame, in CSS pixels; it is shown smaller when there is less room. */
const SIZES = { desktop: [760, 680], phone: [390, 760] } as const;

/** Height of what stands above the frame when the page is not scrolled, and of the save bar below, in CSS pixels. */
const AROUND = 340;

/** A hint of a page behind the chat. */
const PAGE = `
  body {
    margin: 0;
    background: #fff;
  }
  body::before {
    content: '';
    position: absolute;
    inset: 48px 40px auto;
    height: 480px;
    background:
      linear-gradient(#e4e8ef 0 0) 0 0 / 46% 30px,
      linear-gradient(#eff1f5 0 0) 0 66px / 92% 12px,
      linear-gradient(#eff1f5 0 0) 0 94px / 84% 12px,
      linear-gradient(#eff1f5 0 0) 0 122px / 58% 12px,
      linear-gradient(#f3f5f8 0 0) 0 176px / 100% 190px,
      linear-gradient(#eff1f5 0 0) 0 402px / 88% 12px,
      linear-gradient(#eff1f5 0 0) 0 430px / 70% 12px;
    background-repeat: no-repeat;
  }
`;

/** @tag missive-setup-preview */
export class SetupPreview extends LitElement {
  static override readonly styles = css`
    :host {
      display: block;
    }
    :host([hidden]) {
      display: none;
    }
    .device {
      margin: 0 auto;
      overflow: hidden;
      border: 1px solid #d5d9e2;
      border-radius: 12px;
      background: #fff;
      box-shadow: 0 12px 32px -18px rgb(24 34 58 / 35%);
    }
    :host([device='phone']) .device {
      border: 8px solid #20293a;
      border-radius: 34px;
    }
    .bar {
      display: flex;
      gap: 6px;
      height: 26px;
      padding-inline-start: 12px;
      align-items: center;
      background: #eef1f6;
    }
    .bar i {
      width: 9px;
      height: 9px;
      border-radius: 50%;
      background: #cbd2de;
    }
    .screen {
      overflow: hidden;
    }
    iframe {
      display: block;
      border: 0;
      transform-origin: 0 0;
    }
  `;

  @property({ attribute: false }) draft: Draft = {};
  @property({ reflect: true }) device: keyof typeof SIZES = 'desktop';
  /** Whether the chat is shown open. */
  @property({ type: Boolean }) opened = true;

  readonly #watcher = new ResizeObserver(() => {
    this.#fit();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watcher.observe(this);
  }

  override disconnectedCallback(): void {
    this.#watcher.disconnect();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const name = this.device === 'phone' ? 'Preview on a phone' : 'Preview on a desktop';
    return html`
      <div class="device">
        ${this.device === 'desktop' ? html`<div class="bar" aria-hidden="true"><i></i><i></i><i></i></div>` : ''}
        <div class="screen">
          <iframe
            title=${name}
            src="/setup/preview"
            @load=${() => {
              this.#furnish();
              this.#show(true);
            }}
          ></iframe>
        </div>
      </div>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#fit();
    this.#show(changed.has('opened'));
  }

  #furnish(): void {
    const page = this.#frame?.contentDocument;
    const { CSSStyleSheet: Sheet } = page?.defaultView ?? globalThis;
    if (!page) return;
    // Of the frame's own making: a document adopts no other.
    const sheet = new Sheet();
    sheet.replaceSync(PAGE);
    page.adoptedStyleSheets = [sheet];
  }

  /** @param isAsked Whether the owner asked for open or closed; else it stays as the owner left it in the frame. */
  #show(isAsked: boolean): void {
    const chat = this.#frame?.contentDocument?.querySelector<MissiveChat>('missive-chat');
    if (!chat) return;
    chat.config = this.draft;
    if (isAsked) chat.opened = this.opened;
  }

  /** Scales the page in the frame to the room there is. By the CSSOM: the policy allows no `style` attributes. */
  #fit(): void {
    const frame = this.#frame;
    const device = this.renderRoot.querySelector<HTMLElement>('.device');
    const screen = this.renderRoot.querySelector<HTMLElement>('.screen');
    if (!frame || !device || !screen || this.clientWidth === 0) return;
    const [width, height] = SIZES[this.device];
    const isPhone = this.device === 'phone';
    const room = Math.min(this.clientWidth, isPhone ? 330 : width) - (isPhone ? 16 : 2);
    // A phone is taller than wide: all of it, the launcher too, is to be seen between what is above it and the save bar.
    const scale = Math.min(1, room / width, Math.max(420, innerHeight - AROUND) / height);
    frame.style.width = `${String(width)}px`;
    frame.style.height = `${String(height)}px`;
    frame.style.transform = `scale(${String(scale)})`;
    screen.style.width = device.style.width = `${String(Math.floor(width * scale))}px`;
    screen.style.height = `${String(Math.floor(height * scale))}px`;
  }

  get #frame(): HTMLIFrameElement | null {
    return this.renderRoot.querySelector('iframe');
  }
}

customElements.define('missive-setup-preview', SetupPreview);

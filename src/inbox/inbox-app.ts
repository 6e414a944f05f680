/**
 * The team's Inbox: conversations at the left, the open one in the middle, its visitor at the right. Knows which
 * conversation is open; the desk knows everything else.
 */
import { html, LitElement, type TemplateResult } from 'lit';
import { state } from 'lit/decorators/state.js';
import { keyed } from 'lit/directives/keyed.js';
import { systemClock } from '../session/clock.js';
import { newUuid } from '../session/ids.js';
import { paintedVariables } from '../settings/paint.js';
import { VARIABLES } from '../settings/variables.js';
import type { Connect } from '../transport/transport.js';
import { composerStyles } from '../view/composer.styles.js';
import { logStyles } from '../view/log.styles.js';
import { keepReadable } from '../view/contrast.js';
import { createVariablesSheet } from '../view/variables-sheet.js';
import { contact } from './contact.js';
import { conversationList } from './conversation-list.js';
import { Desk } from './desk.js';
import { inboxStyles } from './inbox.styles.js';
import { createInboxService } from './service.js';
import { threadView } from './thread-view.js';
import { lastData, unreadByTeam } from './thread.js';

const loadTwilio = async (): Promise<Connect> => (await import('../transport/twilio.js')).connect;

const variables = createVariablesSheet(':host');
variables.update(paintedVariables(VARIABLES));

/** @tag missive-inbox */
export class InboxApp extends LitElement {
  static override readonly styles = [variables.sheet, logStyles, composerStyles, inboxStyles];

  /** Sid of the open conversation; stands in the address, so that a reload comes back to it. */
  @state() private _open: string | null = location.hash.slice(1) || null;

  readonly #desk = new Desk({
    service: createInboxService(fetch.bind(globalThis)),
    clock: systemClock,
    newId: newUuid,
    loadConnect: loadTwilio,
    changed: () => {
      this.requestUpdate();
    },
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#desk.start();
    addEventListener('online', this.#onOnline);
    addEventListener('beforeunload', this.#onLeave);
    document.addEventListener('visibilitychange', this.#onVisible);
  }

  override disconnectedCallback(): void {
    removeEventListener('online', this.#onOnline);
    removeEventListener('beforeunload', this.#onLeave);
    document.removeEventListener('visibilitychange', this.#onVisible);
    super.disconnectedCallback();
  }

  readonly #onOnline = (): void => {
    this.#desk.retryNow();
  };

  /** A reply that has not left lives in this page only. */
  readonly #onLeave = (event: BeforeUnloadEvent): void => {
    if (this.#desk.isDelivering) event.preventDefault();
  };

  readonly #onVisible = (): void => {
    this.requestUpdate();
  };

  protected override render(): TemplateResult {
    const desk = this.#desk;
    const thread = this._open === null ? undefined : desk.threads.get(this._open);
    return html`
      <header class="bar">
        <h1>Inbox</h1>
        <p class="phase" role="status" data-phase=${desk.connection.phase}>${this.#lineWords()}</p>
        ${
          // The page asks who one is before it shows itself.
          desk.isSignedOut ? html`<a href="/inbox">Sign in</a>` : html`<a class="setup" href="/setup">Setup</a>`
        }
      </header>
      <main class=${thread === undefined ? 'choosing' : 'reading'}>
        ${conversationList(desk, this._open, (sid) => {
          this.#choose(sid);
        })}
        ${
          thread === undefined
            ? html`<p class="empty">Choose a conversation.</p>`
            : html`${keyed(
                thread.sid,
                threadView(thread, desk, () => {
                  this.#choose(null);
                }),
              )}
              ${contact(thread.visitor, desk.people.get(thread.visitor), lastData(thread.store.state))}`
        }
      </main>
    `;
  }

  protected override firstUpdated(): void {
    keepReadable(this);
  }

  protected override updated(): void {
    if (this._open !== null && document.visibilityState === 'visible') this.#desk.markRead(this._open);
    const unread = [...this.#desk.threads.values()].reduce((sum, { store }) => sum + unreadByTeam(store.state), 0);
    document.title = unread === 0 ? 'Inbox · missive-chat' : `(${String(unread)}) Inbox · missive-chat`;
  }

  #choose(sid: string | null): void {
    this._open = sid;
    history.replaceState(null, '', sid === null ? location.pathname : `#${sid}`);
    if (sid === null) return;
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector('textarea')?.focus();
    });
  }

  #lineWords(): string {
    if (this.#desk.isSignedOut) return 'You are signed out.';
    switch (this.#desk.connection.phase) {
      case 'online':
        return 'Online: visitors see that you are here';
      case 'failed':
        return 'No connection. Trying again…';
      case 'reconnecting':
        return 'Connection lost. Reconnecting…';
      default:
        return 'Connecting…';
    }
  }
}

/**
 * The team's Inbox: conversations at the left, the one that is read in the middle, its visitor at the right; on a narrow
 * screen one after the other. Knows what is chosen; the desk knows everything else.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators/state.js';
import { keyed } from 'lit/directives/keyed.js';
import { systemClock } from '../session/clock.js';
import { newUuid } from '../session/ids.js';
import { paintedVariables } from '../settings/paint.js';
import { VARIABLES } from '../settings/variables.js';
import { english } from '../strings/strings.js';
import type { Connect } from '../transport/transport.js';
import { createAnnouncer } from '../view/announcer.js';
import { composerStyles } from '../view/composer.styles.js';
import { keepReadable } from '../view/contrast.js';
import { logStyles } from '../view/log.styles.js';
import { createVariablesSheet } from '../view/variables-sheet.js';
import { bar } from './bar.js';
import { closedListView } from './closed-list-view.js';
import { contact } from './contact.js';
import { conversationList } from './conversation-list.js';
import { Desk } from './desk.js';
import { inboxStyles } from './inbox.styles.js';
import { moveInList, type ListChoice } from './list-item.js';
import { listStyles } from './list.styles.js';
import { readPlace, writePlace, type Place } from './place.js';
import { readingStyles } from './reading.styles.js';
import { createInboxService } from './service.js';
import { signedOut } from './signed-out.js';
import { threadView } from './thread-view.js';
import { lastData, unreadByTeam, type Thread } from './thread.js';

const loadTwilio = async (): Promise<Connect> => (await import('../transport/twilio.js')).connect;

const variables = createVariablesSheet(':host');
variables.update(paintedVariables(VARIABLES));

/** Below this width the parts come one after the other, as in the styles; a field that takes the focus covers half of it. */
const NARROW = '(max-width: 640px)';
/** Below this width the contact comes after the conversation. */
const STEPS = '(max-width: 1000px)';

/** @tag missive-inbox */
export class InboxApp extends LitElement {
  static override readonly styles = [
    variables.sheet,
    logStyles,
    composerStyles,
    inboxStyles,
    readingStyles,
    listStyles,
  ];

  @state() private _place: Place = readPlace(location.hash);
  /** Which list is shown. */
  @state() private _shows: 'open' | 'closed' = 'open';
  /** What came of the last thing done, or what should be done. */
  @state() private _notice = '';
  /** Sid of the conversation that is being closed or opened. */
  @state() private _busy: string | null = null;
  @state() private _tabStop: string | null = null;

  readonly #desk = new Desk({
    service: createInboxService(fetch.bind(globalThis)),
    clock: systemClock,
    newId: newUuid,
    loadConnect: loadTwilio,
    changed: () => {
      this.requestUpdate();
    },
    failed: () => {
      this.#announcer.alert(english.failed);
    },
  });
  readonly #announcer = createAnnouncer(english.unread);
  /** Sid of a conversation that was looked for, because it is not among the open ones. */
  #looked: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#desk.start();
    addEventListener('online', this.#onOnline);
    addEventListener('beforeunload', this.#onLeave);
    addEventListener('popstate', this.#onPlace);
    document.addEventListener('visibilitychange', this.#onVisible);
  }

  override disconnectedCallback(): void {
    removeEventListener('online', this.#onOnline);
    removeEventListener('beforeunload', this.#onLeave);
    removeEventListener('popstate', this.#onPlace);
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

  readonly #onPlace = (): void => {
    this._place = readPlace(location.hash);
    if (matchMedia(STEPS).matches) this.#focusOn(this._place);
  };

  readonly #onVisible = (): void => {
    this.requestUpdate();
  };

  protected override render(): TemplateResult {
    const desk = this.#desk;
    if (desk.isSignedOut) return html`${bar(desk)} ${signedOut(desk)}`;
    const { sid, isContact } = this._place;
    const thread = sid === null ? undefined : desk.threads.get(sid);
    const step = thread === undefined ? 'choosing' : isContact ? 'contacting' : 'reading';
    return html`
      ${bar(desk)} ${this.#announcer.element}
      <p class="notice" role="status">${this._notice || this.#refusal()}</p>
      <main class=${step}>
        <nav class="conversations" aria-label="Conversations" @keydown=${moveInList}>
          ${this.#filter()}
          ${this._shows === 'open' ? conversationList(desk, this.#choice()) : closedListView(desk, this.#choice())}
        </nav>
        ${thread === undefined ? html`<p class="empty">Choose a conversation.</p>` : this.#reading(thread)}
      </main>
    `;
  }

  #reading(thread: Thread): TemplateResult {
    const { sid, visitor, store } = thread;
    return html`
      ${keyed(
        sid,
        threadView(thread, this.#desk, {
          back: () => {
            this.#goBack({ sid: null, isContact: false });
          },
          showContact: () => {
            this.#go({ sid, isContact: true });
            this.#focusOn(this._place);
          },
          close: () => void this.#close(sid),
          reopen: () => void this.#reopen(sid),
          isBusy: this._busy === sid,
        }),
      )}
      ${contact(visitor, this.#desk.people.visitor(visitor), lastData(store.state), () => {
        this.#goBack({ sid, isContact: false });
      })}
    `;
  }

  #filter(): TemplateResult {
    const button = (shows: 'open' | 'closed', name: string): TemplateResult => html`
      <button type="button" aria-pressed=${this._shows === shows} @click=${() => this.#show(shows)}>${name}</button>
    `;
    return html`<div class="filter" role="group" aria-label="Show">
      ${button('open', 'Open')} ${button('closed', 'Closed')}
    </div>`;
  }

  #choice(): ListChoice {
    return {
      chosen: this._place.sid,
      tabStop: this._tabStop,
      choose: (sid) => {
        this._notice = '';
        this.#go({ sid, isContact: false });
        this.#focus(matchMedia(NARROW).matches ? '.thread h2' : 'textarea');
      },
      onFocus: (sid) => {
        this._tabStop = sid;
      },
    };
  }

  #refusal(): string | typeof nothing {
    const { refused } = this.#desk;
    if (refused === 0) return nothing;
    return `Twilio takes you into 1,000 conversations at most; ${String(refused)} more are open. Close some.`;
  }

  protected override firstUpdated(): void {
    // Of what is below the host itself, which no slot shows, the browser computes no style.
    const main = this.renderRoot.querySelector('main');
    if (main) keepReadable(main);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { sid } = this._place;
    if (changed.has('_place') && sid !== this.#looked) this.#looked = null;
    const isKnown = sid === null || this.#desk.threads.get(sid)?.isClosed === false;
    // Which are open is known once the line is up.
    if (isKnown || this.#looked === sid || this.#desk.connection.phase !== 'online') return;
    this.#looked = sid;
    this.#desk.look(sid).catch((error: unknown) => {
      this._notice = wordsOf(error, 'This conversation could not be read.');
    });
  }

  protected override updated(): void {
    const { sid } = this._place;
    if (sid !== null && document.visibilityState === 'visible') this.#desk.markRead(sid);
    const unread = this.#desk.threads.open.reduce((sum, { store }) => sum + unreadByTeam(store.state), 0);
    document.title = unread === 0 ? 'Inbox · missive-chat' : `(${String(unread)}) Inbox · missive-chat`;
  }

  #go(place: Place): void {
    this._place = place;
    history.pushState({ isStep: true }, '', location.pathname + writePlace(place));
  }

  /** As the browser's own way back, if that leads there. */
  #goBack(place: Place): void {
    if ((history.state as { isStep?: boolean } | null)?.isStep && matchMedia(STEPS).matches) {
      history.back();
      return;
    }
    this._place = place;
    history.replaceState(null, '', location.pathname + writePlace(place));
    this.#focusOn(place);
  }

  #focusOn({ sid, isContact }: Place): void {
    this.#focus(sid === null ? '.conversation[tabindex="0"]' : isContact ? '.contact h2' : '.thread h2');
  }

  #show(shows: 'open' | 'closed'): void {
    this._notice = '';
    this._shows = shows;
    this._tabStop = null;
    if (shows === 'closed') void this.#loadClosed();
  }

  async #loadClosed(): Promise<void> {
    const { closed, people } = this.#desk;
    await closed.load();
    await people.meet(closed.conversations.flatMap(({ visitor, closedBy }) => [visitor, closedBy ?? '']));
  }

  async #close(sid: string): Promise<void> {
    await this.#attempt(sid, 'The conversation could not be closed.', async () => {
      await this.#desk.close(sid);
      this._notice = 'The conversation is closed.';
      if (this._place.sid !== sid) return;
      this._place = { sid: null, isContact: false };
      history.replaceState(null, '', location.pathname);
      this._tabStop = null;
      this.#focus('.filter button');
    });
  }

  async #reopen(sid: string): Promise<void> {
    await this.#attempt(sid, 'The conversation could not be opened.', async () => {
      await this.#desk.reopen(sid);
      this._notice = 'The conversation is open again.';
      this._shows = 'open';
    });
  }

  async #attempt(sid: string, failed: string, run: () => Promise<void>): Promise<void> {
    this._busy = sid;
    this._notice = '';
    try {
      await run();
    } catch (error) {
      this._notice = wordsOf(error, failed);
    }
    this._busy = null;
  }

  #focus(selector: string): void {
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
    });
  }
}

function wordsOf(error: unknown, otherwise: string): string {
  return error instanceof Error && error.name === 'ServiceError' ? `${otherwise} ${error.message}` : otherwise;
}

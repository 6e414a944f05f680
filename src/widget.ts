/**
 * One running widget inside the element's shadow root: paints the launcher, asks for the account's settings, and loads
 * the window when it is wanted. Knows when; does not know attributes, nor how a chat works. Called by the element.
 */
import type { DueEvent, MissiveChatEvents } from './events.js';
import { createLoader, pause } from './session/loader.js';
import { createMemory, type Memory } from './session/memory.js';
import { readSettings, ServiceError } from './session/service.js';
import type { Settings } from './settings/config.js';
import { paintedVariables } from './settings/paint.js';
import type { PublicSettings } from './shared/public-settings.js';
import { englishLauncher } from './strings/launcher-strings.js';
import type { Connect } from './transport/transport.js';
import { keepReadable } from './view/contrast.js';
import { createLauncher, type Launcher, type LauncherView } from './view/launcher.js';
import { createVariablesSheet } from './view/variables-sheet.js';
import type { Chat } from './window.js';

/** What a widget is started with. */
export interface WidgetStart {
  account: string;
  server: string;
  /** Settings that the page has already; saves the first request. */
  preset: PublicSettings | null;
  settings: Settings;
  shadowRoot: ShadowRoot;
  /** Loads the transport in place of Twilio's. */
  loadConnect: (() => Promise<Connect>) | undefined;
}

/** What a widget asks of the element. */
export interface WidgetHost {
  isOpen(): boolean;
  /** Opens or closes the window; the widget follows through `follow`. */
  setOpened(isOpen: boolean, byVisitor?: boolean): void;
  /** The account's settings arrived: they are a layer, so the settings in force may be others now. */
  adopt(config: PublicSettings['config']): void;
  dispatch<Name extends keyof MissiveChatEvents>(name: Name, detail: MissiveChatEvents[Name]): void;
  /** What the launcher shows, for the element's `:state()`s. */
  reflect(news: Pick<LauncherView, 'status' | 'unread'>): void;
}

/** How long the first paint waits for the settings, in milliseconds. */
const PATIENCE = 1500;
/** Age after which settings are asked for again when the tab becomes visible, in milliseconds. */
const STALE = 60_000;

export class Widget {
  readonly #start: WidgetStart;
  readonly #host: WidgetHost;
  readonly #listening = new AbortController();
  readonly #variables = createVariablesSheet('.root');
  readonly #launcher: Launcher;
  #settings: Settings;
  #memory: Memory;
  #account: PublicSettings | null = null;
  #chat: Chat | null = null;
  readonly #loadWindow = createLoader(() => import('./window.js'));
  #askedAt = 0;
  #asks = 0;
  #news: Pick<LauncherView, 'status' | 'unread'> = { status: 'unknown', unread: 0 };
  #hasFailed = false;
  #paintedVariables: Settings['variables'] | null = null;
  #isReady = false;
  /** The last state of the window that was followed. */
  #isFollowing = false;

  constructor(start: WidgetStart, host: WidgetHost) {
    this.#start = start;
    this.#host = host;
    this.#settings = start.settings;
    this.#memory = this.#remember();
    this.#launcher = createLauncher(() => {
      // It is seen while the chat is open only as long as there is no window: then it closes.
      host.setOpened(!host.isOpen(), true);
    });
    void this.#begin();
  }

  /** Applies changed settings; another person, named by the site, starts over. */
  configure(settings: Settings): void {
    const former = this.#settings.user;
    const { email, digest } = settings.user;
    this.#settings = settings;
    if (former.email !== email || former.digest !== digest) {
      // A person whom the site names no longer leaves nothing behind on the device.
      if (former.email !== '' && former.email !== email) this.#memory.forget();
      this.#startOver();
    }
    this.#chat?.configure(settings);
    this.#paint();
  }

  /**
   * The element was opened or closed.
   *
   * @param byVisitor Whether the visitor did it, whose focus then goes along.
   */
  follow(isOpen: boolean, byVisitor: boolean): void {
    // Before that, `#resume` finds out. The element tells twice when the change came from here.
    if (!this.#isReady || this.#isFollowing === isOpen) return;
    this.#isFollowing = isOpen;
    const hadFocus = this.#start.shadowRoot.activeElement !== null;
    // A page that opens the chat by itself is no act of the visitor's, and leaves no trace.
    if (byVisitor || Object.keys(this.#memory.recall()).length > 0) this.#memory.keep({ opened: isOpen });
    this.#hasFailed = false;
    this.#paint();
    if (isOpen) {
      void this.#ensureChat(byVisitor);
      void this.#askSettings();
    } else {
      this.#chat?.setOpened(false, false);
      if (hadFocus && byVisitor) this.#launcher.focus();
    }
  }

  /** Forgets the visitor on this device. */
  forget(): void {
    this.#memory.forget();
    this.#startOver();
  }

  /** Takes everything off the page; what is remembered stays. */
  stop(): void {
    this.#listening.abort();
    this.#endChat();
    this.#launcher.root.remove();
    const { shadowRoot } = this.#start;
    shadowRoot.adoptedStyleSheets = shadowRoot.adoptedStyleSheets.filter((sheet) => sheet !== this.#variables.sheet);
  }

  get #isStopped(): boolean {
    return this.#listening.signal.aborted;
  }

  #remember(): Memory {
    return createMemory(() => localStorage, this.#start.account, this.#settings.user.email, Date.now);
  }

  async #begin(): Promise<void> {
    // The element must know its widget before the widget calls back.
    await Promise.resolve();
    const asking = this.#askSettings(this.#start.preset);
    const isKnown = await Promise.race([asking, pause(PATIENCE)]);
    if (!isKnown || this.#isStopped) return;
    this.#show();
    this.#isReady = true;
    this.#resume();
    this.#host.dispatch('missive-ready', undefined);
    document.addEventListener('visibilitychange', () => void this.#refresh(), { signal: this.#listening.signal });
    // The answer may come later than the paint, and be that there is nothing to paint.
    if (!(await asking)) this.stop();
  }

  /** @returns `false` when there is no such account, and so nothing to show. */
  async #askSettings(preset: PublicSettings | null = null): Promise<boolean> {
    const { account, server } = this.#start;
    const ask = ++this.#asks;
    this.#askedAt = Date.now();
    try {
      const answer = preset ?? (await readSettings(server, account));
      // An answer that was overtaken by a later one is out of date.
      if (this.#isStopped || ask !== this.#asks) return true;
      this.#account = answer;
      if (this.#chat === null) this.#news = { ...this.#news, status: answer.availability };
      this.#chat?.setAvailability(answer);
      this.#host.adopt(answer.config);
    } catch (error) {
      if (error instanceof ServiceError && error.status === 404) {
        console.warn(`missive-chat: there is no account "${account}" at ${server}.`);
        return false;
      }
      // Out of reach: the defaults serve, and the visitor can still write.
    }
    return true;
  }

  async #refresh(): Promise<void> {
    if (document.visibilityState === 'visible' && Date.now() - this.#askedAt > STALE) await this.#askSettings();
  }

  #show(): void {
    const { root, frame } = this.#launcher;
    if (root.isConnected || this.#isStopped) return;
    const { shadowRoot } = this.#start;
    shadowRoot.adoptedStyleSheets = [this.#variables.sheet, ...shadowRoot.adoptedStyleSheets];
    for (const intent of ['pointerenter', 'focusin', 'pointerdown']) {
      frame.addEventListener(intent, () => void this.#loadWindow().catch(() => undefined), { once: true });
    }
    shadowRoot.append(root);
    this.#paint();
  }

  /** Goes on where an earlier page view stopped. */
  #resume(): void {
    const { opened, hasConversation } = this.#memory.recall();
    const isOpen = this.#host.isOpen();
    this.#isFollowing = isOpen;
    if (opened && this.#settings.chat.rememberOpenState && !isOpen) this.#host.setOpened(true);
    else if (isOpen || hasConversation) void this.#ensureChat(false);
  }

  async #ensureChat(moveFocus: boolean): Promise<void> {
    const memory = this.#memory;
    try {
      const { startChat } = await this.#loadWindow();
      // Whoever was to chat may have gone while the window was loading.
      if (this.#isStopped || memory !== this.#memory) return;
      this.#hasFailed = false;
      this.#chat ??= this.#startChat(startChat);
      this.#chat.setOpened(this.#host.isOpen(), moveFocus);
    } catch {
      this.#hasFailed = true;
      this.#host.dispatch('missive-error', { code: 'unreachable', message: 'The chat window could not be loaded.' });
    }
    this.#paint();
  }

  #startChat(startChat: typeof import('./window.js').startChat): Chat {
    const { server, account, shadowRoot, loadConnect } = this.#start;
    const { root, frame } = this.#launcher;
    const chat = startChat({
      server,
      account,
      memory: this.#memory,
      endpoint: async () => {
        // A page that was loaded while the companion was away does not know yet where to connect.
        if (this.#account === null) await this.#askSettings();
        if (this.#account === null) throw new Error('The settings did not come.');
        return this.#account.twilio;
      },
      settings: this.#settings,
      shadowRoot,
      root,
      frame,
      ...(loadConnect && { loadConnect }),
      tell: (news) => {
        this.#news = news;
        this.#paint();
      },
      dispatch: ({ name, detail }: DueEvent) => {
        this.#host.dispatch(name, detail);
      },
      close: () => {
        this.#host.setOpened(false, true);
      },
      forgotten: () => {
        this.#startOver();
      },
    });
    chat.setAvailability(this.#account ?? { availability: 'offline' });
    return chat;
  }

  #startOver(): void {
    this.#endChat();
    this.#memory = this.#remember();
    if (this.#isReady) this.#resume();
  }

  #endChat(): void {
    this.#chat?.end();
    this.#chat = null;
    this.#news = { status: this.#account?.availability ?? 'unknown', unread: 0 };
  }

  #paint(): void {
    const { chat, variables } = this.#settings;
    this.#variables.update(paintedVariables(variables));
    this.#host.reflect(this.#news);
    this.#launcher.update({
      settings: this.#settings,
      strings: englishLauncher,
      ...this.#news,
      isOpen: this.#host.isOpen(),
      isHidden: chat.hidden || (chat.hideWhenOffline && this.#news.status !== 'online'),
      hasFailed: this.#hasFailed,
    });
    const { root } = this.#launcher;
    // Colours can be compared only where they are computed; last, lest anything moves from where it was before.
    if (variables !== this.#paintedVariables && root.isConnected) {
      this.#paintedVariables = variables;
      keepReadable(root);
    }
  }
}

/**
 * What is loaded when the window is wanted: session, state and views of one chat, put together. Knows all of them;
 * does not know attributes or the page. Called by the element, once for each visitor.
 */
import { render } from 'lit';
import { aboutBrowser } from './session/about-browser.js';
import { systemClock } from './session/clock.js';
import { snapshotData } from './session/data.js';
import { newUuid } from './session/ids.js';
import { createLoader } from './session/loader.js';
import type { Memory } from './session/memory.js';
import { createService } from './session/service.js';
import { createSession } from './session/session.js';
import { takeTurns } from './session/turns.js';
import type { Settings } from './settings/config.js';
import type { PublicSettings, TwilioEndpoint } from './shared/public-settings.js';
import type { Person } from './shared/session.js';
import { asksAnything, hasFailed, status, unreadCount } from './state/select.js';
import type { ChatState } from './state/state.js';
import { createStore } from './state/store.js';
import { english } from './strings/strings.js';
import { plainText } from './text/tokens.js';
import type { Connect } from './transport/transport.js';
import { eventsBetween, type DueEvent } from './events.js';
import { createAnnouncer } from './view/announcer.js';
import { composerStyles } from './view/composer.styles.js';
import { logStyles } from './view/log.styles.js';
import { createFullScreen } from './view/full-screen.js';
import { createTabTitle } from './view/tab-title.js';
import { windowStyles } from './view/window.styles.js';
import { chatWindow, type WindowActions } from './view/window.js';

/** What the element gives and is told. */
export interface ChatHost {
  /** Origin of the companion server. */
  server: string;
  account: string;
  memory: Memory;
  /** Asked at every connection: the settings may arrive after the chat has begun. */
  endpoint: () => Promise<TwilioEndpoint>;
  settings: Settings;
  shadowRoot: ShadowRoot;
  /** Wrapper of everything in the shadow root. */
  root: HTMLElement;
  /** Where the window goes. */
  frame: HTMLElement;
  /** Loads the transport; tests bring their own. */
  loadConnect?: () => Promise<Connect>;
  /** Told what the launcher needs to know. */
  tell: (news: { status: ReturnType<typeof status>; unread: number }) => void;
  dispatch: (event: DueEvent) => void;
  /** The visitor wants the window closed. */
  close: () => void;
  /** Another tab has forgotten the visitor. */
  forgotten: () => void;
}

export interface Chat {
  configure(settings: Settings): void;
  setAvailability(told: Pick<PublicSettings, 'availability' | 'isScheduled'>): void;
  /** @param moveFocus Whether the visitor opened it, and goes on inside. */
  setOpened(isOpen: boolean, moveFocus: boolean): void;
  /** Takes the window off the page; what is remembered stays. */
  end(): void;
}

/**
 * How often a line that is in sight is looked at, and how quickly it must answer after a sleep; in milliseconds. One that
 * is dead is to be found within two seconds.
 */
const WATCH = 30_000;
const WAKE_LIMIT = 1800;

const loadTwilio = createLoader(async (): Promise<Connect> => (await import('./transport/twilio.js')).connect);

export function startChat(host: ChatHost): Chat {
  let { settings } = host;
  let isRenderDue = false;
  let isScheduled = false;
  const { frame, root, shadowRoot, memory } = host;
  const store = createStore();
  const announcer = createAnnouncer(english.unread);
  const tabTitle = createTabTitle(document);
  const browser = aboutBrowser(navigator);

  const session = createSession({
    store,
    service: createService(host.server, host.account, fetch.bind(globalThis)),
    memory,
    clock: systemClock,
    newId: newUuid,
    loadConnect: host.loadConnect ?? loadTwilio,
    endpoint: host.endpoint,
    user: () => siteUser(settings),
    isScheduled: () => isScheduled,
    exclusively: takeTurns({
      locks: (navigator as Partial<Navigator>).locks,
      storage: () => localStorage,
      name: memory.key,
      clock: systemClock,
      newId: newUuid,
    }),
    random: Math.random,
    data() {
      const { data, dropped } = snapshotData(settings.meta, browser);
      if (dropped.length > 0) {
        console.warn(`missive-chat: no room in the message for meta ${dropped.map((key) => `"${key}"`).join(', ')}.`);
      }
      return data;
    },
  });

  /** A window that the page opened is the visitor's from when they act in it. */
  const stayOpen = (): void => {
    memory.keep({ opened: true });
  };

  const actions: WindowActions = {
    close: host.close,
    identify(name, email) {
      stayOpen();
      session.identify(name, email);
      focusInside();
    },
    skip() {
      stayOpen();
      session.skip();
      focusInside();
    },
    draft(text) {
      session.warmUp();
      session.draft(text);
    },
    send(text) {
      stayOpen();
      session.draft('');
      session.write(text);
    },
    retry: session.retry,
    loadEarlier: session.loadEarlier,
  };

  function renderSoon(): void {
    if (isRenderDue) return;
    isRenderDue = true;
    queueMicrotask(() => {
      isRenderDue = false;
      renderNow();
    });
  }

  function renderNow(): void {
    const { state } = store;
    render(chatWindow({ state, settings, strings: english, actions, isOffline: !navigator.onLine }), frame);
    const unread = unreadCount(state);
    host.tell({ status: status(state), unread });
    const { newMessage, newMessages } = settings.messages;
    tabTitle.show(unread === 0 || isSeen(state) ? '' : unread === 1 ? newMessage : newMessages);
  }

  const stopWatching = store.watch((state, previous) => {
    for (const event of eventsBetween(previous, state, (body) => plainText(body, { linkSyntax: true }))) {
      if (event.name === 'missive-new-message') announce(event.detail.body);
      if (event.name === 'missive-error') announcer.announce(settings.messages.error.join('\n'));
      host.dispatch(event);
    }
    if (hasFailed(state, previous)) announcer.alert(english.failed);
    if (isSeen(state)) session.markRead();
    renderSoon();
  });

  function announce(body: string): void {
    announcer.announce(`${settings.chat.name || english.team}: ${body}`);
  }

  const isSeen = (state: ChatState): boolean => state.opened && document.visibilityState === 'visible';

  const focusInside = (): void => {
    renderNow();
    frame.querySelector<HTMLElement>('.window input, .window textarea')?.focus();
  };

  /** Who the visitor is, as far as the site or an earlier visit says; otherwise whether to ask. */
  function greet(): void {
    const { phase } = store.state.visitor;
    const { email, name } = settings.user;
    const { person } = memory.recall();
    if (email !== '') store.report({ type: 'visitor-identified', name, email, byForm: false });
    else if (phase === 'identified' || phase === 'skipped') return;
    else if (person) store.report({ type: 'visitor-identified', ...person, byForm: false });
    else if (person === null || !asksAnything(settings)) store.report({ type: 'visitor-skipped' });
    else store.report({ type: 'visitor-asked' });
  }

  const listening = new AbortController();
  const { signal } = listening;
  const updateFullScreen = createFullScreen(frame, signal);
  addEventListener('online', onNetwork, { signal });
  addEventListener('offline', renderSoon, { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (isSeen(store.state)) session.markRead();
      onNetwork();
    },
    { signal },
  );
  addEventListener('pageshow', onNetwork, { signal });
  addEventListener(
    'storage',
    ({ key, newValue }) => {
      // Another tab has logged the visitor out; one that only clears the storage says no key.
      if (key === memory.key && newValue === null) host.forgotten();
      else if (key === memory.key || key?.startsWith(`${memory.key}/`)) session.share();
    },
    { signal },
  );
  const watch = setInterval(() => {
    if (document.visibilityState === 'visible') session.check();
  }, WATCH);

  /** The network, or the page itself, may have been away. */
  function onNetwork(): void {
    session.retryNow();
    session.check(WAKE_LIMIT);
    renderSoon();
  }

  shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, ...SHEETS.filter(notIn(shadowRoot))];
  root.append(announcer.element);
  greet();
  renderNow();
  root.classList.add('complete');
  session.resume();

  return {
    configure(changed) {
      const { name, avatarUrl } = settings.user;
      settings = changed;
      if (changed.user.name !== name || changed.user.avatarUrl !== avatarUrl) session.updatePerson();
      greet();
      renderSoon();
    },
    setAvailability({ availability, isScheduled: follows = false }) {
      isScheduled = follows;
      // While the line is up it knows better than an answer that may be seconds old, but not the office hours.
      if (follows || store.state.connection.phase !== 'online' || store.state.conversation === null) {
        store.report({ type: 'availability-told', availability });
      }
    },
    setOpened(isOpen, moveFocus) {
      store.report({ type: isOpen ? 'opened' : 'closed' });
      updateFullScreen();
      if (isOpen && moveFocus) focusInside();
    },
    end() {
      listening.abort();
      clearInterval(watch);
      stopWatching();
      session.close();
      tabTitle.show('');
      announcer.element.remove();
      root.classList.remove('complete');
      render(null, frame);
    },
  };
}

const SHEETS = [windowStyles, logStyles, composerStyles];

const notIn =
  ({ adoptedStyleSheets }: ShadowRoot) =>
  (sheet: CSSStyleSheet): boolean =>
    !adoptedStyleSheets.includes(sheet);

/** The person whom the site names. A name alone is no identity; it only begins the form. */
function siteUser({ user: { email, name, avatarUrl, digest } }: Settings): Person | null {
  if (email === '') return null;
  return { email, ...(name && { name }), ...(avatarUrl && { avatarUrl }), ...(digest && { digest }) };
}

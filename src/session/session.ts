/**
 * One chat of one visitor: turns what the visitor does into calls, and what happens into facts. Knows the companion,
 * the line and the memory of the device; does not know what is seen. Called by the window with intents.
 */
import type { MessageData } from '../shared/message-attributes.js';
import type { TwilioEndpoint } from '../shared/public-settings.js';
import type { Person, SessionAnswer } from '../shared/session.js';
import { hasDelivered } from '../state/select.js';
import type { Store } from '../state/store.js';
import { TransportError, type Connect, type Transport, type TransportEvent } from '../transport/transport.js';
import type { Clock } from './clock.js';
import { catchUp, readEarlier, toStored } from './history.js';
import { createLine } from './line.js';
import type { Memory } from './memory.js';
import { createOutbox, type OutboxWorld } from './outbox.js';
import { ServiceError, type Service } from './service.js';
import { shareOutbox } from './shared-outbox.js';
import { watchTeam } from './team.js';

export interface SessionWorld {
  store: Store;
  service: Service;
  memory: Memory;
  clock: Clock;
  newId: () => string;
  /** Loads the transport's code. */
  loadConnect: () => Promise<Connect>;
  endpoint: () => TwilioEndpoint | Promise<TwilioEndpoint>;
  /** Who the site says the visitor is; `null` when it does not say. */
  user: () => Person | null;
  /** Whether the team's availability follows office hours, whoever is connected. */
  isScheduled: () => boolean;
  /** What to attach to a message written now. */
  data: () => MessageData;
  /** Runs while no other tab delivers messages of the same visitor; tells whether one may have until now. */
  exclusively: OutboxWorld['exclusively'];
  /** Between 0 and 1. */
  random: () => number;
}

export interface Session {
  /** Brings back what an earlier page view left, and connects if there is a conversation to come back to. */
  resume(): void;
  /** The visitor filled in the form. */
  identify(name: string, email: string): void;
  /** The visitor would rather not say. */
  skip(): void;
  /** The visitor is about to write: fetches what sending will need. */
  warmUp(): void;
  write(body: string): void;
  retry(cid: string): void;
  /** The visitor changed the draft. */
  draft(text: string): void;
  /** The visitor sees the newest messages. */
  markRead(): void;
  loadEarlier(): Promise<void>;
  /** The network may be back. */
  retryNow(): void;
  /** Another tab wrote into the memory. */
  share(): void;
  /**
   * Looks whether the line is still alive.
   *
   * @param limit How long it may take to answer, in milliseconds. Default: 5 seconds.
   */
  check(limit?: number): void;
  /** The site says more about the same person: tells the companion, if it knows the visitor already. */
  updatePerson(): void;
  close(): void;
}

/** Time that a tab has to deliver what it wrote, before the others see to it. In milliseconds. */
const TAKE_OVER = 1000;

export function createSession(world: SessionWorld): Session {
  const { store, service, memory, clock } = world;
  let isClosed = false;
  let isCreating = false;
  let stopTeam = (): void => undefined;

  const line = createLine({
    clock,
    loadConnect: world.loadConnect,
    startSession,
    endpoint: world.endpoint,
    tell: hear,
    tellConnection: (connection) => {
      store.report({ type: 'connection-changed', connection });
    },
    prepare,
    probe: async (transport) => {
      const sid = store.state.conversation;
      if (sid !== null) await catchUp(transport, store, sid);
    },
    random: world.random,
  });
  const outbox = createOutbox({
    store,
    line,
    clock,
    ensureConversation,
    exclusively: (deliver) =>
      world.exclusively((turn) => {
        adopt();
        return deliver(turn);
      }),
  });
  const shared = shareOutbox(store, memory);
  const stopWatch = store.watch((state, previous) => {
    if (state.isStartedHere && hasDelivered(state) && !hasDelivered(previous)) memory.keep({ isStarting: false });
  });

  /** Takes over what the memory holds. @returns Whether anything may have changed hands. */
  function adopt(): boolean {
    const adopted = shared.adopt();
    outbox.doubt(adopted);
    return adopted.length > 0;
  }

  function share(): void {
    // Whoever wrote them delivers them, unless that tab is gone.
    if (adopt()) clock.after(TAKE_OVER, () => outbox.deliver());
    if (store.state.conversation === null && memory.recall().hasConversation) line.ensure().catch(() => undefined);
  }

  async function startSession(): Promise<SessionAnswer> {
    const { device } = memory.recall();
    const user = world.user() ?? typedPerson();
    const answer = await service.session({ ...(user && { user }), ...(device !== undefined && { device }) });
    // An answer that comes late must not speak for whoever came first, here or in another tab.
    if (isClosed || memory.recall().device !== device) throw new TransportError('unavailable', 'Too late.');
    memory.keep({ device: answer.device, hasConversation: answer.conversation !== null || memory.unsent().length > 0 });
    store.report({ type: 'session-started', identity: answer.identity, conversation: answer.conversation });
    return answer;
  }

  function typedPerson(): Person | null {
    const { visitor } = store.state;
    return visitor.phase === 'identified' ? { name: visitor.name, email: visitor.email } : null;
  }

  async function ensureConversation(): Promise<string> {
    if (store.state.conversation !== null) return store.state.conversation;
    const { device } = memory.recall();
    try {
      isCreating = true;
      const { sid } = await service.conversation(device ?? '');
      memory.keep({ hasConversation: true, isStarting: true });
      store.report({ type: 'conversation-started', sid });
      prepareNow();
      return sid;
    } catch (cause) {
      const isRefused = cause instanceof ServiceError && cause.status >= 400 && cause.status < 429;
      throw new TransportError(isRefused ? 'refused' : 'unavailable', 'No conversation.', { cause });
    } finally {
      isCreating = false;
    }
  }

  /** A verified user may have a conversation that this device has never seen. Without one there is no need to connect. */
  async function findConversation(): Promise<void> {
    try {
      const { conversation } = await startSession();
      if (conversation !== null) await line.ensure();
    } catch {
      // It is asked for again with the first message, and what is wrong is told then.
    }
  }

  /** What every new line needs first: the messages missed meanwhile, how far they were read, and who is there. */
  async function prepare(transport: Transport): Promise<void> {
    const sid = store.state.conversation;
    if (sid === null) return;
    const { readIndex } = await transport.conversation(sid);
    await catchUp(transport, store, sid);
    store.report({ type: 'read-up-to', index: readIndex });
    const stop = await watchTeam(transport, store, sid, world.isScheduled);
    stopTeam();
    stopTeam = stop;
  }

  /** The line is older than the conversation: what a new line does first is done now. */
  function prepareNow(): void {
    line
      .ensure()
      .then(prepare)
      .catch(() => undefined);
  }

  function hear(event: TransportEvent): void {
    if (!('conversation' in event)) {
      // The feed of events has gaps after a reconnection; a page from the last known index has none.
      if (event.type === 'line' && event.state === 'online') line.check();
      // The team left when it closed the conversation; the companion brings it back when it hears of the visitor.
      if (event.type === 'reopened') startSession().catch(() => undefined);
    } else if (event.type === 'conversation') {
      const { sid, visitor } = event.conversation;
      const { conversation, identity } = store.state;
      if (conversation === null && visitor === identity && identity !== null && !isCreating) {
        // Another tab, or another device, has started it.
        store.report({ type: 'session-started', identity, conversation: sid });
        prepareNow();
      }
      if (sid === conversation) {
        store.report({ type: 'read-up-to', index: event.conversation.readIndex });
      }
    } else if (event.conversation === store.state.conversation) {
      if (event.type === 'message') {
        store.report({ type: 'messages-received', messages: [toStored(event.message)] });
      } else if (event.identity !== store.state.identity) {
        store.report({ type: 'team-typing', isTyping: event.isTyping });
      }
    }
  }

  return {
    resume() {
      const { hasConversation, isStarting, draft } = memory.recall();
      if (draft) store.report({ type: 'draft-changed', draft });
      if (isStarting) store.report({ type: 'start-restored' });
      adopt();
      if (hasConversation || store.state.outbox.length > 0) line.ensure().catch(() => undefined);
      else if (world.user()?.digest) void findConversation();
      outbox.deliver();
    },
    identify(name, email) {
      memory.keep({ person: { name, email } });
      store.report({ type: 'visitor-identified', name, email, byForm: true });
    },
    skip() {
      memory.keep({ person: null });
      store.report({ type: 'visitor-skipped' });
    },
    warmUp() {
      world.loadConnect().catch(() => undefined);
    },
    write(body) {
      memory.keep({ hasConversation: true });
      // Tabs put their messages together by their times, so they grow even where the clock was set back.
      const at = Math.max(clock.now(), ...store.state.outbox.map((message) => message.at + 1));
      store.report({ type: 'message-written', cid: world.newId(), body, at, data: world.data() });
      outbox.deliver();
    },
    retry(cid) {
      // Another tab may have retried it too, and may be gone.
      outbox.doubt(store.state.outbox.filter((message) => message.cid === cid));
      store.report({ type: 'message-retried', cid });
      line.retryNow();
      outbox.deliver();
    },
    draft(text) {
      const { conversation, connection } = store.state;
      store.report({ type: 'draft-changed', draft: text });
      // Of somebody whom the site knows, the device keeps only what is on its way.
      if (world.user() === null) memory.keep({ draft: text });
      if (text === '' || conversation === null || connection.phase !== 'online') return;
      line.ensure().then(
        (transport) => {
          transport.notifyTyping(conversation);
        },
        () => undefined,
      );
    },
    markRead() {
      const { conversation, messages, readIndex } = store.state;
      const newest = messages.at(-1)?.index ?? -1;
      if (conversation === null || newest <= readIndex) return;
      store.report({ type: 'read-up-to', index: newest });
      line
        .ensure()
        .then((transport) => transport.markRead(conversation, newest))
        // The mark is moved again with the next message; until then the badge of another device may be behind.
        .catch(() => undefined);
    },
    async loadEarlier() {
      const { conversation } = store.state;
      if (conversation !== null) await readEarlier(await line.ensure(), store, conversation);
    },
    retryNow() {
      line.retryNow();
      outbox.deliver();
    },
    share,
    check(limit) {
      share();
      line.check(limit);
    },
    updatePerson() {
      // Without an answer the next renewal of the token tells it.
      if (store.state.identity !== null) startSession().catch(() => undefined);
    },
    close() {
      isClosed = true;
      stopWatch();
      shared.stop();
      outbox.stop();
      stopTeam();
      line.close();
    },
  };
}

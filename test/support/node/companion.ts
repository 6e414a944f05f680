/**
 * A companion with the emulator behind it, on a loopback port of its own, and the team's side of it: what a team member
 * would do in the Inbox, done over Twilio's REST interface. For tests in browsers, each with an account of its own.
 */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createEmulator, type Emulator } from '../../../src/emulator/index.js';
import { DEMO_ACCOUNT, type AccountSettings } from '../../../src/server/accounts.js';
import { createBackend } from '../../../src/server/backend.js';
import { createCompress } from '../../../src/server/compression.js';
import { brotli, openFolder, startServer } from '../../../src/server/node.js';
import { createSecret } from '../../../src/server/secrets.js';
import { openMemoryStorage } from '../../../src/server/database/memory.js';
import { DEMO_MEMBER } from '../../../src/server/team.js';
import { authorOf } from '../../../src/shared/identity.js';
import type { StoredRow } from '../../fault/history.js';
import { helperLibrary } from './emulator.js';
import { connectedClient } from '../contract/sdk.js';

/** Compiled, this file lies in `build/test/support/node/`. */
const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));

/** A message as the message service keeps it. */
export interface StoredMessage {
  author: string;
  body: string;
  attributes: unknown;
}

export interface TestCompanion {
  /** Where it is, for example `http://127.0.0.1:40000`. */
  readonly origin: string;
  /** Makes an account. @returns Its id. */
  openAccount(config?: AccountSettings['config']): Promise<string>;
  /** What is behind the companion; makes things go wrong. */
  readonly emulator: Emulator;
  /** Files whose path begins so cannot be found, so many times. */
  loseFile(path: string, times: number): void;
  /** Everything stored in the conversations of an account, as the laboratory judges it. */
  rows(account: string): Promise<StoredRow[]>;
  /** Everything stored in the conversations of an account, in order. */
  messages(account: string): Promise<StoredMessage[]>;
  /**
   * Writes as the team into the one conversation that the account has.
   *
   * @param attributes As JSON. Default: none.
   */
  reply(account: string, body: string, attributes?: string): Promise<void>;
  /** Connects a team member, as an open Inbox does. */
  comeOnline(account: string): Promise<void>;
  /** Disconnects the team member. */
  goOffline(account: string): Promise<void>;
  /** Cuts the connections of an account's visitors to the message service; new ones are taken. */
  cutConnections(account: string): Promise<void>;
  close(): Promise<void>;
}

export async function startCompanion(): Promise<TestCompanion> {
  const storage = await openMemoryStorage([]);
  const emulator = createEmulator();
  const folder = openFolder(REPOSITORY);
  const lost = new Map<string, number>();
  /** Whether this is one of the times that a file cannot be found. */
  function isLost(path: string): boolean {
    const [begin, times = 0] = [...lost].find(([candidate]) => path.startsWith(candidate)) ?? [];
    if (begin === undefined || times === 0) return false;
    lost.set(begin, times - 1);
    return true;
  }
  const backend = createBackend({}, storage, emulator);
  const { origin, close } = await startServer(
    {
      storage,
      backend,
      files: { read: (path) => (isLost(path) ? Promise.resolve(null) : folder.read(path)) },
      // Every test has an account of its own, so its script is asked for once: the best would take most of the time.
      compress: createCompress(folder, (content) => brotli(content, 'quick')),
      identityKey: createSecret(),
      signInKey: createSecret(),
      teamAccount: DEMO_ACCOUNT.id,
      now: Date.now,
      log: (entry) => {
        console.error('companion:', entry);
      },
    },
    { port: 0, host: '127.0.0.1' },
  );

  const { services } = helperLibrary(emulator).conversations.v1;
  const team = new Map<string, Awaited<ReturnType<typeof connectedClient>>>();

  async function conversationsOf(account: string) {
    const resources = await storage.twilio.find(account);
    if (resources === null) return [];
    const { conversations } = services(resources.serviceSid);
    return (await conversations.list()).map(({ sid }) => conversations(sid));
  }

  return {
    origin,
    emulator,
    loseFile: (path, times) => void lost.set(path, times),
    async rows(account) {
      const conversations = await conversationsOf(account);
      const pages = await Promise.all(conversations.map((conversation) => conversation.messages.list()));
      return pages.flat().map(({ conversationSid, index, body, attributes, dateCreated }) => ({
        conversation: conversationSid,
        index,
        cid: (JSON.parse(attributes) as { cid?: string }).cid ?? '',
        body,
        at: dateCreated.getTime(),
      }));
    },
    async openAccount(config = {}) {
      const account = { ...DEMO_ACCOUNT, id: randomUUID(), config };
      await storage.accounts.add(account);
      await storage.team.identityOf(account.id, DEMO_MEMBER);
      return account.id;
    },
    async messages(account) {
      const conversations = await conversationsOf(account);
      const pages = await Promise.all(conversations.map((conversation) => conversation.messages.list()));
      return pages.flat().map(({ author, body, attributes }) => ({
        author,
        body,
        attributes: JSON.parse(attributes) as unknown,
      }));
    },
    async reply(account, body, attributes = '{}') {
      const [conversation] = await conversationsOf(account);
      if (conversation === undefined) throw new Error('Nobody has written to this account.');
      const author = await storage.team.identityOf(account, DEMO_MEMBER);
      await conversation.messages.create({ author, body, attributes });
    },
    async comeOnline(account) {
      const identity = await storage.team.identityOf(account, DEMO_MEMBER);
      await backend.createUser(account, identity);
      const { socket = '' } = await backend.endpoint(account, origin);
      team.set(account, await connectedClient(socket, await backend.createToken(account, identity)));
    },
    async goOffline(account) {
      await team.get(account)?.shutdown();
      team.delete(account);
    },
    async cutConnections(account) {
      for (const conversation of await conversationsOf(account)) {
        for (const { identity } of await conversation.participants.list()) {
          if (authorOf(identity) !== 'team') emulator.simulate.dropConnections(identity);
        }
      }
    },
    async close() {
      await Promise.all([...team.values()].map((client) => client.shutdown()));
      await close();
    },
  };
}

/** An emulator of its own for one test, with everything that a test in a browser may ask of it. */
import type { EmulatorHost } from '../contract/emulator-host.js';
import { startEmulator } from './emulator.js';
import { RawSocket } from './raw-socket.js';

/** What the product's own visitors may do, and nothing else. */
const VISITOR_ROLES = { conversation: ['sendMessage', 'editNotificationLevel'], service: ['editOwnUserInfo'] } as const;

/** What needs no waiting, answered like the rest. */
function atOnce(act: () => void): Promise<void> {
  act();
  return Promise.resolve();
}

export async function startEmulatorHost(): Promise<EmulatorHost & { close(): Promise<void> }> {
  // A jump of the clock would end every socket that has not answered a ping.
  const { emulator, service, socketUri, token, close } = await startEmulator({ pingIntervalMs: 0 });
  const sockets = new Map<string, RawSocket>();
  const { simulate, faults } = emulator;

  async function createRole(type: keyof typeof VISITOR_ROLES): Promise<string> {
    const role = { friendlyName: 'visitor', type, permission: [...VISITOR_ROLES[type]] };
    return (await service.roles.create(role)).sid;
  }

  return {
    socketUri: () => Promise.resolve(socketUri),
    token: (identity, choice) => Promise.resolve(token(identity, choice)),
    async createConversation({ participants = [], ...conversation }) {
      const { sid } = await service.conversations.create(conversation);
      for (const identity of participants) await service.conversations(sid).participants.create({ identity });
      return sid;
    },
    async removeConversation(sid) {
      await service.conversations(sid).remove();
    },
    async addParticipant(sid, identity) {
      await service.conversations(sid).participants.create({ identity });
    },
    participants: async (sid) => (await service.conversations(sid).participants.list()).map(({ identity }) => identity),
    async write(sid, author, bodies) {
      for (const body of bodies) await service.conversations(sid).messages.create({ author, body });
    },
    async removeMessages(sid, indices) {
      const { messages } = service.conversations(sid);
      const removed = (await messages.list()).filter(({ index }) => indices.includes(index));
      for (const message of removed) await service.conversations(sid).messages(message.sid).remove();
    },
    bodies: async (sid) => (await service.conversations(sid).messages.list()).map(({ body }) => body),
    async user(identity) {
      const { isOnline, friendlyName } = await service.users(identity).fetch();
      return { isOnline, friendlyName };
    },
    async setOnline(identity, isOnline) {
      sockets.get(identity)?.close();
      if (!isOnline) return;
      const socket = await RawSocket.open(socketUri);
      await socket.initialise(token(identity));
      sockets.set(identity, socket);
    },
    async restrictRoles() {
      const conversationRole = await createRole('conversation');
      await service.configuration().update({
        defaultConversationRoleSid: conversationRole,
        defaultConversationCreatorRoleSid: conversationRole,
        defaultChatServiceRoleSid: await createRole('service'),
      });
    },
    addFault: (rule) => atOnce(() => void faults.add(rule)),
    jumpClock: (ms) => atOnce(() => faults.jumpClock(ms)),
    dropConnections: (identity) => atOnce(() => simulate.dropConnections(identity)),
    silenceConnections: (identity) => atOnce(() => simulate.silenceConnections(identity)),
    endSessions: (code, identity) => atOnce(() => simulate.endSessions({ code, status: 'SIMULATED' }, identity)),
    close,
  };
}

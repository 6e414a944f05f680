/** The only door through which a test plays what no client can ask for. */
import { showTyping } from './operations/attention.js';
import type { World } from './operations/world.js';
import type { Connections } from './socket/connections.js';
import type { SocketStatus } from './socket/status.js';

export interface Simulate {
  /** Cuts open sockets without a word: all, or those of one identity. */
  dropConnections(identity?: string): void;
  /**
   * Makes open sockets half-open: they stay as they are, but nothing passes any more, for good. Sockets that are opened
   * later work.
   */
  silenceConnections(identity?: string): void;
  /** Ends sessions with a Twilsock `close`, such as 308 (offload), 401 or 410 (token expired). */
  endSessions(status: SocketStatus, identity?: string): void;
  /** Shows the others that a participant is typing. @throws TwilioError when there is no such participant. */
  typing(conversationSid: string, identity: string): void;
}

/** @param world - Asked anew each time, because a reset makes another. */
export function createSimulate(world: () => World, connections: Connections): Simulate {
  return {
    dropConnections: (identity) => connections.of(identity).forEach((connection) => connection.drop()),
    silenceConnections: (identity) => connections.of(identity).forEach((connection) => connection.silence()),
    endSessions: (status, identity) => connections.of(identity).forEach((connection) => connection.end(status)),
    typing(conversationSid, identity) {
      for (const service of world().account.services.values()) {
        const conversation = service.conversations.get(conversationSid);
        if (conversation) showTyping(world(), service, conversation, identity);
      }
    },
  };
}

import { findService, type World } from '../operations/world.js';
import type { SyncObject } from './objects.js';

/** Who reads: an identity within a service. */
export interface Reader {
  readonly serviceSid: string;
  readonly identity: string;
}

/** Whether somebody may read a Sync object at this moment. Asked again for every event, so leaving takes effect at once. */
export function mayRead(world: World, reader: Reader, object: SyncObject): boolean {
  if (object.serviceSid !== reader.serviceSid) return false;
  const { audience } = object;
  switch (audience.kind) {
    case 'service':
      return true;
    case 'user':
      return audience.identity === reader.identity;
    case 'participants': {
      const conversation = findService(world, object.serviceSid)?.conversations.get(audience.conversationSid);
      if (!conversation) return false;
      const isCreator = audience.includesCreator && conversation.createdBy === reader.identity;
      return isCreator || conversation.participants.has(reader.identity);
    }
  }
}

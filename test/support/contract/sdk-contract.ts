/**
 * What an application of Twilio's SDK finds on the emulator. Plain code that knows no runner: it runs on Node and inside
 * browsers. Each behaviour throws when it is not so.
 */
import { CONNECTION_BEHAVIOURS } from './sdk-connection.js';
import { CONVERSATION_BEHAVIOURS } from './sdk-conversations.js';
import { MESSAGE_BEHAVIOURS } from './sdk-messages.js';
import type { SdkWorld } from './sdk-world.js';

/** The behaviours by their names. */
export const SDK_CONTRACT: Readonly<Record<string, (world: SdkWorld) => Promise<void>>> = {
  ...MESSAGE_BEHAVIOURS,
  ...CONVERSATION_BEHAVIOURS,
  ...CONNECTION_BEHAVIOURS,
};

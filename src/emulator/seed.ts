import { timestamp, type Clock } from './clock.js';
import type { AccountRow } from './rows.js';

/** The account that every emulator has. Not a secret: it opens nothing but the emulator that runs in this process. */
export const ACCOUNT_SID = 'AC00000000000000000000000000000001';
export const AUTH_TOKEN = '00000000000000000000000000000001';

/** The account as it is at the beginning: without keys, without services. */
export function seedAccount(clock: Clock): AccountRow {
  const date = timestamp(clock);
  return {
    sid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    friendlyName: 'Emulated account',
    keys: new Map(),
    services: new Map(),
    dateCreated: date,
    dateUpdated: date,
  };
}

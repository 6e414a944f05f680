import { randomBytes } from 'node:crypto';

/** Where the emulator's identifiers and secrets come from. */
export interface Ids {
  /** So many lower-case hex digits that were never given out before. */
  hex(digits: number): string;
}

/** Unguessable identifiers. */
export const randomIds: Ids = {
  hex: (digits) =>
    randomBytes(Math.ceil(digits / 2))
      .toString('hex')
      .slice(0, digits),
};

/** Prefixes of Twilio's identifiers, by what they name. */
export type SidPrefix = 'SK' | 'IS' | 'RL' | 'US' | 'CH' | 'MB' | 'IM' | 'ME' | 'WH' | 'ET' | 'ES' | 'MP' | 'TM';

/** A new Twilio identifier: two letters and 32 hex digits. */
export function newSid(ids: Ids, prefix: SidPrefix): string {
  return prefix + ids.hex(32);
}

/** Whether somebody of the team is there, asked of Twilio at most once in a few seconds. */
import type { Availability } from '../shared/public-settings.js';
import type { Companion } from './companion.js';
import { describe } from './errors.js';

/** How long an answer is good enough. In milliseconds. */
export const AVAILABILITY_FRESH_MS = 3000;

type Dependencies = Pick<Companion, 'backend' | 'storage' | 'now' | 'log'>;

/** Returns a function that tells the availability of an account. It never fails: who cannot be seen is offline. */
export function createAvailability(dependencies: Dependencies): (account: string) => Promise<Availability> {
  const answers = new Map<string, { askedAt: number; availability: Promise<Availability> }>();
  return (account) => {
    const now = dependencies.now();
    const last = answers.get(account);
    if (last && now - last.askedAt < AVAILABILITY_FRESH_MS) return last.availability;
    const availability = ask(dependencies, account);
    answers.set(account, { askedAt: now, availability });
    return availability;
  };
}

async function ask({ backend, storage, log }: Dependencies, account: string): Promise<Availability> {
  try {
    const team = await storage.team.identities(account);
    return (await backend.isAnyOnline(account, team)) ? 'online' : 'offline';
  } catch (error) {
    log({ event: 'availability-unknown', ...describe(error) });
    return 'offline';
  }
}

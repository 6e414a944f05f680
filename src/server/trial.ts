/**
 * What the demo account may only while the emulator carries its messages: have the secret key that is printed in the
 * documentation, and do without limits. At Twilio everybody could be verified, at its owner's cost.
 */
import { DEMO_ACCOUNT } from './accounts.js';
import type { Storage } from './storage.js';

/** Tells whether a secret key is the one that everybody knows. */
export function isPublishedKey(key: string): boolean {
  return (DEMO_ACCOUNT.secretKeys as readonly string[]).includes(key);
}

/**
 * Makes an account fit for Twilio. Can be repeated.
 *
 * @param report Told, in plain words, what was done.
 */
export async function endTrial(
  { accounts }: Pick<Storage, 'accounts'>,
  account: string,
  report: (sentence: string) => void = () => undefined,
): Promise<void> {
  for (const { id, value } of await accounts.secretKeys(account)) {
    if (!isPublishedKey(value) || !(await accounts.removeSecretKey(account, id))) continue;
    report('Removed the secret key of the documentation’s example, which everybody knows. Add one of your own.');
  }
  for (;;) {
    const known = await accounts.find(account);
    if (known === null || known.isLimited) return;
    // Again, when somebody saved in Setup in this moment.
    if ((await accounts.save(account, known.version, { isLimited: true })) === null) continue;
    report('Switched on the limits that keep visitors from running up costs.');
  }
}

/** The account that is there without anybody adding one: the demo account, or whichever was the first. */
import { DEMO_ACCOUNT } from '../accounts.js';
import { hasTwilioCredentials } from '../backend.js';
import { type Configuration, UsageError } from '../configuration.js';
import type { Storage } from '../storage.js';
import { endTrial, isPublishedKey } from '../trial.js';

/**
 * Makes it when there is none, and gives it the secret key of the configuration.
 *
 * @returns Its id; the sign-in link is for it.
 * @throws UsageError for a secret key that it cannot have.
 */
export async function prepareFirstAccount(
  storage: Pick<Storage, 'accounts'>,
  { twilio, secretKey }: Pick<Configuration, 'twilio' | 'secretKey'>,
): Promise<string> {
  const { accounts } = storage;
  const [known] = await accounts.list();
  const id = known?.id ?? DEMO_ACCOUNT.id;
  if (!known) await accounts.add(DEMO_ACCOUNT);
  const isReal = hasTwilioCredentials(twilio);
  if (isReal) await endTrial(storage, id);
  const keys = await accounts.secretKeys(id);
  if (secretKey === null || keys.some(({ value }) => value === secretKey)) return id;
  if (isPublishedKey(secretKey)) {
    throw new UsageError(
      'SECRET_KEY is that of the documentation, which everybody knows. Make one: openssl rand -hex 16',
    );
  }
  for (const key of keys) if (isPublishedKey(key.value)) await accounts.removeSecretKey(id, key.id);
  if ((await accounts.addSecretKey(id, secretKey)) === null) {
    throw new UsageError(
      'SECRET_KEY is a third key of the account, which has two. Retire one: missive-chat key retire',
    );
  }
  return id;
}

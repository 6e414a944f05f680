/** An account as the Setup page shows it, built field by field: of secrets only what may be seen of them. */
import type { MaskedKey, SetupAnswer } from '../shared/setup.js';
import type { SecretKey } from './accounts.js';
import type { Companion } from './companion.js';
import { PublicError } from './errors.js';
import type { SignIn } from './sign-in-store.js';

/** Characters of a key that tell it from another one, and nothing about the rest. */
const SHOWN_OF_KEY = 4;

/** @throws PublicError `not-signed-in` when the account is gone. */
export async function describeForSetup(
  { storage, backend }: Companion,
  { account: id, member }: SignIn,
): Promise<SetupAnswer> {
  const [account, keys, team, installations, messageService] = await Promise.all([
    storage.accounts.find(id),
    storage.accounts.secretKeys(id),
    storage.team.list(id),
    storage.installations.list(id),
    backend.describe(id),
  ]);
  if (account === null) throw new PublicError('not-signed-in');
  return {
    account: account.id,
    name: account.name,
    version: account.version,
    config: account.config,
    allowedOrigins: account.allowedOrigins,
    availability: account.availability,
    secretKeys: keys.map(mask),
    messageService,
    installations: installations.map(({ origin, seenAt }) => ({ origin, seenAt })),
    team: team.map(({ id: memberId, name, email, hasPassword }) => ({ id: memberId, name, email, hasPassword })),
    member,
  };
}

function mask({ id, value, createdAt }: SecretKey): MaskedKey {
  return { id, end: value.slice(-SHOWN_OF_KEY), createdAt };
}

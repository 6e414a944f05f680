/** Commands about accounts and their keys. Each returns what is to be printed. */
import { randomUUID } from 'node:crypto';
import { isOriginPattern, MAX_ORIGINS } from '../../shared/origin-pattern.js';
import { MAX_SECRET_KEYS, type Account } from '../accounts.js';
import { UsageError } from '../configuration.js';
import { createSecretKey } from '../secrets.js';
import type { Storage } from '../storage.js';

/** @param origins None: every site. */
export async function addAccount({ accounts }: Storage, name: string, origins: readonly string[]): Promise<string> {
  const tidyName = checkName(name);
  const wrong = origins.find((origin) => !isOriginPattern(origin));
  if (wrong !== undefined) {
    throw new UsageError(
      `"${wrong}" is no origin. Write it like https://acme.com or https://*.acme.com, without a path.`,
    );
  }
  if (origins.length > MAX_ORIGINS) {
    throw new UsageError(
      `An account can have ${MAX_ORIGINS} sites, not ${origins.length}. https://*.acme.com allows shop.acme.com, help.acme.com and so on.`,
    );
  }
  const id = randomUUID();
  const secretKey = createSecretKey();
  await accounts.add({
    id,
    name: tidyName,
    secretKeys: [secretKey],
    allowedOrigins: origins.length === 0 ? '*' : origins,
  });
  return [
    `Account: ${id}`,
    `Secret key (shown once): ${secretKey}`,
    ...(origins.length === 0 ? ['Any site may use it. Name the sites that may, in Setup.'] : []),
    `Nobody answers there yet. Invite somebody: missive-chat member add ${id} "Ada" ada@acme.com`,
  ].join('\n');
}

/** The chat bears the name of its account, unless Setup or the page gives it another. */
export async function renameAccount({ accounts }: Storage, account: string, name: string): Promise<string> {
  const tidyName = checkName(name);
  for (;;) {
    const { version } = await requireAccount({ accounts }, account);
    // Again, when somebody saved in Setup in this moment.
    if ((await accounts.save(account, version, { name: tidyName })) !== null) return `${account}  ${tidyName}`;
  }
}

export async function listAccounts({ accounts }: Storage): Promise<string> {
  const known = await accounts.list();
  return known.map(({ id, name }) => `${id}  ${name}`).join('\n') || 'There are no accounts.';
}

export async function rotateKey(storage: Storage, account: string): Promise<string> {
  await requireAccount(storage, account);
  const added = await storage.accounts.addSecretKey(account, createSecretKey());
  if (added === null) {
    throw new UsageError(
      `The account has ${MAX_SECRET_KEYS} keys. Retire the older one first: missive-chat key retire ${account}`,
    );
  }
  return `Secret key (shown once): ${added.value}\nWhen your site uses it: missive-chat key retire ${account}`;
}

export async function retireKey(storage: Storage, account: string): Promise<string> {
  await requireAccount(storage, account);
  const [older, newer] = await storage.accounts.secretKeys(account);
  if (!older || !newer) {
    throw new UsageError(`The account has no second key. Make one first: missive-chat key rotate ${account}`);
  }
  await storage.accounts.removeSecretKey(account, older.id);
  return `Retired the key …${older.value.slice(-4)}; digests under it are worth nothing from now on.`;
}

export async function listKeys(storage: Storage, account: string): Promise<string> {
  await requireAccount(storage, account);
  const keys = await storage.accounts.secretKeys(account);
  const lines = keys.map(({ value, createdAt }) => `…${value.slice(-4)}  made ${new Date(createdAt).toISOString()}`);
  return lines.join('\n') || 'There are no keys: nobody is verified.';
}

/** @throws UsageError when there is none of this id. */
export async function requireAccount({ accounts }: Pick<Storage, 'accounts'>, account: string): Promise<Account> {
  const found = await accounts.find(account);
  if (found === null) throw new UsageError('There is no such account. Try: missive-chat account list');
  return found;
}

function checkName(name: string): string {
  if (name.trim() === '') throw new UsageError('An account needs a name, which people see.');
  return name.trim();
}

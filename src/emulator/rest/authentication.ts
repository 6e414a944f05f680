import type { World } from '../operations/world.js';

/** Whether an `Authorization` header is that of the account with its token, or of one of its API keys with its secret. */
export function isAuthentic({ account }: World, authorization: string | null): boolean {
  const [scheme, credentials] = (authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || credentials === undefined) return false;
  const [name = '', ...rest] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
  const secret = name === account.sid ? account.authToken : account.keys.get(name)?.secret;
  return secret !== undefined && secret === rest.join(':');
}

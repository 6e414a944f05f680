import type { Ids } from '../ids.js';
import { parseObject } from './frame.js';

/** The part of an `init` reply about continuation tokens: the client's own stays valid while the identity is the same. */
export function continuationReply(ids: Ids, identity: string, token: unknown): object {
  const known = typeof token === 'string' ? parseObject(Buffer.from(token, 'base64url').toString('utf8')) : null;
  if (known?.['identity'] === identity) {
    return { continuation_token: token, continuation_token_status: { reissued: false } };
  }
  const fresh = JSON.stringify({ format: 'rtd-ct-1', identity, id: ids.hex(32) });
  return {
    continuation_token: Buffer.from(fresh).toString('base64url'),
    continuation_token_status: known
      ? { reissued: true, reissue_reason: 'DIFFERENT_IDENTITY', reissue_message: 'Token is of another identity' }
      : { reissued: true, reissue_reason: 'MISSING', reissue_message: 'Continuation token is not provided' },
  };
}

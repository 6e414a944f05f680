import { TwilioError } from '../errors.js';
import type { Actor, World } from '../operations/world.js';
import type { Call } from '../router.js';
import type { ServiceRow, UserRow } from '../rows.js';
import type { Subscriber } from '../sync/subscriptions.js';

/** Who asks through a Twilsock socket. */
export interface Caller {
  readonly world: World;
  readonly service: ServiceRow;
  readonly user: UserRow;
  readonly actor: Actor;
  /** Where the caller's notifications go. */
  readonly subscriber: Subscriber;
}

/** Refuses an address of another service than that of the token. */
export function ownService(caller: Caller, serviceSid: string): ServiceRow {
  if (serviceSid !== caller.service.sid) throw new TwilioError('not-found');
  return caller.service;
}

/** A text of the request's JSON; `null` and absence are the same. */
export function textField(call: Call, name: string): string | undefined {
  const value = call.body[name] ?? undefined;
  if (value !== undefined && typeof value !== 'string') throw new TwilioError('bad-parameter', `${name} is no text.`);
  return value;
}

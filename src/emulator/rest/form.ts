/** Reads the fields of a REST request's form, and on whose behalf it comes. */
import { TwilioError } from '../errors.js';
import type { Actor } from '../operations/world.js';
import type { Call } from '../router.js';

/** The account, and whether webhooks are to hear of what it does: not unless the request asks for it. */
export function actorOf(call: Call): Actor {
  return { kind: 'system', tellsWebhooks: call.headers['x-twilio-webhook-enabled'] === 'true' };
}

/** `undefined` when the field was not sent. */
export function text(call: Call, name: string): string | undefined {
  return list(call, name)?.[0];
}

export function requiredText(call: Call, name: string): string {
  const value = text(call, name);
  if (value === undefined || value === '') throw new TwilioError('bad-parameter', `${name} is missing.`);
  return value;
}

/** All values of a field that may be repeated. */
export function list(call: Call, name: string): readonly string[] | undefined {
  const value = call.body[name];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.map(String) : undefined;
}

export function flag(call: Call, name: string): boolean | undefined {
  const value = text(call, name);
  return value === undefined ? undefined : value.toLowerCase() === 'true';
}

/** One of the allowed words. */
export function word<Word extends string>(call: Call, name: string, allowed: readonly Word[]): Word | undefined {
  const value = text(call, name);
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (!found) throw new TwilioError('bad-parameter', `${name} is none of ${allowed.join(', ')}.`);
  return found;
}

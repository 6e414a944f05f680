/**
 * Reads what a page wrote. Nothing is trusted: not the types, not the getters, not the prototypes. Each reader gives
 * the checked value, or `undefined` for "not set", and none of them throws.
 */
import { canBeEmail } from '../shared/mail-address.js';

/** An object whose own properties may be read as options: not an array, not a DOM node, not a class instance of the host. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  try {
    return Object.prototype.toString.call(value) === '[object Object]' && !(value as { nodeType?: unknown }).nodeType;
  } catch {
    return false;
  }
}

/** Reads one own property; inherited ones, and getters that throw, count as not set. */
export function readOwn(object: unknown, key: string): unknown {
  try {
    return isPlainObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
  } catch {
    return undefined;
  }
}

/** The names of an object's own properties; none of what is no such object, or will not tell. */
export function ownNames(object: unknown): string[] {
  try {
    return isPlainObject(object) ? Object.keys(object) : [];
  } catch {
    return [];
  }
}

/** Copies the own properties that can be read, into an object without a prototype. */
export function copyOwn(object: object): Record<string, unknown> {
  const copy = Object.create(null) as Record<string, unknown>;
  for (const name of ownNames(object)) copy[name] = readOwn(object, name);
  return copy;
}

/** `true` and `false`, also as the strings and numbers that template engines print. */
export function readBoolean(value: unknown): boolean | undefined {
  if (value === true || value === 'true' || value === 1 || value === '1') return true;
  if (value === false || value === 'false' || value === 0 || value === '0') return false;
  return undefined;
}

/** A string; numbers are taken as written. */
export function readString(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** A string that says something; the empty one counts as not set. */
export function readText(value: unknown): string | undefined {
  return readString(value) || undefined;
}

/** A text about the user. One that the companion would refuse is a mistake of the page, and not set. */
export function readPersonal(value: unknown): string | undefined {
  const text = readText(value);
  return text && (text.length > 2048 || text.includes('\0')) ? undefined : text;
}

/** The e-mail address of the user. One that the companion would refuse counts as not set, so that the visitor is asked. */
export function readEmail(value: unknown): string | undefined {
  const text = readText(value);
  return text && canBeEmail(text) ? text : undefined;
}

/** A string or an array of them, as a list. Empty strings say nothing and are left out; entries of other types too. */
export function readStrings(value: unknown): readonly string[] | undefined {
  const entries = Array.isArray(value) ? value.slice(0, 200) : [value];
  const strings = entries.map(readString).filter((entry) => entry !== undefined);
  return strings.length > 0 || Array.isArray(value) ? strings.filter((entry) => entry !== '') : undefined;
}

/** A string; an array of strings is joined with spaces. */
export function readJoined(value: unknown): string | undefined {
  return Array.isArray(value) ? readStrings(value)?.join(' ') : readString(value);
}

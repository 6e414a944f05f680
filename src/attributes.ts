/** How the attributes of the element are read. Pure; called by the element. */
import type { ComplexAttributeConverter } from 'lit';
import { isPlainObject, readBoolean } from './settings/check.js';

/** A boolean attribute whose absence means "not set" rather than "no". `="false"` is a no, as template engines print it. */
export const flag: ComplexAttributeConverter<boolean | undefined> = {
  fromAttribute: (value) => (value === null ? undefined : (readBoolean(value) ?? true)),
};

/** An object as JSON. What is not JSON never comes here: see `readsJson`. */
export const json: ComplexAttributeConverter<object | undefined> = {
  fromAttribute: (value) => (value === null ? undefined : (JSON.parse(value) as object)),
};

const JSON_ATTRIBUTES = ['config', 'variables', 'messages', 'visitor', 'support', 'user', 'meta'];

/** Whether the attribute can be taken; if not, one warning that names it, and its property stays as it was. */
export function readsJson(name: string, value: string | null): boolean {
  if (value === null || !JSON_ATTRIBUTES.includes(name)) return true;
  try {
    if (isPlainObject(JSON.parse(value))) return true;
  } catch {
    // Said below.
  }
  console.warn(`missive-chat: the attribute "${name}" is not a JSON object; it is ignored.`);
  return false;
}

/**
 * Merges the layers of settings, weakest first, into the settings in force. Pure: the same layers give the same
 * settings. Knows the documented names; does not know where a layer comes from. Called by the element.
 */
import {
  copyOwn,
  isPlainObject,
  ownNames,
  readBoolean,
  readEmail,
  readJoined,
  readOwn,
  readPersonal,
  readStrings,
  readText,
} from './check.js';
import type { Position, Settings, VariableName } from './config.js';
import { BOT_MESSAGES, CHAT, PERSON, POSITIONS, SUPPORT, UI_MESSAGES, VISITOR } from './defaults.js';
import { readVariable, type ValueCheck } from './variable-value.js';
import { VARIABLES } from './variables.js';

type Reader<Value> = (value: unknown) => Value | undefined;

/**
 * @param layers Objects of the shape of `MissiveChatConfig`, weakest first; anything in them that is not of that shape
 *   is passed over.
 * @param replaced Sections that a call such as `setUser` replaces as a whole: a new user must not inherit the digest
 *   of the former.
 * @param check Says what only a browser knows about the values of styling variables.
 */
export function resolve(
  layers: readonly unknown[],
  replaced: { user?: unknown; meta?: unknown } = {},
  check?: ValueCheck,
): Settings {
  const chats = sections(layers, 'chat');
  const messages = sections(layers, 'messages');
  return Object.freeze({
    chat: Object.freeze({
      ...merge(CHAT, chats, (fallback) => (typeof fallback === 'boolean' ? readBoolean : readText)),
      position: last(chats, 'position', readPosition) ?? CHAT.position,
    }),
    variables: Object.freeze(
      merge(VARIABLES, sections(chats, 'variables'), (_, name) => (value) => readVariable(name, value, check)),
    ),
    support: Object.freeze(merge(SUPPORT, sections(layers, 'support'), () => readText)),
    user: Object.freeze(
      merge(PERSON, sectionOr(layers, 'user', replaced.user), (_, name) =>
        name === 'email' ? readEmail : readPersonal,
      ),
    ),
    visitor: Object.freeze(merge(VISITOR, sections(layers, 'visitor'), () => readBoolean)),
    meta: Object.freeze(mergeMeta(sectionOr(layers, 'meta', replaced.meta))),
    messages: Object.freeze({
      ...merge(BOT_MESSAGES, messages, () => readStrings),
      ...merge(UI_MESSAGES, messages, () => readJoined),
    }),
  }) as unknown as Settings;
}

function sections(layers: readonly unknown[], key: string): unknown[] {
  return layers.map((layer) => readOwn(layer, key)).filter(isPlainObject);
}

function sectionOr(layers: readonly unknown[], key: string, replacement: unknown): unknown[] {
  return replacement === undefined ? sections(layers, key) : [replacement].filter(isPlainObject);
}

/** For each name of the table the strongest value that is set, or the default. */
function merge<Table extends object>(
  table: Table,
  layers: readonly unknown[],
  readerFor: (fallback: unknown, name: keyof Table) => Reader<unknown>,
): Record<keyof Table, unknown> {
  const merged: Record<string, unknown> = {};
  for (const [name, fallback] of Object.entries(table)) {
    merged[name] = last(layers, name, readerFor(fallback, name as keyof Table)) ?? fallback;
  }
  return merged as Record<keyof Table, unknown>;
}

function last<Value>(layers: readonly unknown[], name: string, read: Reader<Value>): Value | undefined {
  for (let i = layers.length - 1; i >= 0; i--) {
    const value = read(readOwn(layers[i], name));
    if (value !== undefined) return value;
  }
  return undefined;
}

function readPosition(value: unknown): Position | undefined {
  return POSITIONS.find((position) => position === value);
}

function mergeMeta(layers: readonly unknown[]): Record<string, unknown> {
  const merged = copyOwn({});
  for (const layer of layers) Object.assign(merged, copyOwn(layer as object));
  return merged;
}

/** Reads the variables that a call such as `setVariables` names, in any of the accepted spellings. */
export function readVariableNames(value: unknown): Partial<Record<VariableName, unknown>> {
  const read: Partial<Record<VariableName, unknown>> = {};
  for (const key of ownNames(value)) {
    const name = key.replace(/^--/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (Object.hasOwn(VARIABLES, name)) read[name as VariableName] = readOwn(value, key);
  }
  return read;
}

/** Checks what the Setup page wants to save. Only documented options of their documented kinds are taken. Pure. */
import { MESSAGE_ENTRIES, OPTION_ENTRIES } from '../settings/reference.js';
import type { VariableName } from '../settings/config.js';
import { readVariable } from '../settings/variable-value.js';
import { VARIABLES } from '../settings/variables.js';
import { isPlainMailAddress } from '../shared/mail-address.js';
import { isOriginPattern, MAX_ORIGINS } from '../shared/origin-pattern.js';
import { isAvailabilityRule } from '../shared/schedule.js';
import type { AccountSettings } from './accounts.js';
import { PublicError } from './errors.js';
import { readObject } from './session-request.js';

type Check = (value: unknown) => boolean;

const MAX_TEXT = 4000;
const MAX_BUBBLES = 50;
const MAX_DATA = 100;
const MAX_ORIGIN = 300;
/** Spans of office hours: several for each day. */
const MAX_HOURS = 50;

const isText: Check = (value) => typeof value === 'string' && value.length <= MAX_TEXT;
const isBoolean: Check = (value) => typeof value === 'boolean';
const isBubbles: Check = (value) =>
  isText(value) || (Array.isArray(value) && value.length <= MAX_BUBBLES && value.every(isText));
const isSupportEmail: Check = (value) => value === '' || (isText(value) && isPlainMailAddress(value as string));
const isData: Check = (value) =>
  isRecord(value) && Object.keys(value).length <= MAX_DATA && Object.values(value).every(isText);

/** The options that can be saved, by their names; a page alone says who its visitor is. */
const CHECKS: ReadonlyMap<string, Check> = new Map([
  ...OPTION_ENTRIES.filter(({ section }) => section !== 'id' && section !== 'user').map(
    ({ name, type, values = [] }): [string, Check] => {
      if (type === 'choice') return [name, (value) => values.some((one) => one === value)];
      return [name, type === 'boolean' ? isBoolean : type === 'object' ? isData : isText];
    },
  ),
  ...MESSAGE_ENTRIES.map(({ name, type }): [string, Check] => [name, type === 'bubbles' ? isBubbles : isText]),
  ['support.email', isSupportEmail],
  ...(Object.keys(VARIABLES) as VariableName[]).map((name): [string, Check] => [
    `chat.variables.${name}`,
    (value) => typeof value === 'string' && readVariable(name, value) !== undefined,
  ]),
]);

/** Objects that hold options. */
const SECTIONS = new Set(
  [...CHECKS.keys()].flatMap((name) => [name.split('.')[0], name.split('.').slice(0, 2).join('.')]),
);

/** @throws PublicError `bad-settings` for an option that is not known, or of another kind. */
export function checkConfig(config: unknown, prefix = ''): AccountSettings['config'] {
  if (!isRecord(config)) throw new PublicError('bad-settings');
  for (const [key, value] of Object.entries(config)) {
    const path = prefix + key;
    const check = CHECKS.get(path);
    if (check?.(value)) continue;
    // A section is checked by what is in it.
    if (check !== undefined || !SECTIONS.has(path)) throw new PublicError('bad-settings');
    checkConfig(value, `${path}.`);
  }
  return config;
}

/** What `PUT /setup/account` changes, and on which version that is based. @throws PublicError */
export function checkChanges(body: unknown): { version: number; changes: Partial<AccountSettings> } {
  const { version, config, allowedOrigins, availability } = readObject(body);
  if (typeof version !== 'number' || !isVersion(version)) throw new PublicError('bad-request');
  return {
    version,
    changes: {
      ...(config !== undefined && { config: checkConfig(config) }),
      ...(allowedOrigins !== undefined && { allowedOrigins: checkOrigins(allowedOrigins) }),
      ...(availability !== undefined && { availability: checkAvailability(availability) }),
    },
  };
}

/** A whole number that fits the column of the database. */
function isVersion(version: number): boolean {
  return (version | 0) === version;
}

function checkOrigins(origins: unknown): AccountSettings['allowedOrigins'] {
  if (origins === '*') return origins;
  const isList = Array.isArray(origins) && origins.length > 0;
  if (!isList || !origins.every(isAllowable)) throw new PublicError('bad-origins');
  if (origins.length > MAX_ORIGINS) throw new PublicError('too-many-origins');
  return [...new Set(origins)];
}

function isAllowable(origin: unknown): origin is string {
  return typeof origin === 'string' && origin.length <= MAX_ORIGIN && isOriginPattern(origin);
}

function checkAvailability(rule: unknown): AccountSettings['availability'] {
  if (!isAvailabilityRule(rule) || (rule.by === 'schedule' && rule.hours.length > MAX_HOURS)) {
    throw new PublicError('bad-hours');
  }
  // Field by field, so that nothing else is kept.
  if (rule.by === 'presence') return { by: rule.by };
  const hours = rule.hours.map(({ day, from, to }) => ({ day, from, to }));
  return { by: rule.by, timeZone: rule.timeZone, hours };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

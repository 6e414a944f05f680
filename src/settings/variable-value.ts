/**
 * Which values a styling variable may have: one of its kind that stays inside its declaration, loads nothing, knows no
 * variables but the documented ones, and cannot cover the page. Pure; what only a browser can say is asked of it.
 */
import { readString } from './check.js';
import type { VariableName } from './config.js';
import { VARIABLES } from './variables.js';

/** What the surroundings say about a value, and hear of it. */
export interface ValueCheck {
  /** Whether a browser takes the value for the CSS property. */
  supports(property: string, value: string): boolean;
  /** Hears of each value that is not used. */
  refuse(name: string, value: string): void;
}

const MAXIMUM_LENGTH = 512;
/** What ends a declaration, or begins a comment or an escape. */
const BREAKS_OUT = /[;{}<>\\@!`]|\/\*|(?!\s)\p{Cc}/u;
const KEYWORD_OF_ALL = /^(?:inherit|initial|unset|revert|revert-layer)$/i;
/** Functions that make a colour, a gradient, a number or a curve; of others nobody knows what they load. */
const FUNCTION =
  /^(?:var|calc|min|max|clamp|rgba?|hsla?|hwb|(?:ok)?l(?:ab|ch)|color(?:-mix)?|light-dark|(?:[a-z-]+-)?gradient|cubic-bezier|steps|linear)$/i;
const REFERENCE = /var\(\s*--([\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)/gi;
const LENGTH = /([\d.]+(?:e\+?\d+)?)(px|r?em|ch|ex|v[a-z]+|cm|mm|in|p[ct])/gi;

/** The length at which these cover the page, or round the window away, in pixels. */
const LARGE: Partial<Record<VariableName, number>> = {
  border: 20,
  'box-shadow': 200,
  'badge-box-shadow': 200,
  'opened-border-radius': 60,
};
/** About as many pixels as a unit has that is none. */
const UNIT = 16;

/** The value with which a variable can be set, or `undefined`. */
export function readVariable(name: VariableName, given: unknown, check?: ValueCheck): string | undefined {
  const written = readString(given);
  if (!written) return undefined;
  const value = written.length > MAXIMUM_LENGTH ? undefined : tidy(name, written);
  if (value !== undefined && isSafe(value) && !isLarge(name, value) && isOfKind(name, value, check)) return value;
  check?.refuse(name, written);
  return undefined;
}

function tidy(name: VariableName, written: string): string {
  // Its own value is what the variable is about to get.
  const value = written
    .replace(REFERENCE, (whole, of, fallback = '') => (of === name ? String(fallback) : whole))
    .trim();
  // A nought without a unit cannot be added to a length.
  return value === '0' && propertyOf(name) === 'padding-top' ? '0px' : value;
}

function isSafe(value: string): boolean {
  if (value === '' || BREAKS_OUT.test(value) || KEYWORD_OF_ALL.test(value)) return false;
  const functions = [...value.matchAll(/([\w-]*)\(/g)];
  return functions.every(([, name = '']) => FUNCTION.test(name)) && isClosed(value);
}

/** Whether each quotation mark and bracket has its other half. */
function isClosed(value: string): boolean {
  let rest = value.replace(/"[^"]*"|'[^']*'/g, '');
  for (let before = ''; before !== rest;) [before, rest] = [rest, rest.replace(/\([^()]*\)/g, '')];
  return !/["'()]/.test(rest);
}

function isLarge(name: VariableName, value: string): boolean {
  const lengths = [...value.matchAll(LENGTH)].map(([, count, unit]) => Number(count) * (unit === 'px' ? 1 : UNIT));
  return lengths.some((length) => length > (LARGE[name] ?? Infinity));
}

function isOfKind(name: VariableName, value: string, check: ValueCheck | undefined): boolean {
  const property = propertyOf(name);
  const isKnown = (of: string): of is VariableName => Object.hasOwn(VARIABLES, of);
  const fill = (text: string): string =>
    text.replace(REFERENCE, (_, of: string) => (isKnown(of) ? VARIABLES[of] : ';'));
  // With the defaults in place of the references; a default refers at most to one that does not.
  const sample = fill(fill(value));
  // A list of times or curves is for several transitions.
  if (BREAKS_OUT.test(sample) || (property.startsWith('transition') && /,(?![^(]*\))/.test(sample))) return false;
  if (check === undefined || check.supports(property, sample)) return true;
  return /background|bubble/.test(name) && /gradient\(/i.test(sample) && check.supports('background-image', sample);
}

/** The CSS property whose values a variable can have. */
function propertyOf(name: VariableName): string {
  if (name.endsWith('color')) return 'color';
  if (name.endsWith('radius')) return 'border-radius';
  if (name.endsWith('shadow')) return 'box-shadow';
  if (name === 'transition-easing') return 'transition-timing-function';
  return /^(?:border|font-family|transition-duration)$/.test(name) ? name : 'padding-top';
}

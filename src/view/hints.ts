/** What the developer of a page is told about its options, each only once: settings are resolved again and again. */
import { findNearMisses } from '../settings/near-misses.js';
import type { ValueCheck } from '../settings/variable-value.js';

const told = new Set<string>();

function tellOnce(method: 'warn' | 'info', text: string): void {
  if (told.has(text)) return;
  told.add(text);
  console[method](`missive-chat: ${text}`);
}

/** Asks the browser, and tells what was refused. */
export const valueCheck: ValueCheck = {
  supports: (property, value) => CSS.supports(property, value),
  refuse(name, value) {
    tellOnce('warn', `"${value.slice(0, 80)}" is not a value for the variable "${name}"; it is ignored.`);
  },
};

/** Tells which names are ignored that may be meant for an option. */
export function hintAtNearMisses(config: unknown): void {
  for (const [path, meant] of findNearMisses(config)) {
    tellOnce('info', `"${path.slice(0, 80)}" is not an option and is ignored. Is "${meant}" meant?`);
  }
}

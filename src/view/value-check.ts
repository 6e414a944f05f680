/** What a browser says about the values of styling variables, and what the page's developer is told. */
import type { ValueCheck } from '../settings/variable-value.js';

/** Settings are resolved again and again; each refusal is told once. */
const told = new Set<string>();

export const valueCheck: ValueCheck = {
  supports: (property, value) => CSS.supports(property, value),
  refuse(name, value) {
    const text = `"${value.slice(0, 80)}" is not a value for the variable "${name}"; it is ignored.`;
    if (told.has(text)) return;
    told.add(text);
    console.warn(`missive-chat: ${text}`);
  },
};

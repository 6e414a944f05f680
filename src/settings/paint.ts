/**
 * The values with which the styling variables are painted. Some documented default colours miss the contrast of WCAG
 * AA. They stay readable as documented; where one is *left* at its default, a near one that passes is painted. Pure.
 */
import type { VariableName, Variables } from './config.js';
import { VARIABLES } from './variables.js';

/** Contrast of the documented default → of what is painted in its place. */
const READABLE: Partial<Variables> = {
  // On the default header: 3.22 → 4.55.
  'header-subtitle-text-color': 'rgba(255,255,255, .88)',
  // On the light bubble: 3.83 → 4.54.
  'light-text-color': '#6f7073',
  // Under the white count: 3.99 → 4.78.
  'badge-background-color': '#e02020',
};

export function paintedVariables(variables: Readonly<Variables>): Variables {
  const painted = { ...variables };
  for (const name of Object.keys(READABLE) as VariableName[]) {
    if (variables[name] === VARIABLES[name]) painted[name] = READABLE[name] ?? painted[name];
  }
  return painted;
}

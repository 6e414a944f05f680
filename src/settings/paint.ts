/**
 * The values with which the styling variables are painted. The documented background of the badge misses the contrast
 * of WCAG AA under its white count. It stays readable as documented; where it has that value, a near one that passes is
 * painted. Texts that miss it are mended where they are painted (`view/contrast.ts`). Pure.
 */
import type { Variables } from './config.js';
import { VARIABLES } from './variables.js';

const BADGE = 'badge-background-color';

export function paintedVariables(variables: Readonly<Variables>): Variables {
  // 3.99 → 4.78.
  return variables[BADGE] === VARIABLES[BADGE] ? { ...variables, [BADGE]: '#e02020' } : variables;
}

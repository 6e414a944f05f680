/** All figures that are measured here, in their order. */
import { BLIP } from './blip.js';
import { CLOCK } from './clock.js';
import { DRAIN } from './drain.js';
import type { Figure } from './figure.js';
import { FILES } from './files.js';
import { HALF_OPEN } from './half-open.js';
import { KILL } from './kill.js';
import { LATENCY } from './latency.js';
import { LIMITS } from './limits.js';
import { RECEIVING } from './receiving.js';
import { REFUSALS } from './refusals.js';
import { SERVER_AWAY } from './server-away.js';
import { TABS_AT_ONCE } from './tabs.js';
import { TOKENS } from './tokens.js';
import { WATCH } from './watch.js';

export const FIGURES: readonly Figure[] = [
  DRAIN,
  BLIP,
  HALF_OPEN,
  WATCH,
  REFUSALS,
  TOKENS,
  KILL,
  TABS_AT_ONCE,
  FILES,
  SERVER_AWAY,
  CLOCK,
  RECEIVING,
  LIMITS,
  LATENCY,
];

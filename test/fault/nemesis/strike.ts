/** Breaks something between a visitor's line and the emulator. */
import type { Emulator, Fault } from '../../../src/emulator/index.js';
import type { Dice } from '../simulation/dice.js';

/** What befalls a message on its way; the slow ones, which take a time limit to be noticed, are rare. */
const SEND_FAULTS: readonly Fault[] = [
  { kind: 'drop' },
  { kind: 'execute-and-drop' },
  { kind: 'cut', afterBytes: 0 },
  { kind: 'cut', afterBytes: 60 },
  { kind: 'late', ms: 700 },
  { kind: 'delay', ms: 300 },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 403 },
];
const SLOW_FAULTS: readonly Fault[] = [{ kind: 'half-open' }, { kind: 'no-reply' }, { kind: 'execute-no-reply' }];
const EVENT_FAULTS: readonly Fault[] = [{ kind: 'double' }, { kind: 'lose' }, { kind: 'reorder' }];

/** @returns What it did. */
export function strike({ simulate, faults }: Emulator, identity: string, dice: Dice): string {
  const dose = dice.next();
  if (dose < 0.1) {
    simulate.dropConnections(identity);
    return 'cut';
  }
  if (dose < 0.15) {
    simulate.endSessions({ code: 401, status: 'UNAUTHORIZED' }, identity);
    return 'session-ended';
  }
  const isEvent = dose < 0.32;
  const fault = dice.pick(isEvent ? EVENT_FAULTS : dose < 0.38 ? SLOW_FAULTS : SEND_FAULTS);
  faults.add(
    isEvent
      ? { at: 'event', identity, times: 1, fault }
      : { at: 'request', identity, method: 'POST', path: '/Messages', times: 1, fault },
  );
  return fault.kind;
}

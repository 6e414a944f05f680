/** Carries out a fault on what a socket asked. */
import type { Clock } from '../clock.js';
import type { SocketStatus } from '../socket/status.js';
import type { Fault } from './fault.js';

/** One thing that a socket asked for. */
export interface Turn {
  /** Carries it out. @returns A function that sends the answer. */
  readonly execute: () => () => void;
  /** Answers no. */
  readonly refuse: (fault: Extract<Fault, { kind: 'status' }>) => void;
}

/** The socket itself. */
export interface Line {
  drop(): void;
  silence(): void;
  /** Cuts the line when so many bytes of what is sent next have passed. */
  cutAfter(bytes: number): void;
  end(status: SocketStatus): void;
}

export function playOnSocket(fault: Fault | null, clock: Clock, line: Line, turn: Turn): void {
  switch (fault?.kind) {
    case 'drop':
      line.drop();
      return;
    case 'execute-and-drop':
      turn.execute();
      line.drop();
      return;
    case 'no-reply':
      return;
    case 'execute-no-reply':
      turn.execute();
      return;
    case 'half-open':
      line.silence();
      return;
    case 'delay':
      clock.after(fault.ms, turn.execute());
      return;
    case 'late':
      clock.after(fault.ms, turn.execute);
      line.drop();
      return;
    case 'status':
      turn.refuse(fault);
      return;
    case 'close':
      line.end(closeStatus(fault));
      return;
    case 'cut': {
      const reply = turn.execute();
      line.cutAfter(fault.afterBytes);
      reply();
      return;
    }
    default:
      turn.execute()();
  }
}

/** A status of the socket's own, as a fault names it. */
export function closeStatus(fault: Extract<Fault, { kind: 'status' | 'close' }>): SocketStatus {
  const { status: code, message = 'Simulated', code: errorCode } = fault;
  return { code, status: 'SIMULATED', description: message, ...(errorCode !== undefined && { errorCode }) };
}

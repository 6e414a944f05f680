/**
 * Keeps the member in all open conversations: asks the companion, which adds them to what is missing and takes them out of
 * what is closed, some at a time, and says when to ask again. So a conversation that nobody of the team was told of still
 * comes, and a member who was removed is told.
 */
import type { Clock } from '../session/clock.js';
import { ServiceError } from '../session/service.js';
import type { InboxService } from './service.js';

export interface AttendanceWorld {
  service: Pick<InboxService, 'attendance'>;
  clock: Clock;
  /** Told how many open conversations Twilio did not take the member into. */
  tell: (refused: number) => void;
  /** The sign-in has ended. */
  signedOut: () => void;
}

export interface Attendance {
  /** Asks, and goes on asking. */
  start(): void;
  /** Something has changed: asks soon. */
  look(): void;
  stop(): void;
}

/** When to ask again after a failure, and after a change, of which there may be several at once. In milliseconds. */
const AFTER_FAILURE = 30_000;
const SOON = 300;

export function createAttendance({ service, clock, tell, signedOut }: AttendanceWorld): Attendance {
  let isRunning = false;
  let cancel = (): void => undefined;

  function plan(ms: number): void {
    cancel();
    if (isRunning) cancel = clock.after(ms, () => void ask());
  }

  async function ask(): Promise<void> {
    // Until there is an answer nothing else is asked.
    cancel();
    try {
      const { againInSeconds, refused } = await service.attendance();
      tell(refused);
      plan(againInSeconds * 1000);
    } catch (error) {
      if (error instanceof ServiceError && error.status === 401) signedOut();
      plan(AFTER_FAILURE);
    }
  }

  return {
    start() {
      if (isRunning) return;
      isRunning = true;
      void ask();
    },
    look() {
      plan(SOON);
    },
    stop() {
      isRunning = false;
      cancel();
    },
  };
}

/** Lets a process end that has used Twilio's SDK. Imported for what it does. */

/** Timers of the SDK that are at least this long do not keep the test's process alive. In milliseconds. */
const LONG_TIMER_MS = 10_000;

// `shutdown()` leaves timers behind, one of them for the 24 hours that a subscription lives: without this, no process
// that has used the SDK would end.
const { setTimeout: originalSetTimeout } = globalThis;
globalThis.setTimeout = Object.assign((run: () => void, delayMs?: number, ...values: []) => {
  const timer = originalSetTimeout(run, delayMs, ...values);
  return (delayMs ?? 0) >= LONG_TIMER_MS ? timer.unref() : timer;
}, originalSetTimeout);

export {};

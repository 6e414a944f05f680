/**
 * Tells assistive technology, once, what arrived. A log that announced itself would be read again whenever its rows
 * are built anew, so the log is silent and this one region speaks.
 */
export interface Announcer {
  readonly element: HTMLElement;
  announce(text: string): void;
  /** Says something at once: that something failed. */
  alert(text: string): void;
}

/** Longer texts are cut: the log has them whole. */
const LONGEST = 200;
/** As many texts are said at a time; of more, only their number. */
const MOST = 3;
/** How long a text stands, in milliseconds: long enough to be picked up, gone before anybody reads it a second time. */
const STAY = 1000;

/** @param summary Says how many texts there are. */
export function createAnnouncer(summary: (count: number) => string): Announcer {
  const element = document.createElement('div');
  const alarm = document.createElement('div');
  let waiting: string[] = [];
  /** Runs as long as a text stands. */
  let timer: ReturnType<typeof setTimeout> | 0 = 0;
  /** Runs as long as the alarm stands. */
  let alarmTimer: ReturnType<typeof setTimeout> | undefined;
  element.className = alarm.className = 'unseen';
  element.role = 'status';
  alarm.role = 'alert';

  function speak(): void {
    element.textContent = waiting.length > MOST ? summary(waiting.length) : waiting.join('\n');
    timer = waiting[0] === undefined ? 0 : setTimeout(speak, STAY);
    waiting = [];
  }

  return {
    element,
    announce(text) {
      waiting.push(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
      if (!timer) speak();
      else if (waiting.length > MOST) {
        // So many come at once: their number is said when no more of them come.
        clearTimeout(timer);
        timer = setTimeout(speak, STAY);
      }
    },
    alert(text) {
      // What is put in is said, also when it was said before.
      alarm.textContent = text;
      element.after(alarm);
      clearTimeout(alarmTimer);
      alarmTimer = setTimeout(() => {
        alarm.remove();
      }, STAY);
    },
  };
}

/**
 * Tells assistive technology, once, what arrived. A log that announced itself would be read again whenever its rows
 * are built anew, so the log is silent and this one region speaks.
 */
export interface Announcer {
  readonly element: HTMLElement;
  announce(text: string): void;
}

/** Longer texts are cut: the log has them whole. */
const LONGEST = 200;
/** How long a text stands, in milliseconds: long enough to be picked up, gone before anybody reads it a second time. */
const STAY = 1000;

export function createAnnouncer(): Announcer {
  const element = document.createElement('div');
  let clearing: ReturnType<typeof setTimeout> | undefined;
  element.className = 'unseen';
  element.role = 'status';
  return {
    element,
    announce(text) {
      element.textContent = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
      clearTimeout(clearing);
      clearing = setTimeout(() => {
        element.textContent = '';
      }, STAY);
    },
  };
}

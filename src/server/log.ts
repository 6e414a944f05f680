/** One line of the operator's log. Never holds bodies, e-mail addresses, digests, tokens or device secrets. */
export interface LogEntry {
  event: string;
  [detail: string]: string | number;
}

/** Receives the lines of the log. */
export type Log = (entry: LogEntry) => void;

/** A line of JSON; nothing in an entry can begin another line, or speak to a terminal. */
export function formatLogEntry(entry: LogEntry): string {
  return JSON.stringify(entry).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** One line of the operator's log. Never holds bodies, e-mail addresses, digests, tokens or device secrets. */
export interface LogEntry {
  event: string;
  [detail: string]: string | number;
}

/** Receives the lines of the log. */
export type Log = (entry: LogEntry) => void;

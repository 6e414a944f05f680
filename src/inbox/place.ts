/** Where the reader is, as the address says it: a reload comes back to it, and so does the browser's way back. Pure. */

export interface Place {
  /** The conversation that is read; `null` while one is chosen. */
  readonly sid: string | null;
  /** What a narrow screen shows of it; a wide one shows both. */
  readonly isContact: boolean;
}

export function readPlace(hash: string): Place {
  const [, sid = null, contact] = /^#(CH[0-9a-f]{32})(\/contact)?$/.exec(hash) ?? [];
  return { sid, isContact: contact !== undefined };
}

/** @returns The hash, empty for no conversation. */
export function writePlace({ sid, isContact }: Place): string {
  return sid === null ? '' : `#${sid}${isContact ? '/contact' : ''}`;
}

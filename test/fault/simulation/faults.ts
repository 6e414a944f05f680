/** What can go wrong in the simulated world, and how often each kind did. */

/** What befalls a message on its way to the server. */
export const SEND_FAULTS = [
  /** The line is cut; nothing was stored. */
  'cut-before',
  /** Stored, and the line is cut in place of the answer. */
  'cut-after',
  /** The line is cut at once, and stored a little later. */
  'late',
  /** As `late`, but after more time than the outbox waits: the one case in which a message may be stored twice. */
  'too-late',
  /** Stored a little later, and the page dies as soon as the message has left it. */
  'page-dies',
  /** Never answered, stored or not; the line stays. */
  'no-reply-stored',
  'no-reply-lost',
  /** The server is busy, or broken before or after it stored the message. */
  'busy',
  'error-before',
  'error-after',
  /** The server says no. */
  'refused',
  'slow',
  /** From here on the line lets nothing pass, and says nothing of it. */
  'half-open-before',
  'half-open-after',
] as const;

/** What befalls the news of a message on its way to a screen. */
export const EVENT_FAULTS = ['event-lost', 'event-doubled', 'event-late'] as const;

/** What befalls a request to the companion. */
export const COMPANION_FAULTS = ['unreachable', 'companion-error', 'too-many', 'hanging', 'answer-lost'] as const;

/** What befalls the whole world, or a page. */
export const WORLD_FAULTS = [
  'lines-cut',
  'half-open',
  'outage',
  'token-expired',
  'token-refused',
  'code-missing',
  'reload',
  'kill',
  'freeze',
  'new-tab',
  'close-tab',
  'clock-jump',
  'false-online',
  'storage-full',
  'storage-blocked',
  'storage-cleared',
  'storage-corrupt',
] as const;

export type FaultKind =
  | (typeof SEND_FAULTS)[number]
  | (typeof EVENT_FAULTS)[number]
  | (typeof COMPANION_FAULTS)[number]
  | (typeof WORLD_FAULTS)[number];

/** Counts by kind. */
export type FaultCount = Partial<Record<FaultKind, number>>;

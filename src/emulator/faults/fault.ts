/** What can be made to go wrong. Plain data, so that a test, a script and a request over HTTP say it alike. */

/** Where a fault strikes. */
export const FAULT_PLACES = ['init', 'update', 'request', 'event', 'rest', 'media'] as const;

/**
 * - `init`, `update`: a socket authenticates, or renews its token;
 * - `request`: a command, or a read of Sync, through a socket;
 * - `event`: something is told to a socket;
 * - `rest`, `media`: a request over HTTP.
 */
export type FaultPlace = (typeof FAULT_PLACES)[number];

export type Fault =
  /** The line is cut; nothing was carried out. */
  | { readonly kind: 'drop' }
  /** Carried out, and the line cut in place of an answer. */
  | { readonly kind: 'execute-and-drop' }
  /** Not carried out and never answered; the line stays. */
  | { readonly kind: 'no-reply' }
  /** Carried out and never answered; the line stays. */
  | { readonly kind: 'execute-no-reply' }
  /** Carried out; the line is cut when so many bytes of the answer have passed. Over HTTP: bytes of the body. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** The line stays open and lets nothing pass any more, for good. Over HTTP the same as `no-reply`. */
  | { readonly kind: 'half-open' }
  /** Carried out at once and answered later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The line is cut at once, and what was asked is carried out later. */
  | { readonly kind: 'late'; readonly ms: number }
  /** Refused. `reconnectMs`: how long a refused `init` is told to stay away. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: number;
      readonly message?: string;
      readonly reconnectMs?: number;
    }
  /** The session is ended: 308 sends the client elsewhere, 401 and 410 end it for good. Sockets only. */
  | { readonly kind: 'close'; readonly status: number; readonly code?: number; readonly message?: string }
  /** An event comes twice. */
  | { readonly kind: 'double' }
  /** An event never comes. */
  | { readonly kind: 'lose' }
  /** An event comes after the one that follows it. */
  | { readonly kind: 'reorder' };

export const FAULT_KINDS = [
  'drop',
  'execute-and-drop',
  'no-reply',
  'execute-no-reply',
  'cut',
  'half-open',
  'delay',
  'late',
  'status',
  'close',
  'double',
  'lose',
  'reorder',
] as const satisfies readonly Fault['kind'][];

/** A fault and when it strikes: whenever everything that is named here is so. */
export interface FaultRule {
  readonly at: FaultPlace;
  /** Whose socket. Default: anybody's. */
  readonly identity?: string;
  /** HTTP method. Default: any. */
  readonly method?: string;
  /** Part of the path of the request, or of the type of the event. Default: any. */
  readonly path?: string;
  /** How many are let through first. Default: none. */
  readonly skip?: number;
  /** How often it strikes. Default: always. */
  readonly times?: number;
  readonly fault: Fault;
}

/** What is about to happen. */
export interface Occasion {
  readonly identity?: string | undefined;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
}

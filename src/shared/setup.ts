/** What the Setup page and the companion server tell each other. Secrets go one way, and only when they are made. */
import type { AvailabilityRule } from './schedule.js';

/** A member of the team. */
export interface TeamMember {
  id: string;
  name: string;
  email: string;
  /** Whether they can sign in by themselves. */
  hasPassword: boolean;
}

/** A secret key, by what may be shown of it. */
export interface MaskedKey {
  id: string;
  /** Its last characters. */
  end: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

/** The message service behind the account. */
export type MessageServiceStatus =
  /** The built-in emulator, for trying things out, and the credentials that it takes for Twilio's. */
  | { by: 'emulator'; accountSid: string; authToken: string }
  /** Twilio, as connected on this page, or by whoever runs the server. */
  | { by: 'twilio'; accountSid: string; region: string; isOfOperator: boolean };

/** Answer of `GET /setup/account`, and of whatever changes it. */
export interface SetupAnswer {
  account: string;
  /** For people. */
  name: string;
  /** Goes up with each save; who saves names the version that they saw. */
  version: number;
  /** The saved options in the shape of `MissiveChatConfig`. */
  config: Readonly<Record<string, unknown>>;
  /** `*` stands for every site. */
  allowedOrigins: readonly string[] | '*';
  availability: AvailabilityRule;
  secretKeys: readonly MaskedKey[];
  messageService: MessageServiceStatus;
  /** Sites on which the widget was seen, the last first; times in milliseconds since the epoch. */
  installations: readonly { origin: string; seenAt: number }[];
  team: readonly TeamMember[];
  /** Who is signed in. */
  member: string;
}

/** Body of `PUT /setup/account`: what changes, and the version that it is based on. */
export interface SetupChanges {
  version: number;
  config?: Readonly<Record<string, unknown>>;
  allowedOrigins?: readonly string[] | '*';
  availability?: AvailabilityRule;
}

/** Answer of `POST /setup/keys`: the only time that a key is shown. */
export interface NewKeyAnswer {
  key: string;
}

/** What is wrong with a digest; `match` is nothing. */
export type DigestVerdict =
  'match' | 'mismatch' | 'no-key' | 'other-letter-case' | 'surrounding-space' | 'base64' | 'swapped' | 'without-key';

/** Answer of `POST /setup/digest`. */
export interface DigestAnswer {
  verdict: DigestVerdict;
  /** The key, of several, under which it was made. */
  key: string | null;
}

/** Answer of `POST /setup/team` and of a new invitation: the path where the member chooses a password, once. */
export interface InvitationAnswer {
  path: string;
}

/** A browser in which the member is signed in. Times are in milliseconds since the epoch. */
export interface SignInStatus {
  id: string;
  usedAt: number;
  expiresAt: number;
  /** Whether it is the one that asks. */
  isThis: boolean;
}

/** Answer of `GET /setup/sign-ins`. */
export interface SignInsAnswer {
  signIns: readonly SignInStatus[];
}

/** Answer of `POST /setup/twilio`. */
export interface ConnectAnswer {
  isConnected: boolean;
  /** What was done at Twilio, in sentences for people; after a failure the last says what went wrong. */
  steps: readonly string[];
}

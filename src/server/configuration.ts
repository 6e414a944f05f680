/** What the server is told by its environment, checked. Pure; what is wrong is said in one sentence. */
import type { BackendEnvironment } from './backend.js';
import { MIN_KEY_LENGTH } from './sealing.js';

/** Named settings, as in an environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A mistake of whoever started the command; the message says what to do. */
export class UsageError extends Error {}

/** Settings and what they are for, in the order in which the help lists them. */
export const SETTINGS = {
  PORT: 'port to listen on (8080; 0 for any free one)',
  HOST: 'address to listen on (127.0.0.1)',
  PUBLIC_URL: 'address of the server as browsers see it, behind a proxy (what it listens on)',
  TRUSTED_PROXIES: 'addresses or networks of proxies whose X-Forwarded-… headers count, with commas (none)',
  DATA_DIR: 'folder of the database (./data)',
  DATABASE_URL: 'PostgreSQL in place of the folder, for many copies: postgres://user:password@host/name',
  MISSIVE_KEY: `key that seals stored secrets, ${MIN_KEY_LENGTH} characters or more (the file "key" in DATA_DIR); new,old to change it`,
  SECRET_KEY: 'key under which the site of the first account makes digests',
  TWILIO_ACCOUNT_SID: 'Twilio in place of the emulator, together with the next',
  TWILIO_AUTH_TOKEN: 'its Auth Token',
  TWILIO_REGION: 'Twilio region, for example ie1 (us1)',
  TWILIO_EDGE: 'Twilio edge, for example dublin',
  TWILIO_URL: 'an emulator that answers in place of Twilio’s hosts: http://127.0.0.1:8090',
} as const;

type SettingName = keyof typeof SETTINGS;

export interface Configuration {
  readonly port: number;
  readonly host: string;
  /** Without a slash at its end; `null`: where it listens. */
  readonly publicUrl: string | null;
  readonly trustedProxies: readonly string[];
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  /** Empty: from the file in the data folder. */
  readonly keys: readonly string[];
  readonly secretKey: string | null;
  readonly twilio: BackendEnvironment;
}

/** @throws UsageError */
export function readConfiguration(environment: Environment): Configuration {
  const read = (name: SettingName): string | null => environment[name]?.trim() || null;
  const accountSid = read('TWILIO_ACCOUNT_SID');
  if (accountSid !== null && !accountSid.startsWith('AC')) {
    throw new UsageError('TWILIO_ACCOUNT_SID must begin with AC.');
  }
  if ((accountSid === null) !== (read('TWILIO_AUTH_TOKEN') === null)) {
    throw new UsageError('TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN belong together; one of them is missing.');
  }
  if (read('TWILIO_URL') !== null && accountSid === null) {
    throw new UsageError('TWILIO_URL needs TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, as the emulator printed them.');
  }
  return {
    port: readPort(read('PORT') ?? '8080'),
    host: read('HOST') ?? '127.0.0.1',
    publicUrl: readUrl('PUBLIC_URL', read('PUBLIC_URL'), ['http:', 'https:']),
    trustedProxies: (read('TRUSTED_PROXIES') ?? '').split(',').flatMap((text) => text.trim() || []),
    dataFolder: read('DATA_DIR') ?? 'data',
    databaseUrl: readUrl('DATABASE_URL', read('DATABASE_URL'), ['postgres:', 'postgresql:']),
    keys: readKeys(read('MISSIVE_KEY')),
    secretKey: read('SECRET_KEY'),
    twilio: {
      TWILIO_ACCOUNT_SID: accountSid ?? undefined,
      TWILIO_AUTH_TOKEN: read('TWILIO_AUTH_TOKEN') ?? undefined,
      TWILIO_REGION: read('TWILIO_REGION') ?? undefined,
      TWILIO_EDGE: read('TWILIO_EDGE') ?? undefined,
      TWILIO_URL: readUrl('TWILIO_URL', read('TWILIO_URL'), ['http:', 'https:']) ?? undefined,
    },
  };
}

/** Where browsers find the server, as far as the settings tell. */
export function addressOf({ publicUrl, host, port }: Configuration): { origin: string; isNamed: boolean } {
  // A server that listens everywhere is reached, from here, at the loopback address.
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return { origin: publicUrl ?? `http://${name}:${port}`, isNamed: publicUrl !== null };
}

/** Checks that a file of settings names nothing that does not exist: a mistyped name would be ignored in silence. */
export function checkNames(file: string, settings: Environment): void {
  const unknown = Object.keys(settings).find((name) => !Object.hasOwn(SETTINGS, name));
  if (unknown === undefined) return;
  throw new UsageError(`${file} names ${unknown}; there are ${Object.keys(SETTINGS).join(', ')}.`);
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65535)) throw new UsageError(`PORT is "${text}", but must be a number from 0 to 65535.`);
  return port;
}

/** The value is not repeated in the message: it may hold a password. */
function readUrl(name: SettingName, text: string | null, protocols: readonly string[]): string | null {
  if (text === null) return null;
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    throw new UsageError(`${name} must be an address that begins with ${protocols.join('// or ')}//.`);
  }
  return text.replace(/\/+$/, '');
}

function readKeys(text: string | null): readonly string[] {
  const keys = (text ?? '').split(',').flatMap((key) => key.trim() || []);
  if (keys.some((key) => key.length < MIN_KEY_LENGTH)) {
    throw new UsageError(
      `MISSIVE_KEY is too short; it needs ${MIN_KEY_LENGTH} characters. Make one with: openssl rand -hex 32`,
    );
  }
  return keys;
}

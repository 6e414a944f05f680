/**
 * Which message service answers: Twilio when its credentials are there, otherwise the emulator. This is the only
 * place that knows the difference; both are reached through the same code, Twilio's helper library.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import twilio from 'twilio';
import { createEmulator, type Emulator } from '../emulator/index.js';
import type { TwilioEndpoint } from '../shared/public-settings.js';
import type { Storage } from './storage.js';
import { createMessageService, type MessageService } from './twilio-backend.js';
import { FetchRequestClient } from './twilio-requests.js';

/** Path of the emulator's WebSocket on this server. */
export const SOCKET_PATH = '/twilio/v3/wsconnect';

/** The message service, and what browsers have to know to reach it. */
export interface Backend extends MessageService {
  /** How a browser reaches the service, from a page that sees this server at `origin`. */
  endpoint(origin: string): TwilioEndpoint;
  /** Where browsers connect to, as sources of a Content-Security-Policy. */
  connectSources(origin: string): readonly string[];
  /** Takes over a WebSocket at {@link SOCKET_PATH}; `null` when browsers connect to Twilio itself. */
  readonly handleUpgrade: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | null;
  close(): Promise<void>;
}

/** The settings that decide, named as in the environment. */
export interface BackendEnvironment {
  readonly TWILIO_ACCOUNT_SID?: string | undefined;
  readonly TWILIO_AUTH_TOKEN?: string | undefined;
  readonly TWILIO_REGION?: string | undefined;
  readonly TWILIO_EDGE?: string | undefined;
}

/** Tells whether the settings are those of the real Twilio. */
export function hasTwilioCredentials(environment: BackendEnvironment): boolean {
  return Boolean(environment.TWILIO_ACCOUNT_SID && environment.TWILIO_AUTH_TOKEN);
}

/** @param emulator Stands in for Twilio when there are no credentials. Default: a new one. */
export function createBackend(environment: BackendEnvironment, storage: Storage, emulator?: Emulator): Backend {
  return hasTwilioCredentials(environment) ? createTwilio(environment, storage) : createEmulated(storage, emulator);
}

function createTwilio(environment: BackendEnvironment, storage: Storage): Backend {
  const { TWILIO_ACCOUNT_SID: accountSid = '', TWILIO_AUTH_TOKEN: authToken = '' } = environment;
  const { TWILIO_REGION: region, TWILIO_EDGE: edge } = environment;
  const regional = region ? { region } : {};
  const client = twilio(accountSid, authToken, { env: {}, ...regional, ...(edge ? { edge } : {}) });
  return {
    ...createMessageService({ client, accountSid, storage, ...regional }),
    endpoint: () => regional,
    connectSources: () => ['wss://*.twilio.com', 'https://*.twilio.com'],
    handleUpgrade: null,
    close: async () => undefined,
  };
}

function createEmulated(storage: Storage, emulator = createEmulator()): Backend {
  const httpClient = new FetchRequestClient((request) => emulator.fetch(request));
  // `env: {}` keeps the helper library from reading regions out of the process's environment.
  const client = twilio(emulator.accountSid, emulator.authToken, { env: {}, httpClient });
  const socketOrigin = (origin: string) => origin.replace(/^http/, 'ws');
  return {
    ...createMessageService({ client, accountSid: emulator.accountSid, storage }),
    endpoint: (origin) => ({ socket: socketOrigin(origin) + SOCKET_PATH }),
    connectSources: (origin) => [socketOrigin(origin)],
    handleUpgrade: (request, socket, head) => emulator.handleUpgrade(request, socket, head),
    close: () => emulator.close(),
  };
}

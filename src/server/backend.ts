/**
 * Which message service answers: Twilio when its credentials are there, otherwise the emulator. This is the only
 * place that knows the difference; both are reached through the same code, Twilio's helper library.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import twilio from 'twilio';
import { createEmulator, type Emulator } from '../emulator/index.js';
import { ACCOUNT_SID as EMULATED_SID } from '../emulator/seed.js';
import type { TwilioEndpoint } from '../shared/public-settings.js';
import type { MessageServiceStatus } from '../shared/setup.js';
import type { Storage } from './storage.js';
import type { TeamConversations } from './team-conversations.js';
import { createTwilioAccess, type House, type TwilioLogin } from './twilio-access.js';
import { createMessageService, type MessageService } from './twilio-backend.js';
import { connectTwilio, type ConnectionReport, type TwilioCredentials } from './twilio-connect.js';
import { FetchRequestClient } from './twilio-requests.js';

/** Path of the emulator's WebSocket on this server. */
export const SOCKET_PATH = '/twilio/v3/wsconnect';
/** Path below which the emulator keeps files on this server. */
export const MEDIA_PATH = '/twilio/media';

/** The message service, and what browsers have to know to reach it. */
export interface Backend extends MessageService, TeamConversations {
  /** How a browser reaches the service of an account, from a page that sees this server at `origin`. */
  endpoint(account: string, origin: string): Promise<TwilioEndpoint>;
  /** Where browsers connect to for an account, as sources of a Content-Security-Policy. */
  connectSources(account: string, origin: string): Promise<readonly string[]>;
  /** Who carries the messages of an account, for its team. */
  describe(account: string): Promise<MessageServiceStatus>;
  /** Connects an account to the Twilio account of its owner. */
  connect(account: string, credentials: TwilioCredentials): Promise<ConnectionReport>;
  /** Takes over a WebSocket at {@link SOCKET_PATH}; `null` when browsers connect elsewhere. */
  readonly handleUpgrade: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | null;
  /** Answers a request for a file below {@link MEDIA_PATH}; `null` when files are kept elsewhere. */
  readonly answerMedia: ((request: Request) => Promise<Response>) | null;
  close(): Promise<void>;
}

/** The settings that decide, named as in the environment. */
export interface BackendEnvironment {
  readonly TWILIO_ACCOUNT_SID?: string | undefined;
  readonly TWILIO_AUTH_TOKEN?: string | undefined;
  readonly TWILIO_REGION?: string | undefined;
  readonly TWILIO_EDGE?: string | undefined;
  /** Where an emulator listens that is to answer in place of Twilio's hosts. */
  readonly TWILIO_URL?: string | undefined;
}

/** Tells whether the settings are those of the real Twilio. */
export function hasTwilioCredentials(environment: BackendEnvironment): boolean {
  return Boolean(environment.TWILIO_ACCOUNT_SID && environment.TWILIO_AUTH_TOKEN);
}

/** Who answers by default, and where browsers reach them: `null` at Twilio's own address. */
interface Household extends House, Pick<Backend, 'handleUpgrade' | 'answerMedia' | 'close'> {
  socketAt(origin: string): string | null;
  /** What an emulator takes for an Auth Token; no secret. `null` at Twilio itself. */
  trialToken: string | null;
}

/** @param emulator Stands in for Twilio when there are no credentials. Default: a new one. */
export function createBackend(environment: BackendEnvironment, storage: Storage, emulator?: Emulator): Backend {
  const house = hasTwilioCredentials(environment)
    ? openTwilio(environment)
    : openEmulator(emulator ?? createEmulator());
  const access = createTwilioAccess(house, storage);

  async function endpoint(account: string, origin: string): Promise<TwilioEndpoint> {
    const connection = await storage.twilio.find(account);
    const isOwn = connection !== null && !house.owns(connection);
    const socket = isOwn ? null : house.socketAt(origin);
    if (socket !== null) return { socket };
    const region = isOwn ? connection.region : house.region;
    return region === '' ? {} : { region };
  }

  return {
    ...createMessageService({ access, storage }),
    endpoint,
    async connectSources(account, origin) {
      const { socket } = await endpoint(account, origin);
      return socket === undefined ? ['wss://*.twilio.com', 'https://*.twilio.com'] : [new URL(socket).origin];
    },
    async describe(account) {
      const connection = await storage.twilio.find(account);
      if (connection !== null && !house.owns(connection)) {
        const { accountSid, region } = connection;
        return { by: 'twilio', accountSid, region, isOfOperator: false };
      }
      const { accountSid, region, trialToken } = house;
      if (trialToken !== null) return { by: 'emulator', accountSid, authToken: trialToken };
      return { by: 'twilio', accountSid, region, isOfOperator: true };
    },
    connect: (account, credentials) => connectTwilio(house, storage, account, credentials),
    handleUpgrade: house.handleUpgrade,
    answerMedia: house.answerMedia,
    close: () => house.close(),
  };
}

function openTwilio(environment: BackendEnvironment): Household {
  const { TWILIO_ACCOUNT_SID: accountSid = '', TWILIO_AUTH_TOKEN: authToken = '' } = environment;
  const { TWILIO_REGION: region = '', TWILIO_EDGE: edge = '', TWILIO_URL: url = '' } = environment;
  const address = url.replace(/\/+$/, '');
  // An emulator with a port of its own answers for all of Twilio's hosts at one address.
  const elsewhere = (request: Request) =>
    fetch(
      new Request(
        request.url.replace(/^https:\/\/[^/]+/, () => address),
        request,
      ),
    );
  const openClient = (login: TwilioLogin) =>
    twilio(login.username, login.password, {
      env: {},
      accountSid: login.accountSid,
      ...(login.region !== '' && { region: login.region }),
      ...(edge !== '' && { edge }),
      ...(address !== '' && { httpClient: new FetchRequestClient(elsewhere) }),
    });
  return {
    accountSid,
    region,
    client: openClient({ accountSid, username: accountSid, password: authToken, region }),
    openClient,
    // A connection that was made on an emulator, before there were credentials, leads nowhere.
    owns: (connection) => [accountSid, EMULATED_SID].includes(connection.accountSid),
    trialToken: null,
    socketAt: () => (address === '' ? null : `${address.replace(/^http/, 'ws')}/v3/wsconnect`),
    handleUpgrade: null,
    answerMedia: null,
    close: async () => undefined,
  };
}

function openEmulator(emulator: Emulator): Household {
  const { accountSid } = emulator;
  const httpClient = new FetchRequestClient((request) => emulator.fetch(request));
  // `env: {}` keeps the helper library from reading regions out of the process's environment.
  const openClient = (login: TwilioLogin) =>
    twilio(login.username, login.password, {
      env: {},
      accountSid: login.accountSid,
      ...(login.accountSid === accountSid ? { httpClient } : login.region !== '' && { region: login.region }),
    });
  return {
    accountSid,
    region: '',
    client: openClient({ accountSid, username: accountSid, password: emulator.authToken, region: '' }),
    openClient,
    owns: (connection) => connection.accountSid === accountSid,
    trialToken: emulator.authToken,
    socketAt: (origin) => origin.replace(/^http/, 'ws') + SOCKET_PATH,
    handleUpgrade: (request, socket, head) => emulator.handleUpgrade(request, socket, head),
    answerMedia: (request) => emulator.fetch(request),
    close: () => emulator.close(),
  };
}

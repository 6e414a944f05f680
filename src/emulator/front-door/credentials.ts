/** What an application needs of an account: a key to sign tokens with, and a chat service. Made at the first start. */
import { createHmac } from 'node:crypto';
import type { Emulator } from '../index.js';

/** Named as in Twilio's own examples of an environment. */
export interface Credentials {
  readonly TWILIO_ACCOUNT_SID: string;
  readonly TWILIO_AUTH_TOKEN: string;
  readonly TWILIO_API_KEY_SID: string;
  readonly TWILIO_API_KEY_SECRET: string;
  readonly TWILIO_CHAT_SERVICE_SID: string;
}

/** By this name the key and the service are found again. */
const NAME = 'Front door';

/** Longest life of a token that the front door gives out. In seconds. */
const TOKEN_LIFE_SECONDS = 3600;

/** Finds the key and the service of the front door, or makes them. */
export async function findCredentials(emulator: Emulator): Promise<Credentials> {
  const stored = emulator.snapshot();
  const find = (kind: string): Record<string, string> | undefined =>
    stored
      .filter((row) => row.kind === kind)
      .map(({ value }) => JSON.parse(value) as Record<string, string>)
      .find(({ friendlyName }) => friendlyName === NAME);
  const keys = `https://api.twilio.com/2010-04-01/Accounts/${emulator.accountSid}/Keys.json`;
  const key = find('key') ?? (await create(emulator, keys));
  const service = find('service') ?? (await create(emulator, 'https://conversations.twilio.com/v1/Services'));
  if (!find('service')) {
    const configuration = `https://conversations.twilio.com/v1/Services/${service['sid'] ?? ''}/Configuration`;
    await post(emulator, configuration, { ReachabilityEnabled: 'true' });
  }
  return {
    TWILIO_ACCOUNT_SID: emulator.accountSid,
    TWILIO_AUTH_TOKEN: emulator.authToken,
    TWILIO_API_KEY_SID: key['sid'] ?? '',
    TWILIO_API_KEY_SECRET: key['secret'] ?? '',
    TWILIO_CHAT_SERVICE_SID: service['sid'] ?? '',
  };
}

/** Signs an access token, as an application's own server does with Twilio's helper library. */
export function signToken(credentials: Credentials, identity: string, nowMs: number): string {
  const { TWILIO_ACCOUNT_SID: account, TWILIO_API_KEY_SID: key, TWILIO_CHAT_SERVICE_SID: service } = credentials;
  const now = Math.floor(nowMs / 1000);
  const header = { cty: 'twilio-fpa;v=1', typ: 'JWT', alg: 'HS256' };
  const payload = {
    jti: `${key}-${now}`,
    grants: { identity, chat: { service_sid: service } },
    iat: now,
    exp: now + TOKEN_LIFE_SECONDS,
    iss: key,
    sub: account,
  };
  const text = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature = createHmac('sha256', credentials.TWILIO_API_KEY_SECRET).update(text).digest('base64url');
  return `${text}.${signature}`;
}

function create(emulator: Emulator, url: string): Promise<Record<string, string>> {
  return post(emulator, url, { FriendlyName: NAME });
}

async function post(emulator: Emulator, url: string, fields: Record<string, string>): Promise<Record<string, string>> {
  const response = await callRest(emulator, url, { method: 'POST', body: new URLSearchParams(fields) });
  return (await response.json()) as Record<string, string>;
}

/** Asks REST as the account itself. */
export function callRest(emulator: Emulator, url: string, init: RequestInit = {}): Promise<Response> {
  const credentials = Buffer.from(`${emulator.accountSid}:${emulator.authToken}`).toString('base64');
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Basic ${credentials}`);
  return emulator.fetch(new Request(url, { ...init, headers }));
}

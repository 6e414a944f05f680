/** Connects an account to the Twilio account of its owner, and says in plain words what was done and what went wrong. */
import { PublicError } from './errors.js';
import type { Storage } from './storage.js';
import { endTrial } from './trial.js';
import type { House } from './twilio-access.js';
import { statusOf } from './twilio-failures.js';
import { makeResources } from './twilio-resources.js';

/** What an owner enters on the Setup page. The token is used once and not kept: the API key does everything after. */
export interface TwilioCredentials {
  readonly accountSid: string;
  readonly authToken: string;
  /** Twilio region, for example `ie1`. Empty: Twilio's default. */
  readonly region: string;
}

/** What came of it. */
export interface ConnectionReport {
  readonly isConnected: boolean;
  /** What was done, one sentence each; after a failure the last one says what went wrong and what to do. */
  readonly steps: readonly string[];
}

export async function connectTwilio(
  house: House,
  storage: Pick<Storage, 'twilio' | 'lock' | 'accounts'>,
  account: string,
  { accountSid, authToken, region }: TwilioCredentials,
): Promise<ConnectionReport> {
  const problem = findProblem(accountSid, authToken, region);
  if (problem !== null) return { isConnected: false, steps: [problem] };
  const steps: string[] = [];
  const report = (sentence: string) => void steps.push(sentence);
  try {
    await storage.lock(`twilio/${account}`, async () => {
      const client = house.openClient({ accountSid, username: accountSid, password: authToken, region });
      const owner = await client.api.v2010.accounts(accountSid).fetch();
      report(`Twilio knows the account “${owner.friendlyName}”, and the Auth Token is right.`);
      const connection = { accountSid, region, ...(await makeResources(client, account, report)) };
      await storage.twilio.save(account, connection);
      if (!house.owns(connection)) await endTrial(storage, account, report);
    });
    report('Connected. The Auth Token was not kept; it is not needed any more.');
    return { isConnected: true, steps };
  } catch (error) {
    report(explain(error));
    return { isConnected: false, steps };
  }
}

function findProblem(accountSid: string, authToken: string, region: string): string | null {
  if (!/^AC[0-9a-f]{32}$/.test(accountSid)) {
    return 'The Account SID begins with AC and has 34 characters. Twilio’s Console shows it on its first page.';
  }
  if (!/^[0-9a-f]{32}$/.test(authToken)) {
    return 'The Auth Token has 32 characters, 0 to 9 and a to f. Twilio’s Console shows it below the Account SID.';
  }
  return /^([a-z]{2}\d)?$/.test(region)
    ? null
    : 'A region is two letters and a digit, for example ie1; or leave it empty.';
}

function explain(error: unknown): string {
  const cause = error instanceof PublicError ? error.cause : error;
  switch (statusOf(cause)) {
    case null:
      return 'Twilio could not be reached. Check the server’s connection to the internet, and the region.';
    case 401:
    case 404:
      return 'Twilio refused: the Account SID and the Auth Token do not belong together, or are of another region.';
    case 403:
      return 'Twilio refused: the account may not do this. It may be suspended, or Conversations may be switched off.';
    case 429:
      return 'Twilio is asked too much by this account at the moment. Try again in a minute.';
    default:
      return `Twilio could not do it (status ${String(statusOf(cause))}). Try again; what was done is found again then.`;
  }
}

/** Reads arguments and environment of the command. Pure; what is wrong is said in one sentence. */

export const HELP = `Usage: missive-chat [--memory]

Serves the chat widget, its demo, the Inbox and Setup.

  --memory   keep nothing after the process ends (for now the only way, so it changes nothing)
  --help     show this text

Environment:
  PORT                                    port to listen on (8080; 0 for any free one)
  HOST                                    address to listen on (127.0.0.1)
  SECRET_KEY                              key under which the site makes digests
  TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN   use Twilio in place of the emulator
  TWILIO_REGION, TWILIO_EDGE              Twilio region and edge
`;

/** A mistake of whoever started the command; the message says what to do. */
export class UsageError extends Error {}

export interface Command {
  readonly isHelp: boolean;
  readonly port: number;
  readonly host: string;
}

/** @throws UsageError */
export function readCommand(
  parameters: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Command {
  const unknown = parameters.find((parameter) => parameter !== '--memory' && parameter !== '--help');
  if (unknown !== undefined) throw new UsageError(`Unknown argument "${unknown}". Try --help.`);
  const { PORT, HOST, TWILIO_ACCOUNT_SID: accountSid } = environment;
  if (accountSid && !accountSid.startsWith('AC')) throw new UsageError('TWILIO_ACCOUNT_SID must begin with AC.');
  return {
    isHelp: parameters.includes('--help'),
    port: readPort(PORT || '8080'),
    host: HOST || '127.0.0.1',
  };
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65535)) throw new UsageError(`PORT is "${text}", but must be a number from 0 to 65535.`);
  return port;
}

/** Says why listening failed. */
export function explainListenError(error: NodeJS.ErrnoException, { port, host }: Command): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken. Set PORT to another one.`;
    case 'EACCES':
      return `Port ${port} on ${host} is not allowed to this user. Set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST is "${host}", but this machine has no such address.`;
    default:
      return `Cannot listen on port ${port} of ${host} (${error.code ?? error.message}).`;
  }
}

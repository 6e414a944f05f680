/** Reads the arguments of the command. Pure; what is wrong is said in one sentence. */

export const HELP = `Usage: missive-chat emulator [options]

A stand-in for Twilio Conversations on this machine, for any application that uses @twilio/conversations.

  --port <number>   port to listen on (8090; 0 for any free one)
  --host <address>  address to listen on (127.0.0.1)
  --data <file>     keep everything in this file, through the package "libsql" (default: in memory)
  --control         let requests to /control make things go wrong
  --real-limits     refuse what Twilio refuses: 30 actions a second, tokens that live less than 3 minutes
  --help            show this text
`;

/** A mistake of whoever started the command; the message says what to do. */
export class UsageError extends Error {}

export interface Command {
  readonly isHelp: boolean;
  readonly port: number;
  readonly host: string;
  /** `null`: in memory. */
  readonly data: string | null;
  readonly hasControl: boolean;
  readonly hasRealLimits: boolean;
}

const SWITCHES = ['--help', '--control', '--real-limits'];
const VALUES = ['--port', '--host', '--data'];

/** @throws UsageError */
export function readCommand(parameters: readonly string[]): Command {
  const given = new Map<string, string>();
  for (let position = 0; position < parameters.length; position++) {
    const name = parameters[position] ?? '';
    const value = parameters[position + 1];
    if (SWITCHES.includes(name)) given.set(name, '');
    else if (!VALUES.includes(name)) throw new UsageError(`Unknown argument "${name}". Try --help.`);
    else if (value === undefined || value.startsWith('--')) throw new UsageError(`${name} needs a value.`);
    else {
      given.set(name, value);
      position++;
    }
  }
  return {
    isHelp: given.has('--help'),
    port: readPort(given.get('--port') ?? '8090'),
    host: given.get('--host') ?? '127.0.0.1',
    data: given.get('--data') ?? null,
    hasControl: given.has('--control'),
    hasRealLimits: given.has('--real-limits'),
  };
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65535)) throw new UsageError(`--port is "${text}", but must be a number from 0 to 65535.`);
  return port;
}

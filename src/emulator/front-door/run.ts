/** What `missive-chat emulator` does: opens the front door, prints where it is, ends when it is told to. */
import { once } from 'node:events';
import { openDatabase, REAL_LIMITS, StorageError } from '../index.js';
import { HELP, readCommand, UsageError, type Command } from './command-line.js';
import { openFrontDoor, type FrontDoor } from './server.js';

/**
 * Runs until the process is told to end.
 *
 * @param parameters - What stands after the name of the command.
 * @returns The exit code; what went wrong was written to the standard error, in one sentence.
 */
export async function runEmulator(parameters: readonly string[]): Promise<number> {
  try {
    const command = readCommand(parameters);
    if (command.isHelp) process.stdout.write(HELP);
    else await serve(command);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof StorageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function serve(command: Command): Promise<void> {
  const door = await open(command);
  process.stdout.write(describe(door));
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await door.close();
}

async function open({ port, host, data, hasControl, hasRealLimits }: Command): Promise<FrontDoor> {
  try {
    return await openFrontDoor({
      port,
      host,
      control: hasControl,
      ...(data !== null && { storage: await openDatabase(data) }),
      ...(hasRealLimits && { limits: REAL_LIMITS }),
      webhooks: { onFailure: (url, reason) => process.stderr.write(`Webhook ${url}: ${reason}\n`) },
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new UsageError(`Port ${port} on ${host} is taken. Name another with --port.`);
    throw code === undefined ? error : new UsageError(`Cannot listen on port ${port} of ${host} (${message}).`);
  }
}

function describe({ origin, socketUri, credentials }: FrontDoor): string {
  const variables = Object.entries(credentials).map(([name, value]) => `${name}=${value}\n`);
  return `Page: ${origin}/\nSocket: ${socketUri}\nToken: ${origin}/tokens/alice\n${variables.join('')}`;
}

#!/usr/bin/env node
/** The command `missive-chat emulator`: opens the front door, prints where it is, ends when it is told to. */
import { openDatabase, REAL_LIMITS, StorageError } from '../index.js';
import { HELP, readCommand, UsageError, type Command } from './command-line.js';
import { openFrontDoor, type FrontDoor } from './server.js';

async function run(): Promise<void> {
  const [subject, ...parameters] = process.argv.slice(2);
  if (subject === undefined || subject === '--help') {
    process.stdout.write(HELP);
    return;
  }
  if (subject !== 'emulator') throw new UsageError(`Unknown command "${subject}". Try: missive-chat emulator --help`);
  const command = readCommand(parameters);
  if (command.isHelp) process.stdout.write(HELP);
  else await open(command);
}

async function open({ port, host, data, hasControl, hasRealLimits }: Command): Promise<void> {
  const door = await openFrontDoor({
    port,
    host,
    control: hasControl,
    ...(data !== null && { storage: await openDatabase(data) }),
    ...(hasRealLimits && { limits: REAL_LIMITS }),
    webhooks: { onFailure: (url, reason) => process.stderr.write(`Webhook ${url}: ${reason}\n`) },
  }).catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new UsageError(`Port ${port} on ${host} is taken. Name another with --port.`);
    throw code === undefined ? error : new UsageError(`Cannot listen on port ${port} of ${host} (${message}).`);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void door.close().finally(() => process.exit(0)));
  }
  process.stdout.write(describe(door));
}

function describe({ origin, socketUri, credentials }: FrontDoor): string {
  const variables = Object.entries(credentials).map(([name, value]) => `${name}=${value}\n`);
  return `Page: ${origin}/\nSocket: ${socketUri}\nToken: ${origin}/tokens/alice\n${variables.join('')}`;
}

run().catch((error: unknown) => {
  if (!(error instanceof UsageError || error instanceof StorageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});

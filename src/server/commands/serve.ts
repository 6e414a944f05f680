/** `missive-chat serve`: puts the server together, prints where it is, and ends when it is told to. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEmulator, openDatabase, StorageError, type Emulator } from '../../emulator/index.js';
import { createBackend, hasTwilioCredentials, MEDIA_PATH } from '../backend.js';
import { type Configuration, UsageError } from '../configuration.js';
import { createCompress } from '../compression.js';
import type { Log } from '../log.js';
import { brotli, openFolder, startServer } from '../node.js';
import { createSecret } from '../secrets.js';
import { signInPath } from '../sign-in.js';
import { keepTidy } from '../tidy.js';
import { createArrivalReader } from '../trusted-proxies.js';
import { prepareFirstAccount } from './first-account.js';
import { openStorage } from './open-storage.js';

/** How long open requests may take after the server was told to end. In milliseconds. */
const GRACE_MS = 10_000;

/** Starts the server. Resolves when it listens. */
export async function serve(configuration: Configuration, isMemory: boolean, log: Log): Promise<void> {
  checkProxies(configuration.trustedProxies);
  const storage = await openStorage(configuration, isMemory, log);
  const account = await prepareFirstAccount(storage, configuration);
  let origin = '';
  const emulator = await openEmulator(configuration, isMemory, () => origin).catch(async (error: unknown) => {
    await storage.close();
    throw error instanceof StorageError ? new UsageError(`${error.message} (DATA_DIR names its folder.)`) : error;
  });
  const signInKey = createSecret();
  const files = openFolder(findPackage(dirname(fileURLToPath(import.meta.url))));
  const server = await startServer(
    {
      storage,
      backend: createBackend(configuration.twilio, storage, emulator),
      files,
      compress: createCompress(files, brotli),
      identityKey: await storage.serverSecret('identity'),
      signInKey,
      teamAccount: account,
      now: Date.now,
      log,
    },
    configuration,
  ).catch(async (error: unknown) => {
    await Promise.all([storage.close(), emulator?.close()]);
    throw new UsageError(explainListenError(error as NodeJS.ErrnoException, configuration));
  });
  origin = configuration.publicUrl ?? server.origin;
  const stopTidying = keepTidy(storage, Date.now, log);

  const end = async () => {
    stopTidying();
    // A second signal, or a request that never ends, must not keep the process.
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    await server.close();
    await storage.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());

  process.stdout.write(`Demo: ${origin}/\n`);
  process.stdout.write(`Setup: ${server.origin}${signInPath(signInKey, '/setup')}\n`);
  process.stdout.write(`Inbox: ${server.origin}${signInPath(signInKey, '/inbox')}\n`);
}

/** The emulator keeps its rows beside the database; only one process can use it, so many copies share one of its own. */
async function openEmulator(
  { twilio, dataFolder, databaseUrl }: Configuration,
  isMemory: boolean,
  originOf: () => string,
): Promise<Emulator | undefined> {
  if (hasTwilioCredentials(twilio)) return undefined;
  const isKept = !isMemory && databaseUrl === null;
  return createEmulator({
    mediaUrl: () => originOf() + MEDIA_PATH,
    ...(isKept && { storage: await openDatabase(join(dataFolder, 'emulator.db')) }),
  });
}

/** The folder of the package this file belongs to, wherever in it the build has put the file. */
function findPackage(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findPackage(dirname(folder));
}

/** Before anything is opened: a server that trusts the wrong ones would take anybody's word. */
function checkProxies(proxies: readonly string[]): void {
  try {
    createArrivalReader(proxies);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Says why listening failed. */
function explainListenError(error: NodeJS.ErrnoException, { port, host }: Configuration): string {
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

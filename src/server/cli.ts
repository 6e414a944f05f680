#!/usr/bin/env node
/** The command: reads arguments and environment, starts the server, prints where it is, ends when it is told to. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEMO_ACCOUNT } from './accounts.js';
import { openMemoryStorage } from './database/memory.js';
import { createBackend, hasTwilioCredentials } from './backend.js';
import { explainListenError, HELP, readCommand, UsageError } from './command-line.js';
import { brotli, openFolder, startServer } from './node.js';
import { createSecret } from './secrets.js';
import { signInPath } from './sign-in.js';

async function run(): Promise<void> {
  const command = readCommand(process.argv.slice(2), process.env);
  if (command.isHelp) {
    process.stdout.write(HELP);
    return;
  }
  // The published key of the demo account must not make anybody verified on a real service.
  const publishedKeys = hasTwilioCredentials(process.env) ? [] : DEMO_ACCOUNT.secretKeys;
  const secretKeys = process.env['SECRET_KEY'] ? [process.env['SECRET_KEY']] : publishedKeys;
  const storage = await openMemoryStorage([{ ...DEMO_ACCOUNT, secretKeys }]);
  const signInKey = createSecret();
  const { origin, close } = await startServer(
    {
      storage,
      backend: createBackend(process.env, storage),
      files: openFolder(findPackage(dirname(fileURLToPath(import.meta.url)))),
      compress: brotli,
      identityKey: createSecret(),
      signInKey,
      teamAccount: DEMO_ACCOUNT.id,
      now: Date.now,
      log: (entry) => process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`),
    },
    command.port,
    command.host,
  ).catch((error: unknown) => {
    throw new UsageError(explainListenError(error as NodeJS.ErrnoException, command));
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().finally(() => process.exit(0)));
  }
  process.stdout.write(`Demo: ${origin}/\n`);
  process.stdout.write(`Setup: ${origin}${signInPath(signInKey, '/setup')}\n`);
  process.stdout.write(`Inbox: ${origin}${signInPath(signInKey, '/inbox')}\n`);
}

/** The folder of the package this file belongs to, wherever in it the build has put the file. */
function findPackage(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findPackage(dirname(folder));
}

run().catch((error: unknown) => {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});

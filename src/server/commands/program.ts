/** The command line: what can be asked for, and what is printed in return. Knows nothing of how it is done. */
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { Command } from 'commander';
import {
  checkNames,
  readConfiguration,
  SETTINGS,
  UsageError,
  type Configuration,
  type Environment,
} from '../configuration.js';
import type { Log } from '../log.js';
import type { Storage } from '../storage.js';
import { addAccount, listAccounts, listKeys, retireKey, rotateKey } from './accounts.js';
import { openStorage } from './open-storage.js';
import { serve } from './serve.js';

const EXAMPLES = `
Settings, from the environment or a file of NAME=value lines (--config); the environment wins:
${Object.entries(SETTINGS)
  .map(([name, meaning]) => `  ${name.padEnd(19)} ${meaning}`)
  .join('\n')}

Examples:
  missive-chat serve                                  on http://127.0.0.1:8080, kept in ./data
  missive-chat serve --memory                         to try it: nothing is kept
  missive-chat serve --config /etc/missive-chat.env   settings from a file
  missive-chat account add "Acme" https://acme.com    prints the id for the snippet, and a secret key
  missive-chat key rotate c3a1b3de-…                  a second secret key, while the first still counts
  missive-chat emulator --help                        the emulator of Twilio by itself
`;

/** @throws UsageError for a mistake of the caller; what commander finds wrong it says itself. */
export async function runProgram(parameters: readonly string[], environment: Environment, log: Log): Promise<void> {
  const print = (text: string) => void process.stdout.write(`${text}\n`);
  const program = new Command('missive-chat')
    .description('The companion server of the chat widget: pages, Inbox, Setup, and what visitors need.')
    .option('--config <file>', 'read settings from this file too')
    .showHelpAfterError('Try --help.')
    .addHelpText('after', EXAMPLES);
  const configure = (): Configuration =>
    readConfiguration(withFile(environment, program.opts<{ config?: string }>().config));

  /** Runs a command on the storage and closes it. */
  const onStorage = async (work: (storage: Storage) => Promise<string>): Promise<void> => {
    const storage = await openStorage(configure(), false, log);
    try {
      print(await work(storage));
    } finally {
      await storage.close();
    }
  };

  program
    .command('serve', { isDefault: true })
    .description('serve everything')
    .option('--memory', 'keep nothing after the process ends', false)
    .option('--config <file>', 'read settings from this file too')
    .action(async ({ memory, config }: { memory: boolean; config?: string }) => {
      const file = config ?? program.opts<{ config?: string }>().config;
      await serve(readConfiguration(withFile(environment, file)), memory, log);
    });

  const account = program.command('account').description('the accounts of this server');
  account
    .command('add <name> [origins...]')
    .description('add an account; origins are the sites that may use it, for example https://acme.com')
    .action((name: string, origins: string[]) => onStorage((storage) => addAccount(storage, name, origins)));
  account
    .command('list')
    .description('print ids and names')
    .action(() => onStorage(listAccounts));

  const key = program.command('key').description('the secret keys under which a site makes digests');
  key
    .command('rotate <account>')
    .description('add a second key and print it; digests under either count')
    .action((id: string) => onStorage((storage) => rotateKey(storage, id)));
  key
    .command('retire <account>')
    .description('remove the older of two keys')
    .action((id: string) => onStorage((storage) => retireKey(storage, id)));
  key
    .command('list <account>')
    .description('print when keys were made, and their last characters')
    .action((id: string) => onStorage((storage) => listKeys(storage, id)));

  program
    .command('emulator')
    .description('the emulator of Twilio by itself; has options of its own')
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
    // It reads the arguments of the process by itself.
    .action(async () => {
      await import('../../emulator/front-door/cli.js');
    });

  await program.parseAsync(parameters, { from: 'user' });
}

/** The environment, with what a file says beneath it. */
function withFile(environment: Environment, file: string | undefined): Environment {
  if (file === undefined) return environment;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as Error).message}).`);
  }
  const settings = parseEnv(text);
  checkNames(file, settings);
  return { ...settings, ...environment };
}

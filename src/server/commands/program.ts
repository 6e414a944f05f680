/** The command line: what can be asked for, and what is printed in return. Knows nothing of how it is done. */
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { Command, type ErrorOptions } from 'commander';
import {
  addressOf,
  checkNames,
  readConfiguration,
  SETTINGS,
  UsageError,
  type Configuration,
  type Environment,
} from '../configuration.js';
import type { Log } from '../log.js';
import type { Storage } from '../storage.js';
import { addAccount, listAccounts, listKeys, renameAccount, retireKey, rotateKey } from './accounts.js';
import { addMember, inviteMember, listMembers, removeMember, type Address } from './members.js';
import { explainMistake } from './mistakes.js';
import { openStorage } from './open-storage.js';
import { serve } from './serve.js';

const SETTINGS_HELP = `
Settings, from the environment or a file of NAME=value lines (--config); the environment wins:
${Object.entries(SETTINGS)
  .map(([name, meaning]) => `  ${name.padEnd(19)} ${meaning}`)
  .join('\n')}
`;

/** The account of the examples. */
const ID = 'c3a1b3de-5e3f-4283-baaa-8e1d63fea126';

/** @throws UsageError for a mistake of the caller; what commander finds wrong it says itself. */
export async function runProgram(parameters: readonly string[], environment: Environment, log: Log): Promise<void> {
  const print = (text: string) => void process.stdout.write(`${text}\n`);
  const program = new PlainCommand('missive-chat')
    .description('The companion server of the chat widget: pages, Inbox, Setup, and what visitors need.')
    .option('--config <file>', 'read settings from this file too')
    .addHelpText('after', SETTINGS_HELP)
    .addHelpText(
      'after',
      examples([
        ['serve', 'on http://127.0.0.1:8080, kept in ./data'],
        ['account add "Acme" https://acme.com', 'an account: its id for the snippet, and a secret key'],
        [`member add ${ID} "Ada" ada@acme.com`, 'somebody who answers there: a link to choose a password'],
        ['emulator --help', 'the emulator of Twilio by itself'],
      ]),
    );
  const configure = (): Configuration =>
    readConfiguration(withFile(environment, program.opts<{ config?: string }>().config));

  /** Runs a command on the storage and closes it. */
  const onStorage = async (work: (storage: Storage, address: Address) => Promise<string>): Promise<void> => {
    const configuration = configure();
    const storage = await openStorage(configuration, false, log);
    try {
      print(await work(storage, addressOf(configuration)));
    } finally {
      await storage.close();
    }
  };

  program
    .command('serve')
    .description('serve everything; what is done when no command is named')
    .option('--memory', 'keep nothing after the process ends', false)
    .option('--config <file>', 'read settings from this file too')
    .addHelpText('after', SETTINGS_HELP)
    .addHelpText(
      'after',
      examples([
        ['serve', 'on http://127.0.0.1:8080, kept in ./data'],
        ['serve --memory', 'to try it: nothing is kept'],
        ['serve --config /etc/missive-chat.env', 'settings from a file'],
      ]),
    )
    .action(async ({ memory, config }: { memory: boolean; config?: string }) => {
      const file = config ?? program.opts<{ config?: string }>().config;
      await serve(readConfiguration(withFile(environment, file)), memory, log);
    });

  const account = program.command('account').description('the accounts of this server');
  account
    .command('add <name> [origins...]')
    .description('add an account; origins are the sites that may use it, all when none is named')
    .addHelpText(
      'after',
      examples([
        ['account add "Acme" https://acme.com', 'one site'],
        ["account add 'Acme' https://acme.com 'https://*.acme.dev'", 'and any name below acme.dev'],
      ]),
    )
    .action((name: string, origins: string[]) => onStorage((storage) => addAccount(storage, name, origins)));
  account
    .command('rename <account> <name>')
    .description('give an account another name, which is also that of its chat')
    .addHelpText('after', examples([[`account rename ${ID} "Acme Boats"`, 'seen in Setup, and by visitors']]))
    .action((id: string, name: string) => onStorage((storage) => renameAccount(storage, id, name)));
  account
    .command('list')
    .description('print ids and names')
    .addHelpText('after', examples([['account list', 'one account a line']]))
    .action(() => onStorage(listAccounts));

  const member = program.command('member').description('the team of an account: who answers, and sees its Setup');
  member
    .command('add <account> <name> <email>')
    .description('add somebody, and print a link with which they choose a password')
    .addHelpText('after', examples([[`member add ${ID} "Ada" ada@acme.com`, 'the link works once, for three days']]))
    .action((id: string, name: string, email: string) =>
      onStorage((storage, address) => addMember(storage, address, id, name, email)),
    );
  member
    .command('invite <account> <email>')
    .description('print a new link for a member; the former password ends when it is used')
    .addHelpText('after', examples([[`member invite ${ID} ada@acme.com`, 'who forgot the password, or came too late']]))
    .action((id: string, email: string) => onStorage((storage, address) => inviteMember(storage, address, id, email)));
  member
    .command('list <account>')
    .description('print e-mail addresses and names')
    .addHelpText('after', examples([[`member list ${ID}`, 'one member a line']]))
    .action((id: string) => onStorage((storage) => listMembers(storage, id)));
  member
    .command('remove <account> <email>')
    .description('remove a member, who is signed out everywhere')
    .addHelpText('after', examples([[`member remove ${ID} ada@acme.com`, 'an open Inbox ends within an hour']]))
    .action((id: string, email: string) => onStorage((storage) => removeMember(storage, id, email)));

  const key = program.command('key').description('the secret keys under which a site makes digests');
  key
    .command('rotate <account>')
    .description('add a second key and print it; digests under either count')
    .addHelpText('after', examples([[`key rotate ${ID}`, 'then let your site use it']]))
    .action((id: string) => onStorage((storage) => rotateKey(storage, id)));
  key
    .command('retire <account>')
    .description('remove the older of two keys')
    .addHelpText('after', examples([[`key retire ${ID}`, 'when your site uses the newer one']]))
    .action((id: string) => onStorage((storage) => retireKey(storage, id)));
  key
    .command('list <account>')
    .description('print when keys were made, and their last characters')
    .addHelpText('after', examples([[`key list ${ID}`, 'one key a line']]))
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

  // Without the name of a command: serve. Commander's own default would take a mistyped name for an argument of `serve`.
  const { operands, unknown } = program.parseOptions([...parameters]);
  const isServe = operands.length === 0 && !unknown.some((option) => ['--help', '-h'].includes(option));
  await program.parseAsync(isServe ? ['serve', ...parameters] : parameters, { from: 'user' });
}

/** A command whose mistakes are said in sentences; so are those of the commands below it. */
class PlainCommand extends Command {
  override createCommand(name: string): Command {
    return new PlainCommand(name);
  }

  override error(message: string, options?: ErrorOptions): never {
    return super.error(explainMistake(pathOf(this), message), options);
  }
}

/** A command as it is typed, with those that it is below. */
function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

/** Lines of the help that can be copied, with what each is for. */
function examples(lines: readonly (readonly [command: string, meaning: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  const text = lines.map(([command, meaning]) => `  missive-chat ${command.padEnd(width)}  ${meaning}\n`);
  return `\nExamples:\n${text.join('')}`;
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

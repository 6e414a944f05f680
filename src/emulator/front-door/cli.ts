#!/usr/bin/env node
/** The command `missive-chat`. */
import { HELP } from './command-line.js';
import { runEmulator } from './run.js';

const [subject, ...parameters] = process.argv.slice(2);
if (subject === undefined || subject === '--help') {
  process.stdout.write(HELP);
} else if (subject === 'emulator') {
  // Timers and sockets of whoever is still connected must not keep it alive.
  process.exit(await runEmulator(parameters));
} else {
  process.stderr.write(`Unknown command "${subject}". Try: missive-chat emulator --help\n`);
  process.exitCode = 1;
}

#!/usr/bin/env node
/** The command `missive-chat`, as a process: arguments and environment in, text and exit code out. */
import { runProgram } from './commands/program.js';
import { UsageError } from './configuration.js';
import { DatabaseError } from './database/sqlite.js';
import { formatLogEntry, type LogEntry } from './log.js';
import { SealError } from './sealing.js';

const log = (entry: LogEntry): void => {
  process.stderr.write(`${formatLogEntry({ time: new Date().toISOString(), ...entry })}\n`);
};

runProgram(process.argv.slice(2), process.env, log).catch((error: unknown) => {
  if (!(error instanceof UsageError || error instanceof DatabaseError || error instanceof SealError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});

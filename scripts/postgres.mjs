/**
 * PostgreSQL for tests: where Debian puts its programs. As root, what is missing is installed through apt; otherwise one line
 * says what to do. `POSTGRES_BIN` points at a folder of programs elsewhere.
 */
import { existsSync, readdirSync } from 'node:fs';
import { installPackages } from './browsers.mjs';
import { isProgram } from './run.mjs';

const VERSIONS = '/usr/lib/postgresql';
const PACKAGE = 'postgresql';

/** Folder of the programs; `null` when there is none. */
export function findPostgres() {
  if (process.env.POSTGRES_BIN) return process.env.POSTGRES_BIN;
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  const folders = versions.sort((one, other) => Number(other) - Number(one)).map((name) => `${VERSIONS}/${name}/bin`);
  return folders.find((folder) => existsSync(`${folder}/initdb`)) ?? null;
}

/** @returns {Promise<string | null>} What is missing and what to do; `null` when nothing is. */
export async function ensurePostgres() {
  if (findPostgres() !== null) return null;
  const isRoot = process.getuid?.() === 0;
  const log = existsSync('/usr/bin/apt-get') && isRoot ? await installPackages([PACKAGE]) : '';
  if (findPostgres() !== null) return null;
  const command = `${isRoot ? '' : 'sudo '}apt-get install --no-install-recommends ${PACKAGE}`;
  return `${log}PostgreSQL is missing. Install it: ${command}, or point POSTGRES_BIN at the folder of its programs.`;
}

if (isProgram(import.meta.url)) {
  const problem = await ensurePostgres();
  if (problem === null) {
    console.log(`PostgreSQL: ${findPostgres()}`);
  } else {
    console.error(problem);
    process.exitCode = 1;
  }
}

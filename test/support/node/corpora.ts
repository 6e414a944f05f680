/**
 * Cases of the corpora of bad input, which lie outside of the project: in the folder that `CORPORA` names, and in those
 * that `EXTRA_CASES` names, separated by colons, in files such as `xss.json` of `{ "cases": [...] }`. Without them none.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface HostileCase {
  kind?: string;
  /** Of other kinds also objects. */
  payload?: unknown;
  text?: string;
  /** Text in place of `text`: parts and how often each is repeated. */
  gen?: [part: string, count: number][];
  /** Longer than a message may be. */
  over?: boolean;
}

/** Compiled, this file lies in `build/test/support/node/`. */
const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));

export function readCases(name: string): HostileCase[] {
  const { CORPORA = '', EXTRA_CASES = '' } = process.env;
  return [CORPORA, ...EXTRA_CASES.split(':')]
    .filter((folder) => folder !== '')
    .map((folder) => join(resolve(REPOSITORY, folder), `${name}.json`))
    .filter((file) => existsSync(file))
    .flatMap((file) => (JSON.parse(readFileSync(file, 'utf8')) as { cases: HostileCase[] }).cases);
}

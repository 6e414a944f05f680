/**
 * Lets tests in the browser read the corpora of bad input, which lie outside of the project, and have them judged. A
 * plugin of Web Test Runner. The folder is named by `CORPORA`; without it the tests skip themselves.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../../scripts/run.mjs';

const FOLDER = resolve(ROOT, process.env.CORPORA ?? 'corpora');

const COMMANDS = {
  /** Cases of a corpus, or `null` without the corpora. */
  'corpora:read': (name) => {
    const file = resolve(FOLDER, `${name}.json`);
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).cases : null;
  },
  /** Verdicts about rendered messages: why each fails, by the identifier of the case. */
  'corpora:judge-linkify': async (rendered) => {
    const { judge, load } = await import(pathToFileURL(resolve(FOLDER, 'judge-linkify.mjs')).href);
    const verdicts = load().map((testCase) => {
      const { anchors, ...seen } = rendered[testCase.id];
      return [testCase.id, judge(testCase, anchors, seen).why];
    });
    return Object.fromEntries(verdicts.filter(([, why]) => why.length > 0));
  },
};

export function corporaPlugin() {
  return {
    name: 'corpora',
    async executeCommand({ command, payload }) {
      if (!Object.hasOwn(COMMANDS, command)) return undefined;
      // `null` is an answer; without one the runner looks for another plugin.
      return { answer: await COMMANDS[command](payload) };
    },
  };
}

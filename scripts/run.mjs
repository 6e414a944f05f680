/**
 * Runs the programs that the scripts are made of. Knows child processes and nothing of what they do; uses Node's own
 * modules only, because it works before anything is installed.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's folder, in which every program is run. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {boolean} [options.quiet] Keep the output back and return it. Default: the terminal shows it as it comes.
 * @param {Record<string, string>} [options.env] Variables beside those of this process.
 * @param {number} [options.timeout] Time after which the program is ended, in milliseconds. Default: none.
 * @returns {Promise<{code: number, output: string}>} A program that could not be started, or that a signal ended, has
 *   a code other than 0 and says why in its output.
 */
export function run(command, args, { quiet = false, env = {}, timeout = 0 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      timeout,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code, signal) => {
      resolve({ code: code ?? 1, output: signal ? `${output}${command} was ended by ${signal}.\n` : output });
    });
  });
}

/** Runs a JavaScript file with this very Node. */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/** Path of the program that an installed package puts into `node_modules/.bin`. */
export function tool(name) {
  return `${ROOT}node_modules/.bin/${name}`;
}

/** Tells whether a module was started as the program itself and not imported by another. */
export function isProgram(moduleUrl) {
  return process.argv[1] === fileURLToPath(moduleUrl);
}

/** `npm start`: installs, builds, and becomes the companion server. Arguments are the server's own. */
import { pathToFileURL } from 'node:url';
import { install } from './install.mjs';
import { ROOT, runNode } from './run.mjs';

const SERVER = `${ROOT}build/src/server/cli.js`;

try {
  await install();
  await build();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

// In this process and not in a child: signals, exit code and the terminal are then the server's own.
process.argv[1] = SERVER;
await import(pathToFileURL(SERVER).href);

/** Builds in silence: what the server prints is all that matters, unless the build fails. */
async function build() {
  console.error('Building …');
  const { code, output } = await runNode(['scripts/build.mjs'], { quiet: true });
  if (code !== 0) throw new Error(`${output}The build failed; its output is above.`);
}

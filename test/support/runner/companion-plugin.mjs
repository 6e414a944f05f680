/**
 * Lets tests in the browser talk with a real companion, and play the team: the commands of `TestCompanion`
 * (`test/support/node/companion.ts`), called from `test/support/browser/companion.ts`. A plugin of Web Test Runner. The
 * companion runs on built code and is started with the first command, so that tests without it need no build.
 */
import { existsSync } from 'node:fs';

const MODULE = new URL('../../../build/test/support/node/companion.js', import.meta.url);
const PREFIX = 'companion:';

export function companionPlugin() {
  let companion = null;
  return {
    name: 'companion',
    async executeCommand({ command, payload = [] }) {
      if (!command.startsWith(PREFIX)) return undefined;
      companion ??= start();
      const running = await companion;
      const name = command.slice(PREFIX.length);
      // A command without an answer still was executed, which the runner tells by the answer.
      return name === 'origin' ? running.origin : ((await running[name](...payload)) ?? true);
    },
    async serverStop() {
      await (await companion)?.close();
    },
  };
}

async function start() {
  if (!existsSync(MODULE)) throw new Error('The companion has not been built. Run: npm run build');
  const { startCompanion } = await import(MODULE.href);
  return startCompanion();
}

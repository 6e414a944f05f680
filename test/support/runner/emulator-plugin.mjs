/**
 * Gives tests in the browser emulators of their own: the methods of `EmulatorHost` (`test/support/contract/`), called from
 * `test/support/browser/emulator-host.ts`. A plugin of Web Test Runner. They run on built code.
 */
import { existsSync } from 'node:fs';

const MODULE = new URL('../../../build/test/support/node/emulator-host.js', import.meta.url);
const PREFIX = 'emulator:';

export function emulatorPlugin() {
  const hosts = new Map();
  return {
    name: 'emulator',
    async executeCommand({ command, payload }) {
      if (!command.startsWith(PREFIX)) return undefined;
      const name = command.slice(PREFIX.length);
      if (name === 'start') {
        const id = String(hosts.size);
        hosts.set(id, await start());
        return id;
      }
      const { id, values } = payload;
      // A command without an answer still was executed, which the runner tells by the answer.
      return (await hosts.get(id)[name](...values)) ?? true;
    },
  };
}

async function start() {
  if (!existsSync(MODULE)) throw new Error('The emulator has not been built. Run: npm run build');
  const { startEmulatorHost } = await import(MODULE.href);
  return startEmulatorHost();
}

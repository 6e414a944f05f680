/** Tells tests in the browser where the files of the build are, whose names carry a hash. A plugin of Web Test Runner. */
import { existsSync, readdirSync } from 'node:fs';

const FOLDER = new URL('../../../dist/cdn/assets/', import.meta.url);

export function assetsPlugin() {
  return {
    name: 'assets',
    executeCommand({ command, payload }) {
      if (command !== 'assets:find') return undefined;
      const file = existsSync(FOLDER) && readdirSync(FOLDER).find((name) => name.startsWith(`${payload}-`));
      if (!file) throw new Error(`There is no file of the name ${payload}. Run: npm run build`);
      return `/dist/cdn/assets/${file}`;
    },
  };
}

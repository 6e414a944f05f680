/**
 * Rollup plugins that carry the hashed names of built files from one build to the next: an `import()` of a room that is
 * a file of its own becomes an `import()` of that file.
 *
 * A page remembers for good that an address could not be loaded, so a file that did not come is asked for under another
 * one.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, posix } from 'node:path';

/** What is a file of its own, by the end of its module path. */
const FILES = { 'src/window.ts': 'window', 'src/transport/twilio.ts': 'twilio' };

/**
 * What stands round the address in an `import()` of a file.
 *
 * @param {string} left Code before the address as it is written.
 * @param {string} right Code after it.
 */
export const loadFile = (left = '', right = '') => ({
  left: `(address=>import(address).catch(()=>import(address+'?'+Date.now())))(${left}`,
  right: `${right})`,
});

/** One instance serves all builds of a run. */
export function fileNames() {
  const built = new Map();
  return {
    name: 'file-names',
    async resolveDynamicImport(specifier, importer) {
      if (typeof specifier !== 'string') return null;
      const resolved = await this.resolve(specifier, importer);
      const file = Object.entries(FILES).find(([path]) => resolved?.id.endsWith(path))?.[1];
      if (file === undefined) return null;
      if (!built.has(file)) this.error(`${specifier} is a file of its own and must be built first`);
      // `relative` keeps Rollup from resolving the name again; `renderChunk` turns it into the real address.
      return { id: `missive-file:${file}`, external: true };
    },
    renderDynamicImport: () => loadFile(),
    renderChunk(code, chunk) {
      const from = posix.dirname(chunk.fileName);
      return code.replace(/missive-file:(\w+)/g, (_, file) => `./${posix.relative(from, built.get(file))}`);
    },
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        if (chunk.imports.length > 0) this.error(`${chunk.fileName} imports ${chunk.imports.join(', ')}`);
        if (chunk.isEntry) built.set(chunk.name, chunk.fileName);
      }
    },
  };
}

/** Writes the page that loads a built file. Strict CSP: the script is a file, and nothing is inline. */
export function htmlPage(path, title) {
  return {
    name: 'html-page',
    async writeBundle(_options, bundle) {
      const entry = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(
        path,
        `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} · missive-chat</title>
    <link rel="icon" href="data:," />
    <script type="module" src="/${entry.fileName}"></script>
  </head>
  <body></body>
</html>
`,
      );
    },
  };
}

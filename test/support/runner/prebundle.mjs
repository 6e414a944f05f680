/**
 * Serves packages of the CommonJS kind to the browser as one ES module each. The dev server hands files out one by one
 * and cannot give such a package named exports. A plugin of Web Test Runner.
 */
import { build } from 'esbuild';

/**
 * @param {Record<string, string>} packages Name that code imports → the file to bundle for it. The file must have ES
 *   exports: from a CommonJS file, `export *` gives no names.
 */
export function prebundle(packages) {
  const pathOf = (name) => `/__prebundled__/${name}.js`;
  const bundles = new Map();
  return {
    name: 'prebundle',
    resolveImport({ source }) {
      return Object.hasOwn(packages, source) ? pathOf(source) : undefined;
    },
    async serve({ path }) {
      const name = Object.keys(packages).find((candidate) => pathOf(candidate) === path);
      if (name === undefined) return undefined;
      if (!bundles.has(name)) bundles.set(name, bundle(packages[name]));
      return { body: await bundles.get(name), type: 'js' };
    },
  };
}

async function bundle(entry) {
  const { outputFiles } = await build({
    stdin: { contents: `export * from ${JSON.stringify(entry)};`, resolveDir: process.cwd() },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}

/**
 * A Rollup plugin for the one classic script. Rollup's own script formats cannot load further files, so an ES chunk that
 * imports and exports nothing is wrapped in a function.
 *
 * In a classic script from another origin `import('./x.js')` has no base address to resolve against, and there is no
 * `import.meta`. Both are given the script's own address, read while the script runs.
 */
import { loadFile } from './file-names.mjs';

const SCRIPT = 'missiveScript';
const SETTINGS = '__MISSIVE_SETTINGS__';

export function classicScript() {
  return {
    name: 'classic-script',
    outputOptions: (options) => ({
      ...options,
      // Scripts that a plugin of the page delays have no `currentScript`.
      banner: `(()=>{const ${SCRIPT}=(document.currentScript||[...document.querySelectorAll('script[src*="/missive.js"]')].pop()||{}).src||location.href;`,
      footer: '})();',
    }),
    resolveImportMeta: (property) => (property === 'url' ? SCRIPT : null),
    // By hand: a page may have put something else in the place of `URL`.
    renderDynamicImport: () => loadFile(`[...${SCRIPT}.split('/',3),`, "].join('/')"),
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        if (chunk.exports.length > 0) this.error(`${chunk.fileName} must not export`);
        // The server puts the settings in its place, once.
        if (chunk.code.split(SETTINGS).length !== 2) this.error(`${chunk.fileName} must contain ${SETTINGS} once`);
      }
    },
  };
}

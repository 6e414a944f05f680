/**
 * A Rollup plugin for the one classic script. Rollup's own script formats cannot load further files, so an ES chunk that
 * imports and exports nothing is wrapped in a function.
 *
 * In a classic script from another origin `import('./x.js')` has no base address to resolve against, and there is no
 * `import.meta`. Both are given the script's own address, read while the script runs: later nobody knows any more which
 * script it was. Where a plugin of the page has put the script into a file of its own, or into the page, it is the address
 * of the server that made it.
 */
import { loadFile } from './file-names.mjs';

const SCRIPT = 'missiveScript';
/** In the code, and what the server replaces in the file. */
const SETTINGS = 'missiveSettings';
const PLACEHOLDER = '__MISSIVE_SETTINGS__';
/** Scripts that a plugin of the page delays have no `currentScript`; those that it removed are not in the document. */
const ADDRESSES = `[document.currentScript,document.querySelector('script[src*="/missive.js"]')].map(s=>s?.src)`;

export function classicScript() {
  return {
    name: 'classic-script',
    outputOptions: (options) => ({
      ...options,
      banner: `(()=>{const ${SETTINGS}=${PLACEHOLDER},${SCRIPT}=${ADDRESSES}.find(a=>/\\/missive.js/.test(a))||${SETTINGS}?.server||location.href;`,
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
        if (chunk.code.split(PLACEHOLDER).length !== 2)
          this.error(`${chunk.fileName} must contain ${PLACEHOLDER} once`);
      }
    },
  };
}

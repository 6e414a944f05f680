/**
 * Pages that carry the documented snippet as real sites do, served to browsers beside the tests with only the host of
 * the script and the account's id replaced: those of `test/compat/pages`, and of the folders that `EXTRA_CASES` names.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { ROOT } from '../../../scripts/run.mjs';

const PREFIX = '/case-pages/';
const HOST = 'https://webchat.missiveapp.com';
const ACCOUNT = /00000000-0000-4000-8000-\d{12}/g;

/** Notes what happens in the page, and changes nothing. */
const OBSERVER = `<script>
window.__log = [];
window.__console = [];
window.__events = [];
window.__scripts = 0;
document.addEventListener('load', ({ target }) => (window.__scripts += /\\/missive\\.js/.test(target.src) ? 1 : 0), true);
addEventListener('error', (event) => { if (event.message) __log.push(['error', event.message]); });
addEventListener('unhandledrejection', (event) => __log.push(['rejection', String(event.reason)]));
for (const method of ['warn', 'info', 'error']) {
  console[method] = (...values) => __console.push([method, values.join(' ')]);
}
for (const name of ['ready', 'open', 'close']) {
  document.addEventListener('missive-' + name, () => __events.push(name));
}
</script>`;

const folders = ['test/compat/pages', ...(process.env.EXTRA_CASES ?? '').split(delimiter).filter(Boolean)];
const files = folders
  .map((folder) => resolve(ROOT, folder))
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((file) => /\.(?:html|js)$/.test(file))
  .sort();

/** A plugin of Web Test Runner: which cases there are, by name and number. */
export function casePagesPlugin() {
  return {
    name: 'case-pages',
    executeCommand({ command }) {
      if (command !== 'case-pages:list') return undefined;
      return files.map((file, number) => ({
        number,
        name: file.split('/').at(-1),
        own: file.startsWith(resolve(ROOT, 'test')),
      }));
    },
  };
}

/** Serves `/case-pages/<number>/<port of the companion>/<account>`, before anything else could transform it. */
export async function casePages(context, next) {
  if (!context.path.startsWith(PREFIX)) return next();
  const [number, port, account = ''] = context.path.slice(PREFIX.length).split('/');
  const file = files[Number(number)];
  const text = readFileSync(file, 'utf8');
  context.type = file.endsWith('.js') ? 'js' : 'html';
  context.body = text
    .replaceAll(HOST, `http://127.0.0.1:${port}`)
    .replace(ACCOUNT, decodeURIComponent(account))
    .replace(/<head>/, `<head>${OBSERVER}`);
}

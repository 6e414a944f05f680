/**
 * `npm run size`: weighs what a visitor downloads, in bytes of brotli, prints the table and exits 1 when a budget is
 * exceeded. Budgets go by use, not by file: a first page view is one of them.
 */
import { readdir, readFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import { ROOT } from './run.mjs';

const CDN = `${ROOT}dist/cdn/`;

/** What the server puts into `missive.js` for an account with a few settings of its own. */
const SETTINGS = JSON.stringify({
  account: 'c3a1b3de-5e3f-4283-baaa-8e1d63fea126',
  config: { chat: { name: 'Fennmoor', variables: { 'main-color': '#0b6e4f' } } },
  availability: 'online',
  twilio: { socket: 'wss://chat.example.com/twilio/v3/wsconnect' },
  server: 'https://chat.example.com',
});

const USES = [
  { name: 'first page view (missive.js with settings)', file: /^missive\.js$/, budget: 12_000 },
  { name: 'first page view (missive-chat.js)', file: /^missive-chat\.js$/, budget: 12_000 },
  { name: 'opening the window', file: /^assets\/window-/, budget: 18_000 },
  { name: 'first message (Twilio)', file: /^assets\/twilio-/, budget: 70_000 },
];

const files = (await readdir(CDN, { recursive: true })).filter((name) => name.endsWith('.js'));
let isOver = false;
console.log(`${'Download'.padEnd(46)}${'raw'.padStart(9)}${'brotli'.padStart(9)}${'budget'.padStart(9)}`);
for (const { name, file, budget } of USES) {
  const path = files.find((candidate) => file.test(candidate));
  if (path === undefined) throw new Error(`size: no file for "${name}"; run npm run build first`);
  const code = (await readFile(CDN + path, 'utf8')).replace('__MISSIVE_SETTINGS__', () => SETTINGS);
  const brotli = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  const isTooHeavy = brotli > budget;
  isOver ||= isTooHeavy;
  const figures = [code.length, brotli, budget].map((bytes) => String(bytes).padStart(9)).join('');
  console.log(`${name.padEnd(46)}${figures}${isTooHeavy ? '  over budget' : ''}`);
}
process.exit(isOver ? 1 : 0);

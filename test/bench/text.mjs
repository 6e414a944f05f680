/** How long the longest message takes to be read into text and links, in Node, for texts that make naive readers slow. */
import { ROOT } from '../../scripts/run.mjs';

const { tokenize } = await import(`${ROOT}dist/text/tokens.js`);
const FLOODS = [
  'a.',
  'a@',
  "a'",
  'http://',
  'mailto:',
  'a.com\u202e<',
  'a.com,',
  'é@',
  '{{ link:',
  'https://a.example/((((]]]]',
  ' ',
  '字',
  'word ',
];
const SIZES = [16, 32, 64];

console.log(`\nReading a text full of …, in ms${''.padEnd(10)}`, ...SIZES.map((size) => `${size} KiB`.padStart(8)));
for (const part of FLOODS) {
  const times = SIZES.map((size) => {
    const text = part.repeat((size * 1024) / part.length);
    const runs = Array.from({ length: 9 }, () => {
      const start = performance.now();
      tokenize(text, { linkSyntax: true });
      return performance.now() - start;
    });
    return runs
      .sort((one, other) => one - other)[4]
      .toFixed(1)
      .padStart(8);
  });
  console.log(JSON.stringify(part).padEnd(40), ...times);
}

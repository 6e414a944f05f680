/**
 * `npm run fault -- --figures`: measures the figures of reliability one by one, and prints what should be and what was.
 *
 *   main.js [--long] [R5 R9 …]     the figures named, or all; `--long` with the full counts
 *
 * Exits 1 when a figure is not held. Times are of this machine and of this hour, so no test asserts them.
 */
import { FIGURES } from './figures.js';
import { scaleOf, type Figure, type Finding } from './figure.js';
import { inTurns } from './in-turns.js';
import { printTable } from './table.js';

interface Measured {
  figure: Figure;
  findings: Finding[];
}

/** So many figures that mostly wait are measured at a time; more would make each other's times longer. */
const AT_ONCE = 3;

const values = process.argv.slice(2);
const scale = scaleOf(values.includes('--long'));
const ids = values.filter((value) => !value.startsWith('--')).map((value) => value.toUpperCase());
const wanted = FIGURES.filter(({ id }) => ids.length === 0 || ids.includes(id));
if (wanted.length === 0) {
  console.error(`There is no such figure. Figures: ${FIGURES.map(({ id }) => id).join(', ')}`);
  process.exit(1);
}

// The SDK leaves rejections behind that nobody can hold; they end no visitor's page.
const unheld = new Map<string, number>();
process.on('unhandledRejection', (reason) => {
  const text = String(reason);
  unheld.set(text, (unheld.get(text) ?? 0) + 1);
});
// What the memory warns of is part of the game.
console.warn = () => undefined;

const waiting = wanted.filter(({ runs }) => runs === 'waits');
const measured = await inTurns(waiting.length, AT_ONCE, (number) => measure(waiting[number]!));
for (const figure of wanted.filter(({ runs }) => runs === 'alone')) measured.push(await measure(figure));
measured.sort((one, other) => wanted.indexOf(one.figure) - wanted.indexOf(other.figure));

printTable(measured);
for (const [text, times] of unheld) console.log(`unheld rejection, ${String(times)} times: ${text}`);
const missed = measured.filter(({ findings }) => findings.some(({ isHeld }) => !isHeld));
console.log(
  missed.length === 0
    ? '\nfigures: all held'
    : `\nfigures: not held: ${missed.map(({ figure }) => figure.id).join(', ')}`,
);
// Clients of the SDK leave timers behind that would keep the process alive.
process.exit(missed.length === 0 ? 0 : 1);

async function measure(figure: Figure): Promise<Measured> {
  const from = Date.now();
  const findings = await figure.measure(scale).catch((error: unknown): Finding[] => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.error(`${figure.id}: ${text}`);
    return [{ goal: figure.subject, measured: text.split('\n', 1)[0] ?? '', times: 0, isHeld: false }];
  });
  // At once: who ends a long run early has what was measured until then.
  console.log(`\nmeasured in ${((Date.now() - from) / 1000).toFixed(0)} s:`);
  printTable([{ figure, findings }]);
  return { figure, findings };
}

/** Prints figures as a table that fits a terminal. */
import type { Figure, Finding } from './figure.js';

export function printTable(measured: readonly { figure: Figure; findings: readonly Finding[] }[]): void {
  const rows = measured.flatMap(({ figure, findings }) =>
    findings.map(({ goal, measured, times, isHeld }) => ({
      cells: [figure.id, goal, times.toLocaleString('en'), isHeld ? 'held' : 'NOT HELD', measured],
      figure,
    })),
  );
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map(({ cells }) => cells[column]?.length ?? 0)));
  let last: Figure | null = null;
  for (const { figure, cells } of rows) {
    if (figure !== last) console.log(`\n${figure.id}  ${figure.subject}`);
    last = figure;
    const [, goal = '', times = '', held = '', measured = ''] = cells;
    console.log(
      `    ${goal.padEnd(widths[1] ?? 0)}  ${times.padStart(widths[2] ?? 0)}  ${held.padEnd(widths[3] ?? 0)}  ${measured}`,
    );
  }
}

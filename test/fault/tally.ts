/** Adds up the verdicts of many runs and prints them as the table of `npm run fault`. */
import type { Verdict } from './judge.js';

export const FINDINGS = ['lost', 'doubled', 'misordered', 'untrue'] as const;

export class Tally {
  readonly name: string;
  messages = 0;
  runs = 0;
  readonly found = { lost: 0, doubled: 0, misordered: 0, untrue: 0 };
  readonly faults = new Map<string, number>();
  readonly drains: number[] = [];
  /** What was found, with the seed that finds it again. */
  readonly findings: string[] = [];

  constructor(name: string) {
    this.name = name;
  }

  add(seed: number, verdict: Verdict, faults: Readonly<Record<string, number>>): void {
    this.runs++;
    this.messages += verdict.messages;
    this.drains.push(verdict.drain);
    for (const [kind, count] of Object.entries(faults)) this.faults.set(kind, (this.faults.get(kind) ?? 0) + count);
    for (const finding of FINDINGS) {
      this.found[finding] += verdict[finding].length;
      if (verdict[finding].length > 0) {
        this.findings.push(`seed ${String(seed)}: ${finding} ${verdict[finding].slice(0, 3).join(', ')}`);
      }
    }
  }

  print(): void {
    const faults = [...this.faults].sort(([, one], [, other]) => other - one);
    const total = faults.reduce((sum, [, count]) => sum + count, 0);
    console.log(`\n${this.name}: ${count(this.messages)} messages in ${count(this.runs)} runs, ${count(total)} faults`);
    for (const [kind, times] of faults) console.log(`  ${kind.padEnd(20)} ${count(times).padStart(9)}`);
    const drain = [0.5, 0.95, 1].map((part) => `${(this.#quantile(part) / 1000).toFixed(2)} s`);
    console.log(`  drain after the last fault: p50 ${drain[0] ?? ''}, p95 ${drain[1] ?? ''}, max ${drain[2] ?? ''}`);
    for (const finding of this.findings.slice(0, 20)) console.log(`  ${finding}`);
  }

  #quantile(part: number): number {
    const sorted = [...this.drains].sort((one, other) => one - other);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  }
}

/** The last line of the laboratory. @returns Whether nothing was found. */
export function conclude(tallies: readonly Tally[]): boolean {
  const sums = FINDINGS.map(
    (finding) => [finding, tallies.reduce((sum, { found }) => sum + found[finding], 0)] as const,
  );
  console.log(`\nfault: ${sums.map(([finding, sum]) => `${finding} ${String(sum)}`).join(', ')}`);
  return sums.every(([, sum]) => sum === 0);
}

function count(number: number): string {
  return number.toLocaleString('en');
}

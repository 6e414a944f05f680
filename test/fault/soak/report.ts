/** What the soak came to: a table, and what the page holds on to beyond its limits. */
import type { Sample } from './soak.js';

/** Nodes in the document: the rows around what is seen, however long the conversation. */
const MOST_NODES = 1500;
/**
 * Bytes for each message of the conversation, whatever else happens meanwhile. The SDK and the chat each keep every
 * message that they have seen, which comes to some 2 KB; a client that is not let go would add 3.
 */
const MOST_PER_MESSAGE = 3000;
/** What may come and go between two samples. */
const MORE_LISTENERS = 10;
const MORE_TIMERS = 5;

const COLUMNS = ['messages', 'heap MB', 'DOM nodes', 'listeners', 'timers'];

export function printHead(): void {
  console.log(COLUMNS.map((title) => title.padStart(10)).join(''));
}

export function printSample({ messages, heap, nodes, listeners, timers }: Sample): void {
  const cells = [messages, (heap / 1e6).toFixed(2), nodes, listeners, timers];
  console.log(cells.map((cell) => String(cell).padStart(10)).join(''));
}

/** @returns What grew, in words; nothing when all is well. */
export function findGrowth(samples: readonly Sample[]): string[] {
  const [, warm] = samples;
  const last = samples.at(-1);
  if (warm === undefined || last === undefined) throw new Error('A soak takes two samples at least.');
  const perMessage = slope(samples.slice(Math.floor(samples.length / 2)));
  const nodes = Math.max(...samples.map((sample) => sample.nodes));
  console.log(`\nheap: ${perMessage.toFixed(0)} bytes a message in the second half`);
  return [
    !(perMessage <= MOST_PER_MESSAGE) && `the heap, by ${perMessage.toFixed(0)} bytes a message`,
    nodes > MOST_NODES && `the document, to ${String(nodes)} nodes`,
    last.listeners > warm.listeners + MORE_LISTENERS && `listeners, to ${String(last.listeners)}`,
    last.timers > samples[0]!.timers + MORE_TIMERS && `timers, to ${String(last.timers)}`,
  ].filter((finding) => finding !== false);
}

/** By least squares, in bytes a message. */
function slope(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const messages = mean((sample) => sample.messages);
  const heap = mean((sample) => sample.heap);
  return (
    mean((sample) => (sample.messages - messages) * (sample.heap - heap)) /
    mean((sample) => (sample.messages - messages) ** 2)
  );
}

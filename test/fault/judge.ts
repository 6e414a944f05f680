/**
 * Judges a history against the store: what was lost, doubled, misordered or shown untruly. Knows nothing of the code
 * that made the history.
 */
import type { HistoryEvent, StoredRow } from './history.js';

export interface Verdict {
  messages: number;
  /** Written, neither stored nor shown as failed; or stored, and missing on a screen at the end. */
  lost: string[];
  /** More than once in the store, or on a screen. */
  doubled: string[];
  /** Stored, or shown, in another order than written, or stored. */
  misordered: string[];
  /** A screen said what was not so; or the store holds what nobody wrote. */
  untrue: string[];
  /** Between the end of the faults and the last message, of those that never failed, that a screen said to be sent; in milliseconds. */
  drain: number;
}

/** How long an answer of the server may be on its way, in milliseconds. */
const ON_ITS_WAY = 60;

/** How much later than its sender can wait the server may store a message, in milliseconds. */
const LATEST = 10_000;

type EventOf<Kind extends HistoryEvent['kind']> = Extract<HistoryEvent, { kind: Kind }>;

export function judge(history: readonly HistoryEvent[], store: readonly StoredRow[]): Verdict {
  const all = <Kind extends HistoryEvent['kind']>(kind: Kind) =>
    history.filter((event): event is EventOf<Kind> => event.kind === kind);
  const written = new Map(all('written').map((event) => [event.cid, event]));
  const stored = groupBy(store, ({ cid }) => cid);
  const excused = new Set(all('excused').map(({ cid }) => cid));
  const overdue = groupBy(all('overdue'), ({ cid }) => cid);
  const shown = all('shown');
  const screens = all('screen');
  const failed = new Set(shown.filter(({ state }) => state === 'failed').map(({ cid }) => cid));
  const verdict: Verdict = {
    messages: written.size,
    lost: [],
    doubled: [],
    misordered: [],
    untrue: [],
    drain: drainOf(
      all('healed'),
      shown.filter(({ cid }) => !failed.has(cid)),
    ),
  };

  const shownAtEnd = new Map(screens.flatMap(({ rows }) => rows.map(({ cid, state }) => [cid, state] as const)));
  for (const [cid, { body }] of written) {
    const rows = stored.get(cid) ?? [];
    if (rows.length === 0 && !excused.has(cid) && shownAtEnd.get(cid) !== 'failed') verdict.lost.push(cid);
    const late = overdue.get(cid)?.length ?? 0;
    const isApart = (rows.at(-1)?.at ?? 0) - (rows[0]?.at ?? 0) > late * LATEST;
    if (rows.length > 1 + late || isApart) verdict.doubled.push(`${cid} in the store`);
    if (rows.some((row) => row.body !== body)) verdict.untrue.push(`${cid} was altered`);
  }
  for (const { cid } of store) if (!written.has(cid)) verdict.untrue.push(`${cid} was written by nobody`);

  for (const { at, reader, cid, state } of shown) {
    const row = stored.get(cid)?.[0];
    if (state === 'sent' && (row === undefined || row.at > at))
      verdict.untrue.push(`${cid} sent, not stored (${reader})`);
    // The first of two copies may be stored while the answer that the second was refused is on its way.
    const since = overdue.has(cid) ? at - ON_ITS_WAY : at;
    if (state === 'failed' && row !== undefined && row.at <= since)
      verdict.untrue.push(`${cid} failed, stored (${reader})`);
  }
  for (const { reader, cid, what } of all('overlooked')) {
    verdict[what === 'sending' ? 'untrue' : 'lost'].push(`${cid} ${what} long after (${reader})`);
  }
  verdict.misordered.push(...misorderedInStore(store, written, new Set([...failed, ...excused])));
  for (const screen of screens) judgeScreen(screen, store, verdict);
  return verdict;
}

function judgeScreen(
  { reader, conversation, from, rows }: EventOf<'screen'>,
  store: readonly StoredRow[],
  verdict: Verdict,
): void {
  const seen = new Set<string>();
  // Of a message that is stored twice, the first that was fetched.
  const fetched = store.filter((row) => row.conversation === conversation && row.index >= from);
  const places = new Map(fetched.reverse().map(({ cid, index }) => [cid, index]));
  let last = -1;
  for (const { cid, state } of rows) {
    if (seen.has(cid)) verdict.doubled.push(`${cid} on the screen of ${reader}`);
    seen.add(cid);
    const place = places.get(cid);
    if (state === 'sending') verdict.untrue.push(`${cid} still sending (${reader})`);
    if (state === 'failed' && place !== undefined) verdict.untrue.push(`${cid} failed, stored (${reader})`);
    if (state === 'failed' || place === undefined) continue;
    if (place < last) verdict.misordered.push(`${cid} on the screen of ${reader}`);
    last = place;
  }
  for (const row of store) {
    if (row.conversation === conversation && row.index >= from && !seen.has(row.cid))
      verdict.lost.push(`${row.cid} for ${reader}`);
  }
}

/**
 * Of a message that is stored twice the first copy has its place; of the others it was said that they are doubled.
 *
 * @param displaced Without an order: a message that had failed goes to its place when it is retried.
 */
function misorderedInStore(
  store: readonly StoredRow[],
  written: ReadonlyMap<string, EventOf<'written'>>,
  displaced: ReadonlySet<string>,
): string[] {
  const order = new Map([...written.keys()].map((cid, place) => [cid, place]));
  const last = new Map<string, number>();
  const misordered: string[] = [];
  const judged = new Set<string>();
  for (const { conversation, cid } of [...store].sort((one, other) => one.index - other.index)) {
    const place = order.get(cid);
    const lane = `${conversation} ${written.get(cid)?.lane ?? ''}`;
    if (place === undefined || displaced.has(cid) || judged.has(cid)) continue;
    judged.add(cid);
    if (place < (last.get(lane) ?? -1)) misordered.push(`${cid} in the store`);
    last.set(lane, Math.max(place, last.get(lane) ?? -1));
  }
  return misordered;
}

function drainOf(healed: readonly EventOf<'healed'>[], shown: readonly EventOf<'shown'>[]): number {
  const from = healed.at(-1)?.at ?? Infinity;
  return shown.reduce((drain, { at, state }) => (state === 'sent' ? Math.max(drain, at - from) : drain), 0);
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/**
 * What the owner is about to save: a configuration that says only what differs from the defaults. Options are named by
 * their path, `chat.variables.main-color`. Pure; nothing is changed in place.
 */

/** A configuration in the shape of `MissiveChatConfig`. */
export type Draft = Readonly<Record<string, unknown>>;

/** The value at a path; `undefined` when it is not set. */
export function readAt(draft: Draft, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), draft);
}

/** The draft with a value at a path; `undefined` takes it out, and with it the sections that are then empty. */
export function writeAt(draft: Draft, path: string, value: unknown): Draft {
  const [key = '', ...rest] = path.split('.');
  const inner = draft[key];
  const next = rest.length === 0 ? value : writeAt(isRecord(inner) ? inner : {}, rest.join('.'), value);
  const isGone = next === undefined || (rest.length > 0 && isEmpty(next));
  if (!isGone) return { ...draft, [key]: next };
  return Object.fromEntries(Object.entries(draft).filter(([name]) => name !== key));
}

/** Whether two values say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  if (isRecord(one) && isRecord(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].every((key) => isSame(one[key], other[key]));
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((entry, index) => isSame(entry, other[index]));
  }
  return one === other;
}

/** The paths at which two drafts differ. */
export function changedPaths(before: Draft, after: Draft, prefix = ''): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const [one, other] = [before[key], after[key]];
    if (isSame(one, other)) return [];
    const path = prefix + key;
    const isSection = [one, other].every((side) => side === undefined || isRecord(side));
    return isSection ? changedPaths(asRecord(one), asRecord(other), `${path}.`) : [path];
  });
}

/** Puts the own changes onto what somebody else has saved meanwhile. Where both changed one option, the own one stays. */
export function rebase(base: Draft, mine: Draft, theirs: Draft): Draft {
  return changedPaths(base, mine).reduce((draft, path) => writeAt(draft, path, readAt(mine, path)), theirs);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const asRecord = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

const isEmpty = (value: unknown): boolean => isRecord(value) && Object.keys(value).length === 0;

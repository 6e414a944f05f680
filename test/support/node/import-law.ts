/** Holds the imports of `src/` to a law. Knows how a law is read; the law itself stands in `architecture.test.ts`. */
import { posix } from 'node:path';
import { type Import, readImports } from './imports.js';

/** What the files of a row may import. Rooms are paths within `src/`: a folder stands for all that is in it. */
export interface Row {
  /** Rooms whose code may be used. Its own folder is always open to a file. */
  rooms?: readonly string[];
  /** Rooms of which only types may be used. */
  types?: readonly string[];
  /** Packages that may be used, with the modules below them; `node:*` stands for all of Node. */
  packages?: readonly string[];
  /** Packages of which only types may be used. */
  packageTypes?: readonly string[];
}

export interface Law {
  /** Rows by the folder or file that they are about. A file obeys the rows of all its folders and its own together. */
  rows: Readonly<Record<string, Row>>;
  /** Files that are heavy: whoever may use them loads them with `import()`. */
  lazy: readonly string[];
}

/**
 * Lists the forbidden imports of a file, each in one line for people.
 *
 * @param path Path of the file within `src/`.
 */
export function findViolations(law: Law, path: string, text: string): string[] {
  const row = rowOf(law, path);
  if (!row) return [`src/${path} has no row in the import law`];
  return readImports(`src/${path}`, text).flatMap((found) => {
    const target = found.specifier.startsWith('.') ? fileOf(path, found.specifier) : null;
    const problem = target === null ? judgePackage(row, found) : judgeFile(law, row, path, target, found);
    return problem === null ? [] : [`src/${path}:${found.line} ${problem}`];
  });
}

/** All that the rows of a file allow, in one; `null` when no row is about it. */
function rowOf(law: Law, path: string): Required<Row> | null {
  const rows = Object.entries(law.rows).filter(([place]) => isWithin(path, place));
  if (rows.length === 0) return null;
  const join = (field: keyof Row) => rows.flatMap(([, row]) => row[field] ?? []);
  return {
    rooms: join('rooms'),
    types: join('types'),
    packages: join('packages'),
    packageTypes: join('packageTypes'),
  };
}

function judgePackage(row: Required<Row>, { specifier, kind }: Import): string | null {
  const isOneOf = (packages: readonly string[]) =>
    packages.some((name) => isWithin(specifier, name) || (name === 'node:*' && specifier.startsWith('node:')));
  if (isOneOf(row.packages)) return null;
  if (isOneOf(row.packageTypes)) {
    return kind === 'type' ? null : `imports ${specifier}; only its types are allowed`;
  }
  return `imports ${specifier}; of packages it may import ${list([...row.packages, ...row.packageTypes])}`;
}

function judgeFile(law: Law, row: Required<Row>, path: string, target: string, { kind }: Import): string | null {
  const isOneOf = (rooms: readonly string[]) => rooms.some((room) => isWithin(target, room));
  const isOwn = path.includes('/') && isWithin(target, path.slice(0, path.indexOf('/')));
  if (isOwn || isOneOf(row.rooms)) {
    const isTooEarly = kind === 'static' && law.lazy.includes(target);
    return isTooEarly ? `imports ${target} statically; it is heavy and loaded by import() alone` : null;
  }
  if (isOneOf(row.types)) return kind === 'type' ? null : `imports ${target}; only its types are allowed`;
  return `imports ${target}; of rooms it may import ${list([...row.rooms, ...row.types])}`;
}

function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

/** Path of the imported file within `src/`. */
function fileOf(importer: string, specifier: string): string {
  return posix.join(posix.dirname(importer), specifier).replace(/\.js$/, '.ts');
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}

/** The key that seals stored secrets, when the environment gives none: a file beside the database, made once. */
import { chmod, link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../configuration.js';
import { MIN_KEY_LENGTH } from '../sealing.js';
import { createSecret } from '../secrets.js';
import { makeDataFolder } from './data-folder.js';

const ELSEWHERE = 'Set MISSIVE_KEY, or another DATA_DIR.';

/** @param warn Told, once, that a key was made. */
export async function readKeyFile(folder: string, warn: (sentence: string) => void): Promise<string> {
  const path = join(folder, 'key');
  const known = await read(path);
  if (known !== null) return known;
  await makeDataFolder(folder);
  // Written aside and linked into its place: whoever looks sees the whole key or none, and of two only one is linked.
  const draft = `${path}.${createSecret(8)}`;
  await writeFile(draft, `${createSecret()}\n`, { mode: 0o600 }).catch((error: unknown) => {
    throw new UsageError(`${path} cannot be made (${(error as Error).message}). ${ELSEWHERE}`);
  });
  await chmod(draft, 0o600);
  const isFirst = await link(draft, path).then(
    () => true,
    () => false,
  );
  await rm(draft);
  if (isFirst) warn(`Made the key that seals stored secrets: ${path}. Keep a copy; without it they are lost.`);
  const made = await read(path);
  if (made === null) throw new UsageError(`${path} cannot be made. ${ELSEWHERE}`);
  return made;
}

async function read(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new UsageError(`${path} cannot be read (${(error as Error).message}).`);
  });
  if (text !== null && text.trim().length < MIN_KEY_LENGTH) throw new UsageError(`${path} holds no key.`);
  return text?.trim() ?? null;
}

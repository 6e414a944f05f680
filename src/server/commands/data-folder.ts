/** The folder that DATA_DIR names. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from '../configuration.js';

/** Makes the folder, and those above it, unless they are there. @throws UsageError when that cannot be. */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
  } catch (error) {
    throw new UsageError(`${folder} cannot be made (${(error as Error).message}). Set DATA_DIR to another folder.`);
  }
}

/** One by one: where a system takes no folders and says that there is nothing above, Node's `recursive` tries for ever. */
async function makeFolder(folder: string): Promise<void> {
  const above = dirname(folder);
  if (!existsSync(above)) await makeFolder(above);
  // What visitors wrote and who they are is in it: for the user of the server alone.
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
}

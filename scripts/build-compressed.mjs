/**
 * Compresses what the server sends as it is into `dist/compressed/`, each under the hash of its content, so that a file and
 * its compressed form never come from different builds. `missive.js` is not among them: it goes out with settings inside.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { ROOT } from './run.mjs';

const CDN = `${ROOT}dist/cdn/`;
const TARGET = `${ROOT}dist/compressed/`;
const PARAMS = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };

await rm(TARGET, { recursive: true, force: true });
await mkdir(TARGET);
const names = (await readdir(CDN, { recursive: true })).filter((name) => name.endsWith('.js') && name !== 'missive.js');
await Promise.all(
  names.map(async (name) => {
    const content = await readFile(CDN + name);
    const hash = createHash('sha256').update(content).digest('base64url');
    await writeFile(`${TARGET}${hash}.br`, await promisify(brotliCompress)(content, { params: PARAMS }));
  }),
);

/**
 * Makes `node_modules` true to `package-lock.json`. Does nothing when it is, so every script may begin with it.
 */
import { readFileSync } from 'node:fs';
import { isProgram, ROOT, run } from './run.mjs';

/**
 * Installs the packages when they are missing or others than the lock file names.
 *
 * @throws {Error} When this Node is too old, or with npm's output when the installation fails.
 */
export async function install() {
  const manifest = readJson('package.json');
  requireNode(manifest.engines.node);
  if (isInstalled(manifest)) return;

  console.error('Installing packages …');
  const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund'], { quiet: true });
  if (code !== 0) throw new Error(`${output}The packages could not be installed; npm's output is above.`);
}

/** @param {string} range The `engines` field, of the form `>=20.19`. */
function requireNode(range) {
  const [major, minor = 0] = range.replace('>=', '').split('.').map(Number);
  const [currentMajor, currentMinor] = process.versions.node.split('.').map(Number);
  if (currentMajor > major || (currentMajor === major && currentMinor >= minor)) return;
  throw new Error(`This project needs Node ${major}.${minor} or newer; this is Node ${process.versions.node}.`);
}

/**
 * Compares contents and not times, because git gives every file that it writes the time of the checkout.
 * `node_modules/.package-lock.json` is npm's own record of what it installed, written last.
 */
function isInstalled(manifest) {
  const record = readJson('node_modules/.package-lock.json');
  if (record === null) return false;
  const { '': root, ...locked } = readJson('package-lock.json').packages;
  const isLocked = ['dependencies', 'devDependencies'].every((kind) => isSame(manifest[kind], root[kind]));
  const isPresent = ([path, entry]) => {
    const installed = record.packages[path];
    // Optional packages are those of other systems: they may be absent.
    return installed ? installed.version === entry.version : entry.optional === true;
  };
  return isLocked && Object.entries(locked).every(isPresent);
}

function isSame(left = {}, right = {}) {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name]);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(ROOT + path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

if (isProgram(import.meta.url)) {
  await install().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}

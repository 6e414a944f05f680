/**
 * The browsers that tests run in: where Debian puts them and which packages bring them. As root, what is missing is
 * installed through apt; otherwise one line says what to do.
 *
 * `ENGINES=chromium,firefox` picks engines; `CHROMIUM`, `FIREFOX` and `MINIBROWSER` point at programs elsewhere.
 */
import { existsSync } from 'node:fs';
import { isProgram, run } from './run.mjs';

const libraries = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;

/** Paths of the browsers' programs. */
export const PROGRAMS = {
  chromium: process.env.CHROMIUM ?? '/usr/bin/chromium',
  firefox: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
  webkit: process.env.MINIBROWSER ?? `${libraries}/webkit2gtk-4.1/MiniBrowser`,
};

const ENGINES = {
  chromium: { files: [PROGRAMS.chromium], packages: ['chromium'] },
  firefox: { files: [PROGRAMS.firefox], packages: ['firefox-esr'] },
  webkit: {
    files: [PROGRAMS.webkit, '/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'],
    packages: ['libwebkit2gtk-4.1-0', 'webkit2gtk-driver', 'xvfb'],
  },
};

/** Tests pass without them, but screenshots show boxes in place of letters and emoji. */
const FONTS = [
  { file: '/usr/share/fonts/truetype/liberation', package: 'fonts-liberation' },
  { file: '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf', package: 'fonts-noto-color-emoji' },
];

/**
 * Names of the engines that `ENGINES` asks for; all three without it.
 *
 * @throws {Error} For a name that is none of them.
 */
export function requestedEngines() {
  const names = (process.env.ENGINES || Object.keys(ENGINES).join()).split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !Object.hasOwn(ENGINES, name));
  if (unknown.length > 0) {
    throw new Error(`ENGINES names ${unknown.join(', ')}; there are ${Object.keys(ENGINES).join(', ')}.`);
  }
  return names;
}

/**
 * Finds the engines asked for and installs what is missing where that is possible.
 *
 * @returns {Promise<{found: string[], problem: string | null}>} `problem` names what is still missing and what to do.
 */
export async function ensureBrowsers() {
  const requested = requestedEngines();
  const isFound = (engine) => ENGINES[engine].files.every((file) => existsSync(file));
  const missingFonts = FONTS.filter((font) => !existsSync(font.file)).map((font) => font.package);
  const packagesOf = (engines) => engines.flatMap((engine) => ENGINES[engine].packages);

  const isDebian = existsSync('/usr/bin/apt-get');
  const isRoot = process.getuid?.() === 0;
  const wanted = [...packagesOf(requested.filter((engine) => !isFound(engine))), ...missingFonts];
  let log = '';
  if (wanted.length > 0 && isDebian && isRoot) log = await installPackages(wanted);

  const missing = requested.filter((engine) => !isFound(engine));
  const found = requested.filter(isFound);
  if (missing.length === 0) return { found, problem: null };
  const advice = isDebian
    ? `Install them: ${isRoot ? '' : 'sudo '}apt-get install --no-install-recommends ${packagesOf(missing).join(' ')}`
    : 'Install them and point CHROMIUM, FIREFOX or MINIBROWSER at the programs (this is not a Debian system)';
  return { found, problem: `${log}These browsers are missing: ${missing.join(', ')}. ${advice}.` };
}

/** Installs Debian packages. Returns what apt printed when it failed and an empty text otherwise. */
export async function installPackages(packages) {
  console.log(`Installing ${packages.join(' ')}`);
  // Another apt may hold the lock for a while, at the first start of a machine above all.
  const apt = (...args) =>
    run('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=600', '-o', 'Acquire::Retries=3', ...args], {
      quiet: true,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  const update = await apt('update');
  const install = await apt('install', '--yes', '--no-install-recommends', ...packages);
  return install.code === 0 ? '' : update.output + install.output;
}

if (isProgram(import.meta.url)) {
  const { found, problem } = await ensureBrowsers();
  if (problem === null) {
    console.log(`Browsers: ${found.join(', ')}`);
  } else {
    console.error(problem);
    process.exitCode = 1;
  }
}

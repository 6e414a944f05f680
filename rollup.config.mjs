/**
 * The files that browsers load, in the order in which they need one another's names:
 *
 *   dist/cdn/assets/twilio-<hash>.js    the SDK behind the transport port
 *   dist/cdn/assets/window-<hash>.js    the open chat
 *   dist/cdn/missive.js                 the classic script of the documented snippet
 *   dist/cdn/missive-chat.js            the element as one ES module
 *   dist/cdn/assets/inbox-<hash>.js     the team's Inbox, and dist/inbox/index.html
 *   dist/cdn/assets/setup-<hash>.js     the Setup page, and dist/setup/index.html
 *   dist/cdn/assets/sign-in-<hash>.js   the sign-in, and dist/setup/sign-in.html
 *
 * Each is built alone and imports nothing but through `import()`: a classic script cannot share a chunk, and a port of
 * plain data between two files is worth more than the few bytes that sharing would save.
 *
 * TWILIO_ENTRY=package builds the SDK from the package's declared entry instead of its modern modules.
 */
import { fileURLToPath } from 'node:url';
import resolve from '@rollup/plugin-node-resolve';
import commonjs from '@rollup/plugin-commonjs';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { classicScript } from './scripts/rollup/classic-script.mjs';
import { fileNames, htmlPage } from './scripts/rollup/file-names.mjs';
import { mendedPackages } from './scripts/rollup/mended-packages.mjs';
import { minifyLiterals } from './scripts/rollup/minify-literals.mjs';
import { modernTwilio } from './scripts/rollup/modern-twilio.mjs';

const names = fileNames();

/** @param {import('rollup').Plugin[]} first Plugins of this file alone. */
const plugins = (...first) => [
  mendedPackages(),
  ...first,
  names,
  minifyLiterals(),
  typescript({
    tsconfig: 'src/tsconfig.browser.json',
    tslib: fileURLToPath(new URL('scripts/rollup/decorators.mjs', import.meta.url)),
    compilerOptions: { composite: false, declaration: false, module: 'ESNext', moduleResolution: 'Bundler' },
    outDir: 'dist/cdn',
    sourceMap: false,
    noEmitOnError: true,
  }),
  resolve({ browser: true, exportConditions: ['browser', 'production'] }),
  terser({
    module: true,
    ecma: 2020,
    compress: { passes: 4, keep_fargs: false },
    format: { comments: false },
    // Private members of Lit and of ours stay as they are: their names are a contract across files.
  }),
];

const output = (options) => ({
  dir: 'dist/cdn',
  format: 'es',
  generatedCode: 'es2015',
  hashCharacters: 'base36',
  ...options,
});

/**
 * Behind the one import of Lit stand the base class, which the first page view needs, and the templates, which come with
 * the window. A module of Lit of which nothing is used would only announce its version.
 */
const treeshake = {
  moduleSideEffects: (id) => !/node_modules\/(lit|lit-html|lit-element|@lit\/reactive-element)\//.test(id),
};

const chunk = (name, input, ...first) => ({
  input: { [name]: input },
  output: output({ entryFileNames: 'assets/[name]-[hash].js' }),
  plugins: plugins(...first),
});

const builds = [
  chunk('twilio', 'src/transport/twilio.ts', modernTwilio(), commonjs()),
  chunk('window', 'src/window.ts'),
  {
    input: { missive: 'src/legacy/missive.ts' },
    output: output({ entryFileNames: '[name].js' }),
    plugins: plugins(classicScript()),
  },
  {
    input: { 'missive-chat': 'src/index.ts' },
    output: output({ entryFileNames: '[name].js' }),
    plugins: plugins(),
  },
  chunk('inbox', 'src/inbox/main.ts', htmlPage('dist/inbox/index.html', 'Inbox')),
  chunk('setup', 'src/setup/main.ts', htmlPage('dist/setup/index.html', 'Setup')),
  chunk('sign-in', 'src/setup/sign-in.ts', htmlPage('dist/setup/sign-in.html', 'Sign in')),
];

export default builds.map((build) => ({ ...build, treeshake }));

/** What the linter holds the code to; `npm run lint`. How code looks is Prettier's affair. */
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as webComponents } from 'eslint-plugin-wc';
import typescript from 'typescript-eslint';

const nodeGlobals = [
  'Buffer',
  'URL',
  'URLSearchParams',
  'clearTimeout',
  'console',
  'fetch',
  'performance',
  'process',
  'setTimeout',
];

// A message is written by a stranger, and the widget runs under the strictest Content-Security-Policy: neither HTML
// made of text nor style attributes can be part of what ships.
const noUnsafeMarkup = {
  'no-restricted-properties': [
    'error',
    ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
      property,
      message: 'Render with a Lit template or set textContent.',
    })),
  ],
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          regex: '^lit(-html)?/(directives/unsafe-(html|mathml|svg)|static-html)(\\.js)?$',
          message: 'Text never becomes markup.',
        },
      ],
    },
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector: 'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\sstyle\\s*=/i]',
      message: 'A strict Content-Security-Policy drops style attributes. Use a class and an adopted style sheet.',
    },
    {
      selector:
        'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\.(inner|outer)HTML\\s*=/]',
      message: 'Text never becomes markup.',
    },
  ],
};

export default defineConfig(
  globalIgnores(['build', 'dist']),
  js.configs.recommended,
  {
    files: ['**/*.mjs', 'eslint.config.js'],
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])) },
  },
  {
    // Functions that Playwright runs inside a page.
    files: ['test/bench/*.mjs'],
    languageOptions: {
      globals: { document: 'readonly', KeyboardEvent: 'readonly', MutationObserver: 'readonly', window: 'readonly' },
    },
  },
  {
    files: ['demo/**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['URLSearchParams', 'document', 'fetch', 'location'].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['src/**/*.ts', 'test/**/*.ts'],
    extends: [
      typescript.configs.strictTypeChecked,
      typescript.configs.stylisticTypeChecked,
      lit['flat/recommended'],
      webComponents['flat/best-practice'],
    ],
    plugins: { 'lit-a11y': litA11y },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { litHtmlSources: true },
    rules: {
      ...litA11y.configs.recommended.rules,
      // Lit binds `@click=${this.close}` to the element by itself.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Brackets say that the key comes from outside and may be absent.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // An empty string means "not given", so `||` is often what is meant.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // A port answers with promises; what stands behind it, memory for one, may have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Lit's own life-cycle methods are always there to be called.
      'wc/guard-super-call': 'off',
    },
  },
  { files: ['src/**/*.ts'], rules: noUnsafeMarkup },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            // The runner itself waits for these.
            { from: 'package', package: 'node:test', name: ['describe', 'it', 'suite', 'test'] },
            // Returns no promise, whatever its types say.
            { from: 'package', package: '@open-wc/semantic-dom-diff', name: 'Equal' },
          ],
        },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off', // an absent thing fails the test, as it should
      '@typescript-eslint/no-unused-expressions': 'off', // chai's `expect(…).to.be.true`
      '@typescript-eslint/no-empty-function': 'off', // callbacks of which a test wants to hear nothing
    },
  },
);

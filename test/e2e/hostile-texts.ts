/** Texts that harm careless programs: the project's own, and those that `CORPORA` and `EXTRA_CASES` name. */
import { readCases } from '../support/node/corpora.js';

/** Each of these runs where it is put into a page as markup. */
export const SCRIPTS: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '"><img src=x onerror="alert(1)">',
  '<details open ontoggle=alert(1)>more</details>',
  '<video><source onerror="alert(1)"></video>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
];

/** Markup and addresses as somebody may write them. */
export const MARKUP: readonly string[] = [
  ...SCRIPTS,
  '<script>alert(1)</script>',
  '</textarea></title></style><script>alert(1)</script>',
  'javascript:alert(1)',
  'https://example.com/"onmouseover="alert(1)',
  '{{ link:javascript:alert(1) Click }}',
  '{{ link:https://example.com/"><img/src/onerror=alert(1)> Click }}',
  '${alert(1)} {{constructor.constructor("alert(1)")()}} <?lit$1$?>',
  ...readCases('xss').flatMap(({ kind, payload }) =>
    kind?.endsWith('body') && typeof payload === 'string' ? [payload] : [],
  ),
];

/** The same for what a page sets: names, addresses of pictures, texts. */
export const MARKUP_IN_OPTIONS: readonly string[] = [
  ...MARKUP.slice(0, 14),
  ...readCases('xss').flatMap(({ kind, payload }) =>
    /^(?:name|email|meta|config|consent|support|avatar|agent-name|account-name)/.test(kind ?? '') &&
    typeof payload === 'string'
      ? [payload]
      : [],
  ),
];

/** Texts that get damaged on their way. */
export const FRAGILE: readonly string[] = [
  'undefined',
  'null',
  '0',
  '[object Object]',
  '  spaces at both ends  ',
  'lines\n\n\twith a tab',
  '\u202eright to left\u202c and back',
  'e\u0301 is not \u00e9',
  '👩‍👩‍👧‍👦 🏳️‍🌈 🇧🇪',
  'Z\u0351\u036b\u0343a\u0329\u0355l\u0348g\u0347o',
  'مرحبا بالعالم, שלום עולם',
  '田中さんにあげて下さい 𠜎',
  '\u200bzero\u200dwidth\ufeff',
  '%s %d %00 ${x} {{ x }} \\n \\0',
  "'; DROP TABLE messages; --",
  '&lt;&amp;&#x41;',
  'x'.repeat(10_000),
  'ä'.repeat(16_384),
  ...readCases('naughty-strings')
    .filter(({ over }) => !over)
    .map(({ text, gen = [] }) => text ?? gen.map(([part, count]) => part.repeat(count)).join('')),
];

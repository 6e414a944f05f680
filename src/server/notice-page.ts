/** Pages that say what is the matter and what to do about it, for people who followed a link. Pure. */
import { createHash } from 'node:crypto';
import { ERRORS, type ErrorCode } from '../shared/errors.js';
import { escapeHtml, page } from './page-html.js';

interface Notice {
  readonly title: string;
  /** Paragraphs. */
  readonly text: readonly string[];
  /** Where to go from here: addresses on this server, and their names. */
  readonly links?: readonly (readonly [path: string, name: string])[];
}

const SIGN_IN = [
  ['/setup', 'Sign in to Setup'],
  ['/inbox', 'Sign in to the Inbox'],
] as const;
const HOME = [['/', 'Go to the start page']] as const;

/** What is said of an error beyond its message. */
const NOTICES: Partial<Record<ErrorCode, Notice>> = {
  'bad-sign-in': {
    title: 'This sign-in link does not work',
    text: [
      'A sign-in link ends with the server that printed it. It opens only on the machine that runs the server, and not through a proxy.',
      'If you run this server, take the link that it printed when it was started last. Everybody else signs in with e-mail and password; who has none asks a member of the team for an invitation.',
    ],
    links: SIGN_IN,
  },
  'not-signed-in': {
    title: 'Sign in first',
    text: ['This is for the team. Your sign-in may have ended: it does after a day, or after eight hours without use.'],
    links: SIGN_IN,
  },
  'unknown-account': {
    title: 'There is no such account',
    text: ['Check the id in the address: it is the one in the snippet that Setup shows under “Install”.'],
    links: HOME,
  },
  'not-found': {
    title: 'There is nothing at this address',
    text: ['The address may be mistyped, or what was here is gone.'],
    links: HOME,
  },
  'bad-method': {
    title: 'This address is not a page',
    text: ['Programs use it. There is nothing to see here.'],
    links: HOME,
  },
  'too-many-requests': {
    title: 'Too many requests',
    text: ['Wait a while, then try again.'],
  },
};

/** The page of an error; of most there is nothing more to say than their message. */
export function errorPage(code: ErrorCode): string {
  const { status, message } = ERRORS[code];
  const advice =
    status >= 500 ? ['Try again in a moment. If it stays, whoever runs this server finds it in the log.'] : [];
  return noticePage(NOTICES[code] ?? { title: message, text: advice });
}

export function noticePage({ title, text, links = [] }: Notice): string {
  const paragraphs = text.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>\n`).join('');
  const items = links
    .map(([path, name]) => `<li><a href="${escapeHtml(path)}">${escapeHtml(name)}</a></li>\n`)
    .join('');
  const body = `<main>\n<h1>${escapeHtml(title)}</h1>\n${paragraphs}${items && `<ul>\n${items}</ul>\n`}</main>`;
  return page(title, body, STYLE);
}

/** The colours and the measure of the sign-in, which stands in the same places. */
const STYLE = `
body { display: grid; min-height: 100vh; margin: 0; padding: 24px 16px; box-sizing: border-box; place-items: center;
  background: #f6f7f9; color: #1d2433; font: 15px/1.5 system-ui, sans-serif; }
main { box-sizing: border-box; width: min(480px, 100%); padding: 32px; border: 1px solid #dde1e9; border-radius: 16px;
  background: #fff; box-shadow: 0 24px 48px -36px rgb(24 34 58 / 40%); }
h1 { margin: 0; font-size: 24px; font-weight: 650; letter-spacing: -0.01em; line-height: 1.3; }
p { margin: 12px 0 0; }
ul { display: flex; flex-wrap: wrap; gap: 10px; margin: 20px 0 0; padding: 0; list-style: none; }
a { display: inline-block; padding: 10px 16px; border: 1px solid #8d95a5; border-radius: 8px; color: #2559bd;
  font-weight: 600; text-decoration: none; }
a:hover { background: #e9effb; }
a:focus-visible { outline: 3px solid #2559bd; outline-offset: 2px; }
`;

/** Nothing may load on such a page but its own style. */
export const NOTICE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
};

/**
 * Whether a name without a scheme means a web site. The top-level domains: the two-letter ones of countries as a
 * pattern, of the others those that people write to each other. A complete list would be heavier than the chat window.
 */
const COUNTRY =
  'a[c-gilmoq-uwxz]|b[abd-jmnorstwyz]|c[acdf-ik-oru-z]|d[ejkmoz]|e[cegr-u]|f[ijkmor]|g[ad-ilmnp-uwy]|h[kmnrtu]|' +
  'i[del-oq-t]|j[emop]|k[eghimnprwyz]|l[abcikr-vy]|m[acdeghk-z]|n[acefgilopruz]|om|p[ae-hklnr-twy]|qa|r[eosuw]|' +
  's[a-eg-ik-or-vx-z]|t[cdfghj-ortvwz]|u[agksyz]|v[aceginu]|w[fs]|y[et]|z[amw]';
const GENERIC =
  'com|net|org|edu|gov|mil|int|info|biz|name|pro|coop|museum|travel|xxx|xyz|app|dev|tech|blog|cloud|club|online|shop|' +
  'site|store|website';
const TOP_LEVEL = new RegExp(`^(?:${COUNTRY}|${GENERIC}|xn--[a-z\\d-]+|рф|рус|укр|бел|срб)$`, 'iu');

/** `Hello.It is me`: a sentence that begins without a space, not a domain of Italy. */
const SENTENCE = /^\p{Lu}\p{Ll}/u;

/** `README.md`: also a country's domain, but a file far more often. */
const FILE = /^[^.]+\.(?:md|py|rs|sh)$/i;

/** @param next The character after it: no file has a path. */
export function isDomain(host: string, next: string): boolean {
  const [, last = ''] = /\.([^.]+)$/.exec(host) ?? [];
  return TOP_LEVEL.test(last) && !SENTENCE.test(last) && (next === '/' || !FILE.test(host));
}

/** Bodies, and headers beside them, that no client of ours sends; the same ones for the same seed. */

/** A repeatable series of numbers from 0 to below 1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '💬'.repeat(40),
  'x'.repeat(5000),
  '../..',
  "' OR 1=1 --",
  '<script>',
  'constructor',
  'jane@acme.com',
  [],
  [[]],
  [null],
  ['a_0000000000000000000000', '\u0000', '\ud800'],
  {},
  { length: 1 },
  { email: 'jane@acme.com', digest: '0'.repeat(64) },
  { by: 'schedule' },
  { by: 'schedule', timeZone: 'UTC', hours: [{ day: 1, from: '09:00', to: '10:00' }] },
  { chat: { variables: { 'main-color': '}' } } },
  { messages: { welcome: ['a', 1] } },
  JSON.parse('{"__proto__": {"version": 1}}'),
];

const FIELDS = [
  'version',
  'config',
  'availability',
  'allowedOrigins',
  'email',
  'name',
  'password',
  'invitation',
  'chat',
  'user',
  'device',
  'digest',
  'identities',
  'toString',
];

const HEADERS: readonly Readonly<Record<string, string>>[] = [
  {},
  { Authorization: 'Bearer x' },
  { Authorization: `Bearer ${'-'.repeat(3000)}` },
  { Authorization: 'Bearer \u00ff' },
  { 'Content-Length': '-1' },
  { 'Content-Type': 'application/json; charset=utf-16' },
  { 'Content-Encoding': 'gzip' },
  { Host: 'evil.example' },
  { Referer: 'http://[' },
  { 'If-None-Match': '"' },
];

/** One request's body and odd headers, made of a documented body. */
export function fuzz(
  body: Readonly<Record<string, unknown>>,
  random: () => number,
): { body: Uint8Array<ArrayBuffer>; headers: Readonly<Record<string, string>> } {
  const pick = <Entry>(list: readonly Entry[]): Entry => list[Math.floor(random() * list.length)]!;
  const odd = (depth: number): unknown =>
    depth > 0 && random() < 0.3 ? { [String(pick(ODD))]: odd(depth - 1), [pick(FIELDS)]: odd(depth - 1) } : pick(ODD);
  const changed = { ...body, [pick([...Object.keys(body), ...FIELDS])]: odd(4) };
  const bytes = Buffer.from(random() < 0.05 ? JSON.stringify(odd(4)) : JSON.stringify(changed));
  // One in four is no longer what it says it is: a byte is another one, or the end is missing.
  if (random() < 0.125) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  const cut = random() < 0.125 ? Math.floor(random() * bytes.length) : bytes.length;
  return { body: bytes.subarray(0, cut), headers: pick(HEADERS) };
}

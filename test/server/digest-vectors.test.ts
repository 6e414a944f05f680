/** Vectors of digests through the session route: the corpus of a folder that `CORPORA` names. Skipped without it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { createTestServer } from './harness.js';

interface Vector {
  id: string;
  secret: string;
  /** Absent in vectors about what happens without one. */
  email?: unknown;
  digest?: unknown;
  expect: string;
}

interface Corpus {
  cases: Vector[];
  rotation: { secrets: string[]; cases: (Omit<Vector, 'id' | 'secret'> & { active?: string[] })[] };
}

const folder = process.env['CORPORA'];
const ACCOUNT = '00000000-0000-4000-8000-0000000000dd';

/** What a session came to: a verification, or `refused`. Checks what holds for every vector on the way. */
async function judgeSession(secretKeys: readonly string[], { email, digest }: Pick<Vector, 'email' | 'digest'>) {
  const server = await createTestServer();
  await server.storage.accounts.add({ id: ACCOUNT, secretKeys, allowedOrigins: '*', isLimited: false });
  const response = await server.post(`/${ACCOUNT}/session`, { user: { email, digest } });
  const text = await response.text();
  await server.backend.close();
  assert.ok(response.status < 500, text);
  const log = JSON.stringify(server.log);
  for (const secret of [email, digest]) assert.ok(typeof secret !== 'string' || secret === '' || !log.includes(secret));
  if (response.status !== 200) return 'refused';
  const { identity, verification } = JSON.parse(text) as { identity: string; verification: string };
  const prefix = { verified: 'v_', unverified: 'a_', 'cannot-verify': 'c_' }[verification];
  assert.ok(prefix !== undefined && identity.startsWith(prefix));
  return verification;
}

function assertExpected(id: string, came: string, expected: string): void {
  if (expected === 'not-verified') assert.notEqual(came, 'verified', id);
  else assert.equal(came, expected, id);
}

describe('the corpus of digests', { skip: folder ? false : 'CORPORA names no folder' }, () => {
  const corpus = (): Corpus => JSON.parse(readFileSync(join(folder ?? '', 'digest-vectors.json'), 'utf8')) as Corpus;

  test('is judged as it expects', async () => {
    const { cases } = corpus();
    assert.ok(cases.length > 0);
    for (const vector of cases) assertExpected(vector.id, await judgeSession([vector.secret], vector), vector.expect);
  });

  test('is judged as it expects while keys are changed', async () => {
    const { rotation } = corpus();
    for (const [index, vector] of rotation.cases.entries()) {
      const came = await judgeSession(vector.active ?? rotation.secrets, vector);
      assertExpected(`rotation ${index}`, came, vector.expect);
    }
  });
});

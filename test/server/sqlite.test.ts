/** Statements that are prepared once: an error, another shape of the tables or another length of a list spoils none. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Database } from '../../src/server/database/schema.js';
import { openSqlite } from '../../src/server/database/sqlite.js';

describe('a statement of SQLite', () => {
  let database: Database;
  before(async () => {
    database = await openSqlite(':memory:');
    await sql`create table thing (id integer primary key, name text)`.execute(database);
  });
  after(() => database.destroy());

  const add = (id: number) => sql`insert into thing (id) values (${id}) returning id`.execute(database);
  const all = async () => (await sql`select * from thing order by id`.execute(database)).rows;

  test('works after it has failed, and holds up no other', async () => {
    await add(1);
    for (let attempt = 0; attempt < 3; attempt++) await assert.rejects(add(1), /UNIQUE|constraint/i);
    await add(2);
    await database.transaction().execute(async (transaction) => {
      await sql`delete from thing where id = ${2}`.execute(transaction);
    });
    assert.deepEqual(await all(), [{ id: 1, name: null }]);
  });

  test('sees tables as they are now', async () => {
    await all();
    await sql`alter table thing add column colour text default 'red'`.execute(database);
    assert.deepEqual(await all(), [{ id: 1, name: null, colour: 'red' }]);
  });

  test('is one of as many as there are', async () => {
    for (let length = 1; length <= 300; length++) {
      const ids = sql.join(Array.from({ length }, (_, index) => sql.val(index)));
      const { rows } = await sql`select id from thing where id in (${ids})`.execute(database);
      assert.equal(rows.length, length > 1 ? 1 : 0);
    }
    assert.equal((await all()).length, 1);
  });
});

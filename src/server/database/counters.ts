/** Counters of requests in the database: one statement each, so that copies never count past each other. */
import type { CounterStore } from '../rate-limits.js';
import type { Database } from './schema.js';

export function createCounterStore(database: Database): CounterStore {
  return {
    async count(key, windowMs, now) {
      const row = await database
        .insertInto('counter')
        .values({ key, count: 1, ends_at: now + windowMs })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet((counter) => ({
            count: counter
              .case()
              .when('counter.ends_at', '<=', now)
              .then(1)
              .else(counter('counter.count', '+', 1))
              .end(),
            ends_at: counter
              .case()
              .when('counter.ends_at', '<=', now)
              .then(now + windowMs)
              .else(counter.ref('counter.ends_at'))
              .end(),
          })),
        )
        .returning(['count', 'ends_at'])
        .executeTakeFirstOrThrow();
      return { count: row.count, endsAt: row.ends_at };
    },
  };
}

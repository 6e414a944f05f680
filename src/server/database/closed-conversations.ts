/** Closed conversations in the database. */
import type { ClosedConversation, ClosedConversationStore } from '../closed-conversations.js';
import type { Database, Schema } from './schema.js';

/** Values that one statement is given at most: databases have a limit. */
const MAX_VALUES = 500;

export function createClosedConversationStore(database: Database): ClosedConversationStore {
  const select = (account: string) =>
    database.selectFrom('closed_conversation').selectAll().where('account', '=', account);

  return {
    async add(account, { sid, visitor, closedBy, closedAt }) {
      const change = { visitor, closed_by: closedBy, closed_at: closedAt };
      await database
        .insertInto('closed_conversation')
        .values({ account, sid, ...change })
        .onConflict((conflict) => conflict.columns(['account', 'sid']).doUpdateSet(change))
        .execute();
    },

    async remove(account, sid) {
      const removed = await database
        .deleteFrom('closed_conversation')
        .where('account', '=', account)
        .where('sid', '=', sid)
        .returning('sid')
        .executeTakeFirst();
      return removed !== undefined;
    },

    async find(account, sid) {
      const row = await select(account).where('sid', '=', sid).executeTakeFirst();
      return row ? toConversation(row) : null;
    },

    async list(account, limit, after) {
      let query = select(account).orderBy('closed_at', 'desc').orderBy('sid').limit(limit);
      if (after !== undefined) {
        query = query.where((row) =>
          row.or([
            row('closed_at', '<', after.closedAt),
            row.and([row('closed_at', '=', after.closedAt), row('sid', '>', after.sid)]),
          ]),
        );
      }
      return (await query.execute()).map(toConversation);
    },

    async among(account, sids) {
      const found: string[] = [];
      for (let i = 0; i < sids.length; i += MAX_VALUES) {
        const rows = await select(account)
          .where('sid', 'in', sids.slice(i, i + MAX_VALUES))
          .execute();
        found.push(...rows.map(({ sid }) => sid));
      }
      return found;
    },
  };
}

function toConversation(row: Schema['closed_conversation']): ClosedConversation {
  return { sid: row.sid, visitor: row.visitor, closedBy: row.closed_by, closedAt: row.closed_at };
}

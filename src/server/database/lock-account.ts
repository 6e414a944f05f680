/** Makes changes of one account wait for each other, where a rule spans several rows. */
import type { Database } from './schema.js';

/** Until the transaction ends, others wait here. @returns Whether there is such an account. */
export async function lockAccount(transaction: Database, account: string): Promise<boolean> {
  const locked = await transaction
    .updateTable('account')
    .set((row) => ({ version: row.ref('version') }))
    .where('id', '=', account)
    .returning('id')
    .executeTakeFirst();
  return locked !== undefined;
}

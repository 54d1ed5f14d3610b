import type { contract } from '@smartstart/contract';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import type { Database } from '../../kernel/db.ts';
import type { History } from './history.ts';
import type { Statements } from './statement.ts';
import type { Supply } from './supply.ts';

export function historyRoutes(
  { history, statements, supply }: { history: History; statements: Statements; supply: Supply },
  { db }: Pick<Database, 'db'>,
): Pick<
  Handlers<typeof contract.buz>,
  'transactions' | 'transaction' | 'balanceAt' | 'history' | 'export' | 'supply'
> {
  return {
    transactions: ({ query }, call) => history.entries(db, callerOf(call).userId, query),
    transaction: ({ params }, call) => history.transaction(db, callerOf(call).userId, params.transactionId),
    balanceAt: ({ query }, call) => history.balanceAt(db, callerOf(call).userId, new Date(query.at)),
    history: async ({ query }, call) => ({
      items: await history.daily(db, callerOf(call).userId, query.days),
    }),
    export: ({ query }, call) => statements.download(callerOf(call).userId, query),
    supply: () => supply.read(),
  };
}

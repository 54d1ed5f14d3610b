import type { contract } from '@smartstart/contract';
import type { Handlers } from '../../kernel/call.ts';
import type { Db } from '../../kernel/db.ts';
import { actorOf, type Ground } from './books.ts';
import * as equity from './equity.ts';
import type { Equity } from './index.ts';
import { exportFile } from './exports.ts';
import { importFile } from './imports.ts';
import * as proposals from './proposals.ts';
import { setUp } from './set-up.ts';
import type { ProposalRow } from './store.ts';
import { proposalView } from './views.ts';

export function equityRoutes({ ground }: Pick<Equity, 'ground'>): Handlers<typeof contract.equity> {
  const { db } = ground.kernel.database;
  return {
    capTable: ({ params, query }, call) =>
      equity.capTable(ground, db, actorOf(call), params.ventureId, query.date),
    securities: ({ params, query }, call) =>
      equity.securities(ground, db, actorOf(call), params.ventureId, query),
    entries: ({ params, query }, call) => equity.entries(ground, db, actorOf(call), params.ventureId, query),
    setUp: ({ params, body }, call) =>
      call.transact(async (tx) =>
        shown(ground, tx, await setUp(ground, tx, actorOf(call), params.ventureId, body)),
      ),
    preview: ({ params, body }, call) => equity.preview(ground, db, actorOf(call), params.ventureId, body),
    propose: ({ params, body }, call) =>
      call.transact(async (tx) =>
        shown(ground, tx, await proposals.propose(ground, tx, actorOf(call), params.ventureId, body)),
      ),
    proposals: async ({ params, query }, call) => {
      const { items, nextCursor } = await proposals.list(ground, db, actorOf(call), params.ventureId, query);
      return { items: await shownAll(ground, db, items), nextCursor };
    },
    withdraw: ({ params, body }, call) =>
      call.transact(async (tx) =>
        shown(
          ground,
          tx,
          await proposals.withdraw(
            ground,
            tx,
            actorOf(call),
            params.ventureId,
            params.proposalId,
            body.reason,
          ),
        ),
      ),
    act: ({ params, body }, call) =>
      call.transact((tx) => equity.act(ground, tx, actorOf(call), params.ventureId, body)),
    import: ({ params, body }, call) => importFile(ground, call, actorOf(call), params.ventureId, body),
    export: ({ params, query }, call) => exportFile(ground, db, actorOf(call), params.ventureId, query),
  };
}

/** A proposal as it is read. */
export async function shown(ground: Ground, db: Db, row: ProposalRow) {
  const [view] = await shownAll(ground, db, [row]);
  return view!;
}

export async function shownAll({ people }: Ground, db: Db, rows: readonly ProposalRow[]) {
  const names = await people.byIds(db, [...new Set(rows.map((row) => row.proposed_by))]);
  return rows.map((row) => proposalView(row, names.get(row.proposed_by)?.name ?? null));
}

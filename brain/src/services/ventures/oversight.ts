import type { contract } from '@smartstart/contract';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import { found } from '../../kernel/errors.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import type { Ventures } from './index.ts';
import * as store from './store.ts';
import { cardView } from './views.ts';

/** Ventures as the hub sees them (domain rules, section 7.3); a draft is its owner's alone. */
export function oversightRoutes({ deps }: Ventures): Handlers<typeof contract.ventureOversight> {
  const { kernel, people, security, hub } = deps;
  const { db } = kernel.database;

  async function cards(rows: readonly store.VentureRow[]) {
    const owners = await people.byIds(db, [...new Set(rows.map((row) => row.owner_id))]);
    const counts = await store.countMembers(
      db,
      rows.map((row) => row.id),
    );
    return new Map(
      rows.map((row) => [
        row.id,
        {
          ...cardView(row, owners.get(row.owner_id)?.name ?? '', counts.get(row.id) ?? 0),
          approvalsDue: row.approvals_due,
        },
      ]),
    );
  }

  return {
    async list({ query }) {
      const rows = await store.submittedVentures(db, {
        q: query.q,
        status: query.status,
        before: readIdCursor(query.cursor),
        limit: query.limit,
      });
      const views = await cards(rows);
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => views.get(row.id)!,
      );
    },
    async read({ params, query }, call) {
      const row = found(await store.findVenture(db, params.ventureId));
      found(row.status === 'DRAFT' ? null : row);
      const equity = await hub.equity(db, row.id, query.date);
      const revenue = await hub.revenue(db, row.id);
      // Whose figures were looked at, and by whom, can be shown later.
      await kernel.database.transact((tx) =>
        security.audit(tx, {
          actorId: callerOf(call).userId,
          action: 'venture.viewed-by-hub',
          entity: 'venture',
          entityId: row.id,
          call,
        }),
      );
      return { card: (await cards([row])).get(row.id)!, equity, revenue };
    },
  };
}

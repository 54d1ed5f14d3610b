import { spoken } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { standings } from './journal.ts';
import { namesOf, type Ground } from './ground.ts';
import * as payments from './payment-store.ts';
import * as store from './relationship-store.ts';

/** What the umbrella says when an account is exported or erased. */
export function createOwnAccount(ground: Ground) {
  return {
    /** Open payouts keep an account; what is below zero is nothing to wait for. */
    async blockersOf(db: Db, userId: string): Promise<string[]> {
      const rows = await store.openWith(db, userId);
      const money = await standings(
        db,
        rows.map(({ id }) => id),
      );
      const names = await namesOf(
        ground,
        db,
        rows.flatMap((row) => [row.sponsor_id, row.referred_id]),
      );
      return rows.flatMap((row) => {
        if (row.state === 'ACTIVE' || row.state === 'SUSPENDED') {
          const other = names(row.sponsor_id === userId ? row.referred_id : row.sponsor_id);
          return [`Your umbrella relationship with ${other} is not ended.`];
        }
        return money.get(row.id)!.flatMap((own) => {
          const open = own.earnedMinor - own.paidMinor;
          return open > 0n ? [`An umbrella amount of ${spoken(open, own.currency)} is not paid yet.`] : [];
        });
      });
    },
    async exportOf(db: Db, userId: string): Promise<unknown> {
      const rows = await store.openWith(db, userId);
      const relationshipIds = rows.map(({ id }) => id);
      const lines = await payments.linesOf(db, { relationshipIds });
      return rows.map((row) => ({
        relationshipId: row.id,
        side: row.sponsor_id === userId ? 'SPONSOR' : 'REFERRED',
        kind: row.kind,
        state: row.state,
        activatedAt: row.activated_at,
        endedAt: row.ended_at,
        amounts: lines
          .filter((line) => line.relationship_id === row.id)
          .map((line) => ({
            month: line.month,
            kind: line.kind,
            currency: line.currency,
            baseMinor: line.base_minor.toString(),
            amountMinor: line.amount_minor.toString(),
          })),
      }));
    },
  };
}

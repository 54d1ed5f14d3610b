import type { Answer, contract } from '@smartstart/contract';
import { firstDay, monthAt, monthOf, monthsBack, shiftedMonth } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { found } from '../../kernel/errors.ts';
import { namesOf, percent, type Actor, type Ground } from './ground.ts';
import { movedBetween } from './journal-store.ts';
import { standings } from './journal.ts';
import * as payments from './payment-store.ts';
import { totalsView } from './reading.ts';
import * as store from './relationship-store.ts';

/** What a sponsor has earned, by currency and month, and who stands one level up and one level down. */

const trendMonths = 12;
const mostShown = 200;
const mostRelationships = 1000;

export async function analytics(
  ground: Ground,
  db: Db,
  actor: Actor,
): Promise<Answer<typeof contract.umbrella.analytics>> {
  const { userId } = actor;
  const all = { userId, state: undefined, before: null };
  const sponsored = await store.relationshipsOf(db, { ...all, side: 'SPONSOR', limit: mostRelationships });
  const above = await store.sponsorOf(db, userId);
  const below = sponsored.filter(({ state }) => state !== 'TERMINATED');
  const names = await namesOf(ground, db, [
    ...below.map(({ referred_id }) => referred_id),
    above?.sponsor_id ?? null,
  ]);
  const person = found((await ground.people.byIds(db, [userId])).get(userId));
  const node = (row: store.RelationshipRow, other: string) => ({
    relationshipId: row.id,
    name: names(other),
    state: row.state as 'ACTIVE',
    ratePercent: percent(row.rate_tenths),
  });
  return {
    currencies: await byCurrency(
      ground,
      db,
      sponsored.map(({ id }) => id),
    ),
    activeRelationships: await store.countActive(db, userId),
    network: {
      sponsor: above ? node(above, above.sponsor_id) : null,
      referred: below.slice(0, mostShown).map((row) => node(row, row.referred_id)),
      more: Math.max(0, below.length - mostShown),
    },
    identityVerified: person.identityVerified,
    settings: (await settingsAt(ground, db)).now,
  };
}

async function byCurrency(ground: Ground, db: Db, relationshipIds: readonly string[]) {
  const months = monthsBack(monthAt(ground.kernel.clock.now()), trendMonths).toReversed();
  const money = [...(await standings(db, relationshipIds)).values()].flat();
  const lines = await payments.linesOf(db, { relationshipIds });
  const moved = await movedBetween(db, {
    relationshipIds,
    from: new Date(firstDay(months[0]!)),
    to: new Date(firstDay(shiftedMonth(months.at(-1)!, 1))),
  });
  return [...new Set(money.map(({ currency }) => currency))].toSorted().map((currency) => {
    const own = money.filter((one) => one.currency === currency);
    const sum = (
      figure: 'accruedMinor' | 'heldMinor' | 'approvedMinor' | 'withheldMinor' | 'paidMinor' | 'earnedMinor',
    ) => own.reduce((total, one) => total + one[figure], 0n);
    const totals = {
      currency,
      accruedMinor: sum('accruedMinor'),
      heldMinor: sum('heldMinor'),
      approvedMinor: sum('approvedMinor'),
      withheldMinor: sum('withheldMinor'),
      receivableMinor: 0n,
      paidMinor: sum('paidMinor'),
      earnedMinor: sum('earnedMinor'),
    };
    return {
      ...totalsView(totals),
      pendingMinor: (totals.earnedMinor - totals.paidMinor).toString(),
      trend: months.map((month) => {
        const ofMonth = lines.filter((line) => line.currency === currency && monthOf(line.month) === month);
        const paid = moved.filter(
          (one) => one.kind === 'PAYMENT' && one.currency === currency && one.month === month,
        );
        return {
          month,
          baseMinor: ofMonth.reduce((total, line) => total + line.base_minor, 0n).toString(),
          amountMinor: ofMonth.reduce((total, line) => total + line.amount_minor, 0n).toString(),
          paidMinor: paid.reduce((total, one) => total + one.amount, 0n).toString(),
        };
      }),
    };
  });
}

/** What counts in the present month, and what was announced for a later one. */
export async function settingsAt({ kernel }: Ground, db: Db) {
  const month = monthAt(kernel.clock.now());
  const rows = await payments.allSettings(db);
  const view = (row: payments.SettingsRow) => ({ minimumUnits: row.minimum_units, capUnits: row.cap_units });
  const later = rows.find((row) => monthOf(row.from_month) > month);
  return {
    now: view(rows.findLast((row) => monthOf(row.from_month) <= month)!),
    later: later ? { ...view(later), fromMonth: monthOf(later.from_month) } : null,
  };
}

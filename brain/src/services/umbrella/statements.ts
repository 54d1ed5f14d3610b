import type { Answer, contract } from '@smartstart/contract';
import { minorOf, monthOf } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { namesOf, type Actor, type Ground } from './ground.ts';
import { movedBetween } from './journal-store.ts';
import * as payments from './payment-store.ts';
import * as store from './relationship-store.ts';

/** The yearly statement, for the sponsor and from the other side, and who is to be reported. */

export type Statement = Answer<typeof contract.umbrella.statement>;
type Line = Statement['currencies'][number]['lines'][number];

/** Yearly payments above these are flagged for reporting, in whole units (domain rules, section 6). */
const reportedAbove: Readonly<Record<string, bigint>> = { CAD: 13_000n, USD: 10_000n, EUR: 9_000n };
const mostRelationships = 1000;

export function thresholdOf(currency: string): bigint | null {
  const units = reportedAbove[currency];
  return units === undefined ? null : minorOf(units, currency);
}

export async function statementOf(
  ground: Ground,
  db: Db,
  actor: Actor,
  year: number,
  side: 'SPONSOR' | 'REFERRED',
): Promise<Statement> {
  const rows = await store.relationshipsOf(db, {
    userId: actor.userId,
    side,
    state: undefined,
    before: null,
    limit: mostRelationships,
  });
  const names = await namesOf(ground, db, [
    actor.userId,
    ...rows.flatMap(({ sponsor_id, referred_id }) => [sponsor_id, referred_id]),
  ]);
  const other = new Map(
    rows.map((row) => [row.id, names(side === 'SPONSOR' ? row.referred_id : row.sponsor_id)]),
  );
  const lines = await linesOf(db, [...other.keys()], year, side === 'SPONSOR' ? 'PAYMENT' : 'WITHHOLDING');
  const currencies = [...new Set(lines.map(({ currency }) => currency))].toSorted();
  return {
    year,
    side,
    name: names(actor.userId),
    madeAt: ground.kernel.clock.now().toISOString(),
    currencies: currencies.map((currency) => {
      const own = lines.filter((line) => line.currency === currency);
      const sum = (figure: 'amountMinor' | 'paidMinor') =>
        own.reduce((total, line) => total + BigInt(line[figure]), 0n);
      const threshold = thresholdOf(currency);
      const paid = sum('paidMinor');
      return {
        currency,
        earnedMinor: sum('amountMinor').toString(),
        paidMinor: paid.toString(),
        reportable: side === 'SPONSOR' && threshold !== null && paid > threshold,
        thresholdMinor: threshold?.toString() ?? null,
        lines: own
          .toSorted((a, b) => (a.month + a.relationshipId < b.month + b.relationshipId ? -1 : 1))
          .map((line) => ({ ...line, otherName: other.get(line.relationshipId)! })),
      };
    }),
  };
}

/** What was earned in the months of the year, beside what was paid (or withheld) in them. */
async function linesOf(
  db: Db,
  relationshipIds: readonly string[],
  year: number,
  kind: 'PAYMENT' | 'WITHHOLDING',
): Promise<(Line & { currency: string })[]> {
  const places = new Map<string, { base: bigint; amount: bigint; paid: bigint }>();
  const at = (relationshipId: string, currency: string, month: string) => {
    const key = `${relationshipId} ${currency} ${month}`;
    const place = places.get(key) ?? { base: 0n, amount: 0n, paid: 0n };
    places.set(key, place);
    return place;
  };
  for (const line of await payments.linesOf(db, { relationshipIds })) {
    if (!line.month.startsWith(`${year}-`)) continue;
    const place = at(line.relationship_id, line.currency, monthOf(line.month));
    place.base += line.base_minor;
    place.amount += line.amount_minor;
  }
  const [from, to] = [new Date(Date.UTC(year, 0, 1)), new Date(Date.UTC(year + 1, 0, 1))];
  for (const one of await movedBetween(db, { relationshipIds, from, to }))
    if (one.kind === kind) at(one.relationship_id, one.currency, one.month).paid += one.amount;
  return [...places].map(([key, { base, amount, paid }]) => {
    const [relationshipId = '', currency = '', month = ''] = key.split(' ');
    return {
      relationshipId,
      currency,
      month,
      otherName: '',
      baseMinor: base.toString(),
      amountMinor: amount.toString(),
      paidMinor: paid.toString(),
    };
  });
}

/** Years in which something was earned, paid or withheld, the latest first. */
export async function yearsOf(db: Db, actor: Actor, side: 'SPONSOR' | 'REFERRED'): Promise<number[]> {
  const rows = await store.relationshipsOf(db, {
    userId: actor.userId,
    side,
    state: undefined,
    before: null,
    limit: mostRelationships,
  });
  const relationshipIds = rows.map(({ id }) => id);
  const lines = await payments.linesOf(db, { relationshipIds });
  const moved = await movedBetween(db, {
    relationshipIds,
    from: new Date(0),
    to: new Date(Date.UTC(9999, 11, 31)),
  });
  const years = [...lines, ...moved].map(({ month }) => Number(month.slice(0, 4)));
  return [...new Set(years)].toSorted((a, b) => b - a);
}

/** Sponsors who were paid more in a year than the figure from which it is reported. The hub itself is not reported. */
export async function flagged(ground: Ground, db: Db, year: number) {
  const sums = await payments.paidToSponsors(
    db,
    new Date(Date.UTC(year, 0, 1)),
    new Date(Date.UTC(year + 1, 0, 1)),
  );
  const names = await namesOf(
    ground,
    db,
    sums.map(({ sponsor_id }) => sponsor_id),
  );
  return sums.flatMap(({ sponsor_id, currency, paid }) => {
    const threshold = thresholdOf(currency);
    return threshold !== null && paid > threshold
      ? [
          {
            name: names(sponsor_id),
            currency,
            paidMinor: paid.toString(),
            thresholdMinor: threshold.toString(),
          },
        ]
      : [];
  });
}

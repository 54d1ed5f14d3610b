import type { Db } from '../../kernel/db.ts';
import { lastMonthOver, type Ground } from './books/ground.ts';
import { allMonths, monthsBetween, newestSnapshots } from './figures/figures-store.ts';
import { readinessOf } from './figures/readiness.ts';
import { actualOf, monthsOf, runwayNow } from './figures/runway.ts';
import { allRounds, completedRounds, noSums, sumsOf } from './funding/funding-store.ts';
import { roundStanding } from './funding/rounds.ts';
import {
  listReports,
  recognisedByMonth,
  recognisedRevenue,
  unsharedEntries,
  venturesShowing,
} from './revenue/revenue-store.ts';
import { reportViews } from './revenue/reports.ts';
import { sharesWith } from './revenue/share-store.ts';
import { minorOf } from './rules/amounts.ts';
import { firstDay, monthOf, monthsBack } from './rules/calendar.ts';
import { leastNet } from './rules/split.ts';
import { findBooks } from './books/books-store.ts';
import { isBilling } from './rules/policy.ts';
import { rightsOf, type Reader } from './sharing/access.ts';
import { countUnfinished, linesWith, venturesOwing } from './sharing/distribution-store.ts';

/** Two years of them. */
const hubReports = 24;

/** What other services ask about the money of a venture or a person. */
export function createStanding(ground: Ground) {
  return {
    /** For the phases of a venture (domain rules, section 7.2). */
    business: {
      roundIsActive: async (db: Db, ventureId: string) => (await roundStanding(db, ventureId)) === 'ACTIVE',
      roundIsCompleted: async (db: Db, ventureId: string) =>
        (await roundStanding(db, ventureId)) === 'COMPLETED',
      /**
       * The last full months, the latest first. Where costs are not entered nobody knows the margin: they count as high as
       * the revenue, so that it is not taken for positive.
       */
      async months(db: Db, ventureId: string, count: number) {
        const wanted = monthsBack(lastMonthOver(ground), count);
        const [from, to] = [firstDay(wanted.at(-1)!), firstDay(wanted[0]!)];
        const revenue = await recognisedByMonth(db, ventureId, from, to);
        const costs = new Map(
          (await monthsBetween(db, ventureId, from, to)).map((row) => [monthOf(row.month), row.costs_minor]),
        );
        return wanted.map((month) => {
          const revenueMinor = revenue.get(month) ?? 0n;
          return { month, revenueMinor, costsMinor: costs.get(month) ?? revenueMinor };
        });
      },
      async minorOf(db: Db, ventureId: string, units: bigint): Promise<bigint | null> {
        const { currency } = (await findBooks(db, ventureId)) ?? { currency: null };
        return currency === null ? null : minorOf(units, currency);
      },
      revenueMinor: recognisedRevenue,
    },
    /**
     * Actual figures by month, the earliest first, and the rounds, the earliest first, for whoever works out how the
     * venture stands. Who may read it is decided there.
     */
    async moneyOf(db: Db, ventureId: string) {
      const books = await findBooks(db, ventureId);
      const rows = (await allMonths(db, ventureId)).map(actualOf);
      const rounds = await allRounds(db, ventureId);
      const sums = await sumsOf(
        db,
        rounds.map(({ id }) => id),
      );
      return {
        currency: books?.currency ?? null,
        lastMonthOver: lastMonthOver(ground),
        months: rows.toSorted((a, b) => a.month.localeCompare(b.month)),
        rounds: rounds.map((round) => ({
          id: round.id,
          kind: round.kind,
          name: round.name,
          state: round.state,
          targetMinor: round.target_minor,
          raisedMinor: (sums.get(round.id) ?? noSums).raisedMinor,
          plannedOn: round.planned_on,
          openedAt: round.opened_at,
          closedAt: round.closed_at,
        })),
      };
    },
    /** When rounds were completed, by venture, the earliest first. */
    async completedRounds(db: Db): Promise<ReadonlyMap<string, Date[]>> {
      const rows = await completedRounds(db);
      const dates = new Map<string, Date[]>();
      for (const { venture_id, closed_at } of rows)
        if (closed_at) dates.set(venture_id, [...(dates.get(venture_id) ?? []), closed_at]);
      return dates;
    },
    /** KPIs as they were kept last, this month or the one before, of many ventures. */
    async keptKpis(db: Db, ventureIds: readonly string[]) {
      const rows = await newestSnapshots(db, ventureIds, firstDay(lastMonthOver(ground)));
      return rows.map(({ venture_id, kpi, value }) => ({ ventureId: venture_id, kpi, value: Number(value) }));
    },
    runwayOf: async (db: Db, ventureId: string) => monthsOf(await runwayNow(ground, db, ventureId)),
    readinessOf: (db: Db, ventureId: string, ownerId: string) => readinessOf(ground, db, ventureId, ownerId),
    /** The newest reports, as the hub sees them. */
    async reportedRevenue(db: Db, ventureId: string) {
      const limit = hubReports;
      const rows = await listReports(db, { ventureId, state: undefined, before: null, limit });
      return (await reportViews(ground, db, rows.slice(0, limit))).map((report) => ({
        id: report.id,
        month: report.month,
        state: report.state,
        currency: report.currency,
        grossMinor: report.grossMinor,
        netMinor: report.netMinor,
        corrected: report.correctedById !== null,
        reportedAt: report.reportedAt,
      }));
    },
    /** Evidence of revenue is read by billing administrators, and by those who see the money of the venture. */
    async mayReadEvidence(db: Db, actor: Reader, fileId: string): Promise<boolean> {
      const ventureIds = await venturesShowing(db, fileId);
      if (ventureIds.length && isBilling(actor.held)) return true;
      for (const ventureId of ventureIds)
        if ((await rightsOf(ground, db, ventureId, actor)).rights.has('see-money')) return true;
      return false;
    },
    /** Evidence of revenue is kept as long as the report. */
    whyFileKept: async (db: Db, fileId: string) =>
      (await venturesShowing(db, fileId)).length
        ? 'This file is evidence of reported revenue, and is kept with it.'
        : null,
    /** What stands against closing a venture: nothing may be left undistributed. */
    async whyVentureKept(db: Db, ventureId: string): Promise<string | null> {
      if (await countUnfinished(db, ventureId))
        return 'A distribution of revenue is not paid out to the end. Finish it first.';
      const { currency } = (await findBooks(db, ventureId)) ?? { currency: null };
      const left = (await unsharedEntries(db, ventureId)).reduce((all, entry) => all + entry.net_minor, 0n);
      return currency !== null && left >= leastNet(currency)
        ? 'Recognised revenue is not shared yet. Distribute it first.'
        : null;
    },
    /** Why an account cannot be erased yet. */
    async blockersOf(db: Db, userId: string): Promise<string[]> {
      const blockers: string[] = [];
      for (const ventureId of await venturesOwing(db, userId)) {
        const venture = await ground.ventures.teamOf(db, ventureId);
        blockers.push(`Revenue of the venture “${venture?.name ?? ''}” is still to be paid to you.`);
      }
      return blockers;
    },
    /** Shares in force of the person, and everything that was or is to be paid to them. */
    async exportOf(db: Db, userId: string): Promise<unknown> {
      const [shares, lines] = [await sharesWith(db, userId), await linesWith(db, userId)];
      return {
        shares: shares.map((share) => ({
          ventureId: share.venture_id,
          part: share.part,
          since: share.effective_at,
        })),
        payments: lines.map((line) => ({
          ventureId: line.venture_id,
          distributionId: line.distribution_id,
          part: line.part,
          amountMinor: line.amount_minor.toString(),
          withheldMinor: line.withheld_minor.toString(),
          currency: line.currency,
          state: line.state,
          reference: line.reference,
          paidAt: line.paid_at,
        })),
      };
    },
  };
}

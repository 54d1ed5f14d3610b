import { describe, expect, test } from 'vitest';
import { plain, type Stage } from './stage.ts';

/** What the demo community promises of the work and the money of its ventures. */
export function describeWorkspaces(stage: () => Stage): void {
  describe('a workspace', () => {
    const seen = async (venture: string, key: string) => {
      const call = await stage().callBy(stage().people.get(key));
      const at = { params: { ventureId: stage().ventures.get(venture) } };
      const { work } = stage().routes;
      return { call, at, work, overview: plain(await work.overview(at, call)) };
    };

    test('of the library is in the middle of its thirty days, with a sprint behind it and one under way', async () => {
      const { overview, work, at, call } = await seen('Lantern Library', 'member');
      expect(overview).toMatchObject({
        phase: 'PRODUCT_DEVELOPMENT',
        activeSprint: { name: 'Booking and lessons' },
        sprints: [{ name: 'The first box', openPoints: 2 }],
        checkIns: { openBlockers: 1 },
        risks: { open: { CRITICAL: 1, HIGH: 1, MEDIUM: 1, LOW: 1 } },
        launch: { state: 'RUNNING', milestonesDone: 4, milestonesInAll: 6, lateMilestones: 1 },
      });
      expect(overview.velocity).toBeGreaterThan(10);
      expect(overview.checkIns.mood).toBeGreaterThan(3);
      expect(overview.checkIns.rateBps).toBeGreaterThan(5_000);
      for (const state of ['TODO', 'IN_PROGRESS', 'REVIEW', 'DONE'] as const)
        expect(overview.tasks[state]).toBeGreaterThan(0);
      const { items } = plain(await work.contributions({ ...at, query: { limit: 25 } }, call));
      expect(new Set(items.map(({ state }) => state))).toEqual(
        new Set(['APPROVED', 'CHANGES_REQUESTED', 'PENDING']),
      );
      const approved = items.filter(({ state }) => state === 'APPROVED');
      expect(approved.every(({ pointsTenths }) => pointsTenths! > 0)).toBe(true);
      const meetings = plain(await work.meetings({ ...at, query: { limit: 25 } }, call)).items;
      expect(meetings.map(({ state }) => state).toSorted()).toEqual([
        'CANCELLED',
        'DONE',
        'DONE',
        'SCHEDULED',
      ]);
      expect(meetings.filter(({ state, notes }) => state === 'DONE' && notes)).toHaveLength(2);
      const tasks = plain(await work.tasks({ ...at, query: { limit: 50 } }, call)).items;
      expect(tasks.some(({ blocked }) => blocked)).toBe(true);
      expect(tasks.filter(({ actualMinutes }) => actualMinutes).length).toBeGreaterThan(8);
      expect(plain(await work.evidence({ ...at, query: { limit: 25 } }, call)).items).toHaveLength(11);
    });

    test('of the founder has validated its market, and a contribution waits for the founder', async () => {
      const { overview } = await seen('Tidewater Kelp', 'founder');
      expect(overview).toMatchObject({
        phase: 'PRODUCT_DEVELOPMENT',
        launch: { state: 'RUNNING', milestonesDone: 2 },
        activeSprint: { name: 'Bags, lots and first orders' },
        contributionsToReview: 1,
      });
      expect((await seen('Night Shift Rota', 'founder')).overview.phase).toBe('MARKET_VALIDATION');
    });
  });

  describe('the books', () => {
    test('of the founder have rounds, months, targets and revenue in every state', async () => {
      const call = await stage().callBy(stage().people.get('founder'));
      const at = { params: { ventureId: stage().ventures.get('Tidewater Kelp') } };
      const { finances } = stage().routes;
      const query = { limit: 25 };
      const { items: rounds } = plain(await finances.rounds({ ...at, query }, call));
      expect(rounds.map(({ state }) => state)).toEqual(['PLANNED', 'ACTIVE', 'COMPLETED']);
      expect(rounds[1]!.investors).toEqual({ LOW: 1, MEDIUM: 2, HIGH: 1 });
      const { items: months } = plain(await finances.months({ ...at, query }, call));
      expect(months.length).toBeGreaterThan(10);
      const runway = plain(await finances.runway(at, call));
      expect(Number(runway.months)).toBeGreaterThan(1);
      const board = plain(await finances.kpis({ ...at, query: { months: 12 } }, call));
      const of = (name: string) => board.items.find(({ kpi }) => kpi === name)!;
      expect(of('CASH').history.filter(({ value }) => value !== null).length).toBeGreaterThan(9);
      expect(of('REVENUE').history.filter(({ value }) => value !== null)).toHaveLength(3);
      expect(of('FUNDING').target).toBe('100');
      expect(of('SKILL_COVERAGE').value).not.toBeNull();
      const { items: reports } = plain(await finances.revenue({ ...at, query }, call));
      expect(reports.map(({ state }) => state)).toEqual([
        'REPORTED',
        'RECOGNISED',
        'REJECTED',
        'RECOGNISED',
        'RECOGNISED',
      ]);
    });

    test('of the founder share revenue by consent: one distribution is paid, one waits for its five days', async () => {
      const call = await stage().callBy(stage().people.get('founder'));
      const at = { params: { ventureId: stage().ventures.get('Tidewater Kelp') } };
      const { finances } = stage().routes;
      const { inForce, waiting } = plain(await finances.revenueShares(at, call));
      expect(inForce!.documentId).not.toBeNull();
      expect(inForce!.lines).toHaveLength(4);
      expect(waiting).toBeNull();
      const { items } = plain(await finances.distributions({ ...at, query: { limit: 25 } }, call));
      expect(items.map(({ state }) => state)).toEqual(['CALCULATED', 'COMPLETED']);
      const paid = items[1]!.lines.filter(({ userId }) => userId !== null);
      expect(paid.every(({ state, reference }) => state === 'COMPLETED' && reference)).toBe(true);
    });

    test('leave the member a statement that was paid and one to look at', async () => {
      const call = await stage().callBy(stage().people.get('member'));
      const { items } = plain(await stage().routes.finances.myStatements({ query: { limit: 25 } }, call));
      expect(items).toMatchObject([
        { state: 'CALCULATED', mayObject: true, line: { state: 'PENDING' } },
        {
          state: 'COMPLETED',
          mayObject: false,
          line: { state: 'COMPLETED', amountMinor: '366463', withheldMinor: '3420' },
        },
      ]);
    });

    test('pay the sponsor: one month paid and in part taken back, one disputed, two held', async () => {
      const { umbrella } = stage().routes;
      const call = await stage().callBy(stage().people.get('founder'));
      const { network } = plain(await umbrella.analytics({}, call));
      expect(network.referred.map(({ state }) => state).toSorted()).toEqual([
        'ACTIVE',
        'ACTIVE',
        'PENDING_AGREEMENT',
      ]);
      const { items } = plain(await umbrella.payments({ query: { limit: 25 } }, call));
      const seen = items.map(({ state, amountMinor }) => `${state} ${amountMinor}`).toSorted();
      expect(seen.filter((one) => !one.startsWith('PENDING'))).toHaveLength(4);
      expect(seen).toContain('PAID 3420');
      expect(seen.some((one) => one.startsWith('DISPUTED'))).toBe(true);
      expect(seen.some((one) => one.startsWith('PENDING -'))).toBe(true);
    });
  });
}

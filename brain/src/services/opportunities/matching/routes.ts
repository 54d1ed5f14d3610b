import type { contract } from '@smartstart/contract';
import type { Call, Handlers } from '../../../kernel/call.ts';
import { toPage } from '../../../kernel/paging.ts';
import { actorOf } from '../deps.ts';
import { viewerOf } from '../record/viewer.ts';
import { candidatesFor, ownOpportunity } from './candidates.ts';
import type { Ground } from './ground.ts';
import { insightsFor } from './insights.ts';
import * as matches from './matches.ts';
import * as preferences from './preferences.ts';
import { othersFor } from './recommendations.ts';
import { rounded, shown } from './rules.ts';
import * as searches from './searches.ts';
import { confirmTeam, proposeTeam, type TeamProposal } from './teams.ts';
import { candidateView, matchViews } from './views.ts';

export function matchingRoutes(ground: Ground): Handlers<typeof contract.matching> {
  const { db } = ground.posting.kernel.database;

  async function suggestions(call: Call, take: number) {
    const actor = actorOf(call);
    const found = await matches.suggest(ground, actor, call.transact, take);
    const viewer = await viewerOf(ground.posting, db, actor);
    const seen = found.items.map((one) => ({ row: one.row, fit: one }));
    const { ranking, readiness, missing } = found;
    return { items: await matchViews(ground, db, viewer, seen), ranking, readiness, missing: [...missing] };
  }

  return {
    matches: (_input, call) => suggestions(call, shown.matches),
    async matchHistory({ query }, call) {
      const actor = actorOf(call);
      const { rows, fits } = await matches.history(ground, db, actor, query);
      const page = toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => row,
      );
      const seen = page.items.flatMap((row) => {
        const fit = fits.get(row.opportunity_id);
        return fit ? [{ row, fit }] : [];
      });
      const viewer = await viewerOf(ground.posting, db, actor);
      return { items: await matchViews(ground, db, viewer, seen), nextCursor: page.nextCursor };
    },
    feedback: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const actor = actorOf(call);
        const row = await matches.giveFeedback(ground, tx, actor, params.matchId, body);
        const fit = (await matches.fitsOf(ground, tx, actor, [row])).get(row.opportunity_id)!;
        const viewer = await viewerOf(ground.posting, tx, actor);
        return (await matchViews(ground, tx, viewer, [{ row, fit }]))[0]!;
      }),
    async recommendations(_input, call) {
      const { items, ...rest } = await suggestions(call, shown.newcomer);
      return { opportunities: items, ...rest, ...(await othersFor(ground, db, actorOf(call))) };
    },
    preferences: (_input, call) => preferences.preferencesOf(ground, db, actorOf(call).userId),
    setPreferences: ({ body }, call) =>
      call.transact((tx) => preferences.setPreferences(ground, tx, call, actorOf(call).userId, body)),
    async candidates({ params, query }, call) {
      const actor = actorOf(call);
      const posted = await ownOpportunity(ground, db, actor, params.opportunityId);
      const { items, readiness } = await candidatesFor(ground, db, actor, posted, { take: query.limit });
      return { items: items.map(candidateView), readiness };
    },
    proposeTeam: async ({ params, body }, call) =>
      teamView(await proposeTeam(ground, db, actorOf(call), params.opportunityId, body)),
    confirmTeam: ({ params, body }, call) =>
      call.transact((tx) => confirmTeam(ground, tx, actorOf(call), params.opportunityId, body)),
    insights: (_input, call) => insightsFor(ground, db, actorOf(call)),
    optOut: ({ body }, call) =>
      call.transact((tx) => preferences.optOut(ground, tx, call, actorOf(call).userId, body.optedOut)),
    searches: (_input, call) => searches.listSearches(db, actorOf(call).userId),
    saveSearch: ({ body }, call) =>
      call.transact((tx) => searches.saveSearch(ground, tx, actorOf(call).userId, body)),
    editSearch: ({ params, body }, call) =>
      call.transact((tx) =>
        searches.editSearch(ground, tx, call, actorOf(call).userId, params.searchId, body),
      ),
    removeSearch: ({ params }, call) =>
      call.transact(async (tx) => {
        await searches.removeSearch(tx, actorOf(call).userId, params.searchId);
        return {};
      }),
  };
}

function teamView({ members, coverage, ...proposal }: TeamProposal) {
  return {
    ...proposal,
    coverage: rounded(coverage),
    members: members.map(({ candidate, ...member }) => ({ ...member, candidate: candidateView(candidate) })),
  };
}

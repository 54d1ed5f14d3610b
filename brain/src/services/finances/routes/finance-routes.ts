import type { contract } from '@smartstart/contract';
import { requireVersion, type Handlers } from '../../../kernel/call.ts';
import type { Ground } from '../books/ground.ts';
import { readKpis, setTargets } from '../figures/kpis.ts';
import * as months from '../figures/months.ts';
import { readReadiness } from '../figures/readiness.ts';
import { readRunway } from '../figures/runway.ts';
import * as investors from '../funding/investors.ts';
import * as rounds from '../funding/rounds.ts';
import { actorOf } from './actor.ts';
import { revenueRoutes } from './revenue-routes.ts';

export function financeRoutes({ ground }: { readonly ground: Ground }): Handlers<typeof contract.finances> {
  const { db } = ground.kernel.database;
  return {
    rounds: ({ params, query }, call) =>
      rounds.listRounds(ground, db, actorOf(call), params.ventureId, query),
    round: async ({ params }, call) => {
      const round = await rounds.readRound(ground, db, actorOf(call), params.ventureId, params.roundId);
      call.etag(round.version);
      return round;
    },
    planRound: ({ params, body }, call) =>
      call.transact((tx) => rounds.planRound(ground, tx, actorOf(call), params.ventureId, body)),
    editRound: ({ params, body }, call) =>
      call.transact((tx) =>
        rounds.editRound(ground, tx, actorOf(call), params, body, (version) => requireVersion(call, version)),
      ),
    stepRound: ({ params, body }, call) =>
      call.transact((tx) => rounds.stepRound(ground, tx, actorOf(call), params, body)),
    investors: ({ params, query }, call) =>
      investors.listInvestors(ground, db, actorOf(call), params.ventureId, query),
    addInvestor: ({ params, body }, call) =>
      call.transact((tx) => investors.addInvestor(ground, tx, actorOf(call), params.ventureId, body)),
    editInvestor: ({ params, body }, call) =>
      call.transact((tx) =>
        investors.editInvestor(ground, tx, actorOf(call), params, body, (version) =>
          requireVersion(call, version),
        ),
      ),
    removeInvestor: ({ params }, call) =>
      call.transact((tx) => investors.removeInvestor(ground, tx, actorOf(call), params)),
    months: async ({ params, query }, call) => {
      const page = await months.listMonths(ground, db, actorOf(call), params.ventureId, query);
      call.etag(page.version);
      return page;
    },
    recordMonth: ({ params, body }, call) =>
      call.transact((tx) => months.recordMonth(ground, tx, actorOf(call), params.ventureId, body)),
    editMonth: ({ params, body }, call) =>
      call.transact((tx) =>
        months.editMonth(ground, tx, actorOf(call), params, body, (version) => requireVersion(call, version)),
      ),
    previewMonths: async ({ params, body }, call) => {
      const preview = await months.previewMonths(ground, db, actorOf(call), params.ventureId, body.csv);
      call.etag(preview.version);
      return preview;
    },
    importMonths: ({ params, body }, call) =>
      call.transact((tx) =>
        months.importMonths(ground, tx, actorOf(call), params.ventureId, body.csv, (version) =>
          requireVersion(call, version),
        ),
      ),
    runway: ({ params }, call) => readRunway(ground, db, actorOf(call), params.ventureId),
    kpis: async ({ params, query }, call) => {
      const board = await readKpis(ground, db, actorOf(call), params.ventureId, query);
      call.etag(board.version);
      return board;
    },
    setTargets: ({ params, body }, call) =>
      call.transact((tx) =>
        setTargets(ground, tx, actorOf(call), params.ventureId, body.targets, (version) =>
          requireVersion(call, version),
        ),
      ),
    readiness: ({ params }, call) => readReadiness(ground, db, actorOf(call), params.ventureId),
    ...revenueRoutes(ground),
  };
}

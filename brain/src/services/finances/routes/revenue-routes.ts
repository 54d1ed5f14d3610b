import type { contract } from '@smartstart/contract';
import { requireVersion, type Call, type Handlers } from '../../../kernel/call.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { Ground } from '../books/ground.ts';
import type { Actor } from '../deps.ts';
import * as reports from '../revenue/reports.ts';
import * as shares from '../revenue/shares.ts';
import type { DistributionRow } from '../sharing/distribution-store.ts';
import * as distributions from '../sharing/distributions.ts';
import * as payouts from '../sharing/payouts.ts';
import * as reading from '../sharing/reading.ts';
import { linesCsv, statementPdf } from '../sharing/papers.ts';
import { decideReport, listForHub } from '../sharing/recognition.ts';
import { actorOf } from './actor.ts';

type RevenueHandlers = Pick<
  Handlers<typeof contract.finances>,
  | 'revenue'
  | 'reportRevenue'
  | 'revenueShares'
  | 'setRevenueShares'
  | 'withdrawRevenueShares'
  | 'distributions'
  | 'openDistribution'
  | 'distribution'
  | 'calculate'
  | 'approve'
  | 'pay'
  | 'settleLine'
  | 'myStatements'
  | 'myStatement'
  | 'statementPdf'
  | 'exportLines'
  | 'object'
  | 'reportedRevenue'
  | 'recognise'
  | 'reject'
  | 'payable'
>;

export function revenueRoutes(ground: Ground): RevenueHandlers {
  const { db } = ground.kernel.database;
  /** One step of a distribution, answered as the person sees it afterwards. */
  const step = (call: Call, take: (tx: Tx, actor: Actor) => Promise<DistributionRow>) =>
    call.transact(async (tx) => {
      const actor = actorOf(call);
      return reading.shownDistribution(ground, tx as Db, actor, await take(tx, actor));
    });
  return {
    revenue: ({ params, query }, call) =>
      reports.listReports(ground, db, actorOf(call), params.ventureId, query),
    reportRevenue: ({ params, body }, call) =>
      call.transact((tx) => reports.reportRevenue(ground, tx, actorOf(call), params.ventureId, body)),
    revenueShares: async ({ params }, call) => {
      const answer = await shares.readShares(ground, db, actorOf(call), params.ventureId);
      call.etag(answer.version);
      return answer;
    },
    setRevenueShares: ({ params, body }, call) =>
      call.transact((tx) =>
        shares.setShares(ground, tx, actorOf(call), params.ventureId, body, (version) =>
          requireVersion(call, version),
        ),
      ),
    withdrawRevenueShares: ({ params, body }, call) =>
      call.transact((tx) => shares.withdrawShares(ground, tx, actorOf(call), params, body.reason)),
    distributions: ({ params, query }, call) =>
      reading.listDistributions(ground, db, actorOf(call), params.ventureId, query),
    openDistribution: ({ params }, call) =>
      step(call, (tx, actor) => distributions.openDistribution(ground, tx, actor, params.ventureId)),
    distribution: async ({ params }, call) => {
      const view = await reading.readDistribution(ground, db, actorOf(call), params.distributionId);
      call.etag(view.version);
      return view;
    },
    calculate: ({ params }, call) =>
      step(call, (tx, actor) => distributions.calculate(ground, tx, actor, params.distributionId)),
    approve: ({ params }, call) =>
      step(call, (tx, actor) =>
        distributions.approve(ground, tx, actor, params.distributionId, (version) =>
          requireVersion(call, version),
        ),
      ),
    pay: ({ params }, call) =>
      step(call, (tx, actor) => payouts.pay(ground, tx, actor, params.distributionId)),
    settleLine: ({ params, body }, call) =>
      step(call, (tx, actor) => payouts.settleByHand(ground, tx, actor, params, body)),
    myStatements: ({ query }, call) => reading.listStatements(ground, db, actorOf(call), query),
    myStatement: ({ params }, call) =>
      reading.readStatement(ground, db, actorOf(call), params.distributionId),
    statementPdf: ({ params }, call) => statementPdf(ground, db, actorOf(call), params.distributionId),
    exportLines: ({ params }, call) => linesCsv(ground, db, actorOf(call), params.distributionId),
    object: ({ params, body }, call) =>
      call.transact(async (tx) => {
        await distributions.object(ground, tx, actorOf(call), params.distributionId, body.reason);
        return { state: 'DRAFT' as const };
      }),
    reportedRevenue: ({ query }, _call) => listForHub(ground, db, query),
    recognise: ({ params, body }, call) =>
      call.transact((tx) =>
        decideReport(ground, tx, actorOf(call), params.reportId, { event: 'recognise', reason: body.reason }),
      ),
    reject: ({ params, body }, call) =>
      call.transact((tx) =>
        decideReport(ground, tx, actorOf(call), params.reportId, { event: 'reject', reason: body.reason }),
      ),
    payable: ({ query }, call) => reading.listPayable(ground, db, actorOf(call), query),
  };
}

import type { contract } from '@smartstart/contract';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import { answerAdvice } from './advising.ts';
import { answerContest, contest, listContests } from './contests.ts';
import { dropOff } from './drop-off.ts';
import type { Ground } from './deps.ts';
import { setPredictions } from './keeping.ts';
import { ownInsights } from './own-view.ts';
import { atRisk } from './risk-list.ts';
import { seatsAtRisk } from './seats.ts';
import { segmentsView } from './segmenting.ts';
import { listSignals, reviewSignal } from './watching.ts';

export const workOutJob = 'work-out-insights';

export function insightRoutes({ ground }: { readonly ground: Ground }): Handlers<typeof contract.insights> {
  const { db } = ground.kernel.database;
  return {
    mine: (_input, call) => ownInsights(ground, callerOf(call).userId),
    setPredictions: ({ body }, call) => call.transact((tx) => setPredictions(ground, tx, call, body.on)),
    contest: ({ body }, call) => contest(ground, call, body),
    answerAdvice: ({ params, body }, call) =>
      call.transact((tx) => answerAdvice(ground, tx, call, params.adviceId, body.answer)),
    atRisk: ({ query }, call) => atRisk(ground, call, query),
    seatsAtRisk: ({ query }, call) => seatsAtRisk(ground, call, query),
    segments: () => segmentsView(db),
    dropOff: ({ query }) => dropOff(ground, db, query.days),
    contests: ({ query }) => listContests(ground, db, query),
    answerContest: ({ params, body }, call) =>
      call.transact((tx) => answerContest(ground, tx, call, params.contestId, body)),
    refresh: (_input, call) =>
      call.transact(async (tx) => ({
        jobId: await ground.kernel.jobs.enqueue(tx, workOutJob, {}, callerOf(call).userId),
      })),
    signals: ({ query }) => listSignals(ground, db, query),
    reviewSignal: ({ params, body }, call) =>
      call.transact((tx) => reviewSignal(ground, tx, call, params.signalId, body)),
  };
}

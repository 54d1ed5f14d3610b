import type { contract } from '@smartstart/contract';
import { requireVersion, type Handlers } from '../../../kernel/call.ts';
import { assess, readAssessment } from '../book/assessments.ts';
import { editScenario, listScenarios, removeScenario, saveScenario } from '../book/scenarios.ts';
import type { ServedModel } from '../chances/served-model.ts';
import { actorOf, enter, type Ground } from '../ground.ts';
import { runwayUnder } from '../runway/runway.ts';
import { reportPdf } from '../report/report.ts';
import { pastRecordOf, readHistory } from '../said/statements.ts';
import { readAnalysis } from '../standing/standing.ts';
import { readValuation } from '../valuation/valuation.ts';

export function ventureAnalysisRoutes({
  ground,
  served,
}: {
  readonly ground: Ground;
  readonly served: ServedModel;
}): Handlers<typeof contract.ventureAnalysis> {
  const { kernel } = ground;
  const { db } = kernel.database;
  return {
    analysis: ({ params }, call) => readAnalysis(ground, served, db, actorOf(call), params.ventureId),
    runway: async ({ params, body }, call) => {
      await enter(ground, db, actorOf(call), params.ventureId, 'MONEY');
      const { paths, seed, ...assumptions } = body;
      return runwayUnder(ground, {
        ventureId: params.ventureId,
        money: await ground.finances.moneyOf(db, params.ventureId),
        assumptions,
        paths,
        seed,
        pastRecord: await pastRecordOf(ground, db, 'RUNWAY', params.ventureId),
      });
    },
    scenarios: ({ params }, call) => listScenarios(ground, db, actorOf(call), params.ventureId),
    saveScenario: ({ params, body }, call) =>
      call.transact((tx) => saveScenario(ground, tx, actorOf(call), params.ventureId, body)),
    editScenario: ({ params, body }, call) =>
      call.transact((tx) =>
        editScenario(ground, tx, actorOf(call), params, body, (version) => requireVersion(call, version)),
      ),
    removeScenario: ({ params }, call) =>
      call.transact(async (tx) => {
        await removeScenario(ground, tx, actorOf(call), params);
        return {};
      }),
    valuation: ({ params, query }, call) =>
      readValuation(ground, served, db, actorOf(call), params.ventureId, query),
    assessment: async ({ params }, call) => {
      const answer = await readAssessment(ground, db, actorOf(call), params.ventureId);
      call.etag(answer.version);
      return answer;
    },
    assess: ({ params, body }, call) =>
      call.transact((tx) =>
        assess(ground, tx, actorOf(call), params.ventureId, body, (version) => requireVersion(call, version)),
      ),
    history: ({ params, query }, call) => readHistory(ground, db, actorOf(call), params.ventureId, query),
    report: ({ params, body }, call) => reportPdf(ground, served, db, actorOf(call), params.ventureId, body),
  };
}

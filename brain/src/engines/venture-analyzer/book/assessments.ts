import type { Answer, contract, ventureAnalysisWire } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { enter, publishChange, writer, type Actor, type Ground } from '../ground.ts';
import * as store from './scenario-store.ts';

/** What only people can judge, for the valuation by rules. */

export type Factors = (typeof ventureAnalysisWire.assessmentFactors)['_zod']['output'];
type AssessmentView = Answer<typeof contract.ventureAnalysis.assessment>;

const empty: Factors = { scorecard: {}, berkus: {}, riskFactors: {} };

export async function readAssessment(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
): Promise<AssessmentView> {
  await enter(ground, db, actor, ventureId, 'MONEY');
  return view(ground, db, await store.findAssessment(db, ventureId));
}

export async function factorsOf(db: Db, ventureId: string): Promise<Factors> {
  const row = await store.findAssessment(db, ventureId);
  return row ? (row.factors as unknown as Factors) : empty;
}

/** @param requireVersion refuses when it was judged upon another version; 0 stands for none yet */
export async function assess(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  factors: Factors,
  requireVersion: (version: number) => void,
): Promise<AssessmentView> {
  await writer(ground, tx, actor, ventureId);
  const version = (await store.findAssessment(tx, ventureId))?.version ?? 0;
  requireVersion(version);
  const saved = await store.saveAssessment(
    tx,
    {
      venture_id: ventureId,
      factors: JSON.stringify(factors),
      assessed_by: actor.userId,
      assessed_at: ground.kernel.clock.now(),
    },
    version,
  );
  if (!saved) throw new Fail('EDIT_CONFLICT');
  await publishChange(ground, tx, actor, ventureId);
  return view(ground, tx, saved);
}

async function view(
  { people }: Ground,
  db: Db,
  row: store.AssessmentRow | undefined,
): Promise<AssessmentView> {
  if (!row) return { factors: empty as never, assessedBy: null, assessedAt: null, version: 0 };
  const names = await people.byIds(db, [row.assessed_by]);
  return {
    factors: row.factors as never,
    assessedBy: names.get(row.assessed_by)?.name ?? null,
    assessedAt: row.assessed_at.toISOString(),
    version: row.version,
  };
}

import type { Call } from '../../kernel/call.ts';
import type { Answer, contract, Input } from '@smartstart/contract';
import type { Db } from '../../kernel/db.ts';
import { toPage } from '../../kernel/paging.ts';
import { churnModel, ruleSource, type ChurnStatement } from './churn.ts';
import type { Ground } from './deps.ts';
import { predictable } from './people.ts';
import { noteReading, readPlace } from './reading.ts';
import * as contests from './record/contest-store.ts';
import * as store from './record/standing-store.ts';
import { formulas } from './rules/scores.ts';

/** People who may leave, for operators who may help them: those who consented and keep predictions on, and nobody else. */

type View = Answer<typeof contract.insights.atRisk>;
type Person = View['items'][number];

export async function atRisk(
  ground: Ground,
  call: Call,
  query: Input<typeof contract.insights.atRisk>['query'],
): Promise<View> {
  const { db } = ground.kernel.database;
  const after = readPlace(query.cursor);
  const levels = query.level ? [query.level] : ['HIGH', 'MEDIUM'];
  const rows = await store.atRisk(db, { levels, after, limit: query.limit });
  const page = toPage(
    rows,
    query.limit,
    (row) => [row.churn_rank!, row.user_id],
    (row) => row,
  );
  const items = await views(ground, db, page.items);
  await noteReading(ground, call, items);
  return { items, nextCursor: page.nextCursor, summary: await summaryOf(ground, db) };
}

/** Whoever withdrew since the last night is not shown, though the figures still lie there. */
async function views(ground: Ground, db: Db, rows: readonly store.StandingRow[]): Promise<Person[]> {
  const userIds = rows.map((row) => row.user_id);
  const people = await predictable(ground, db, userIds);
  const contesting = await contests.contesting(db, userIds, 'CHURN');
  return rows.flatMap((row): Person[] => {
    const person = people.get(row.user_id);
    const churn = row.churn as unknown as ChurnStatement | null;
    if (!person || !churn?.mode || !churn.level || !churn.provenance) return [];
    return [
      {
        userId: person.id,
        name: person.name,
        slug: person.slug,
        level: churn.level,
        mode: churn.mode,
        score: churn.score ?? 0,
        probability: churn.probability,
        interval: churn.interval,
        reasons: churn.reasons,
        nextStep: row.next_step as unknown as Person['nextStep'],
        lastActiveDay: row.last_active_on,
        engagement: row.engagement,
        provenance: churn.provenance,
        contested: contesting.has(person.id),
        fictional: row.fictional,
      },
    ];
  });
}

async function summaryOf(ground: Ground, db: Db): Promise<View['summary']> {
  const { computedAt, ...counts } = await store.riskCounts(db);
  const { version, provenance } = await ground.churn.state();
  const past = version === null ? null : await ground.models.statements.pastRecord(db, churnModel);
  return {
    ...counts,
    computedAt: computedAt?.toISOString() ?? null,
    mode: counts.people === 0 ? null : version === null ? 'SCORECARD' : 'LEARNT',
    provenance: provenance ?? {
      model: null,
      version: null,
      trainedAt: null,
      source: ruleSource,
      foreign: false,
    },
    formula: formulas.churn,
    past,
  };
}

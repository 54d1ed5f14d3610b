import type { Answer, contract, Input } from '@smartstart/contract';
import { callerOf, type Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import { contestView, type OwnContest } from './contest-view.ts';
import type { Ground } from './deps.ts';
import { ownInsights } from './own-view.ts';
import * as store from './record/contest-store.ts';

/** Somebody says that a statement about them is wrong; an operator answers. */

type HubView = Answer<typeof contract.insights.answerContest>;
type Profile = NonNullable<Awaited<ReturnType<typeof ownInsights>>['profile']>;
type Contest = Input<typeof contract.insights.contest>['body'];

/** Kept with what was shown at that moment and the version that made it. */
export async function contest(
  ground: Ground,
  call: Call,
  { statement, words }: Contest,
): Promise<OwnContest> {
  const { userId } = callerOf(call);
  const { profile } = await ownInsights(ground, userId);
  const shown = profile && statementOf(profile, statement);
  if (!shown) throw new Fail('RULE_VIOLATED', 'There is no such statement about you at present.');
  return call.transact(async (tx) => {
    const row = await store.insert(tx, {
      id: newId(),
      user_id: userId,
      statement,
      words,
      source: shown.source,
      shown: JSON.stringify(shown.figures),
      state: 'OPEN',
      at: ground.kernel.clock.now(),
    });
    if (!row)
      throw new Fail(
        'ALREADY_EXISTS',
        'You contest this already; you read the answer here when it is given.',
      );
    await ground.security.audit(tx, {
      actorId: userId,
      action: 'insight.contested',
      entity: 'insight',
      entityId: row.id,
      after: { statement, source: shown.source },
    });
    return contestView(row);
  });
}

function statementOf(
  profile: Profile,
  statement: Contest['statement'],
): { source: string; figures: unknown } | null {
  const by = (model: { model: string | null; version: string | null; source: string } | null) =>
    model?.model ? `${model.model} ${model.version ?? ''}`.trim() : (model?.source ?? '');
  const { churn, seat, segment, engagement, performance, anomalies, advice } = profile;
  switch (statement) {
    case 'CHURN':
      return churn.state === 'SHOWN' ? { source: by(churn.provenance), figures: churn } : null;
    case 'SEAT':
      return seat?.state === 'SHOWN' ? { source: by(seat.provenance), figures: seat } : null;
    case 'SEGMENT':
      return segment.state === 'SHOWN' ? { source: by(segment.provenance), figures: segment } : null;
    case 'ENGAGEMENT':
      return { source: engagement.formula, figures: engagement };
    case 'PERFORMANCE':
      return { source: performance.formula, figures: performance };
    case 'ANOMALY':
      return anomalies.length ? { source: 'Thresholds of unusual behaviour', figures: { anomalies } } : null;
    case 'ADVICE':
      return advice.length ? { source: by(advice[0]!.provenance), figures: { advice } } : null;
  }
}

export async function listContests(
  ground: Ground,
  db: Db,
  query: Input<typeof contract.insights.contests>['query'],
): Promise<Answer<typeof contract.insights.contests>> {
  const before = readIdCursor(query.cursor);
  const rows = await store.list(db, { state: query.state, before, limit: query.limit });
  const views = await hubViews(ground, db, rows);
  return toPage(
    rows,
    query.limit,
    ({ id }) => [id],
    ({ id }) => views.get(id)!,
  );
}

export async function answerContest(
  ground: Ground,
  tx: Tx,
  call: Call,
  contestId: string,
  { outcome, answer }: Input<typeof contract.insights.answerContest>['body'],
): Promise<HubView> {
  const { userId } = callerOf(call);
  const row = found(await store.lock(tx, contestId));
  if (row.state !== 'OPEN') throw new Fail('ILLEGAL_TRANSITION', 'This was answered already.');
  const now = ground.kernel.clock.now();
  const answered = await store.answer(tx, row.id, {
    state: outcome,
    answer,
    answered_by: userId,
    answered_at: now,
  });
  await ground.security.audit(tx, {
    actorId: userId,
    action: 'insight.contest-answered',
    entity: 'insight',
    entityId: row.id,
    before: { state: row.state },
    after: { state: outcome },
  });
  return (await hubViews(ground, tx, [answered])).get(row.id)!;
}

async function hubViews(
  ground: Ground,
  db: Db,
  rows: readonly store.ContestRow[],
): Promise<Map<string, HubView>> {
  const people = await ground.people.byIds(db, [...new Set(rows.map((row) => row.user_id))]);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...contestView(row),
        userId: row.user_id,
        name: people.get(row.user_id)?.name ?? '',
        shown: row.shown as Record<string, unknown>,
      },
    ]),
  );
}

import { addDays, addMs, hourMs } from '@smartstart/units';
import type { Answer, contract, Input } from '@smartstart/contract';
import { callerOf, type Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import type { Ground } from './deps.ts';
import * as store from './record/signal-store.ts';
import { signalsIn } from './rules/signals.ts';

/** Signals to the security manager. They tell where to look; nothing else follows from them. */

type View = Answer<typeof contract.insights.reviewSignal>;

/** Back over the end of the longest stretch a rule looks at, so that none is cut in two by the hour. */
const lookedBackMs = 26 * hourMs;
/** As failed sign-ins. */
const keptDays = 90;

export async function watch(ground: Ground): Promise<Record<string, unknown>> {
  const { database, clock } = ground.kernel;
  const now = clock.now();
  const watched = await ground.sources.watchedSince(database.db, addMs(now, -lookedBackMs));
  const signals = signalsIn(watched);
  const told = await database.transact(async (tx) => {
    await store.dropReviewed(tx, addDays(now, -keptDays));
    const rows = await store.insert(
      tx,
      signals.map(({ userId, evidence, ...signal }) => ({
        id: newId(),
        user_id: userId,
        evidence: JSON.stringify(evidence),
        ...signal,
      })),
    );
    for (const row of rows)
      await ground.security.audit(tx, {
        actorId: null,
        action: 'signal.raised',
        entity: 'signal',
        entityId: row.id,
        after: { kind: row.kind, rule: row.rule },
      });
    return rows.length;
  });
  return { found: signals.length, told };
}

export async function listSignals(
  ground: Ground,
  db: Db,
  query: Input<typeof contract.insights.signals>['query'],
): Promise<Answer<typeof contract.insights.signals>> {
  const before = readIdCursor(query.cursor);
  const { state, kind, limit } = query;
  const rows = await store.list(db, { state, kind, before, limit });
  const views = await viewsOf(ground, db, rows);
  return toPage(
    rows,
    limit,
    ({ id }) => [id],
    ({ id }) => views.get(id)!,
  );
}

export async function reviewSignal(
  ground: Ground,
  tx: Tx,
  call: Call,
  signalId: string,
  { outcome, note }: Input<typeof contract.insights.reviewSignal>['body'],
): Promise<View> {
  const { userId } = callerOf(call);
  const row = found(await store.lock(tx, signalId));
  if (row.state !== 'OPEN') throw new Fail('ILLEGAL_TRANSITION', 'This signal was closed already.');
  const reviewed = await store.review(tx, row.id, {
    state: outcome,
    note,
    reviewed_by: userId,
    reviewed_at: ground.kernel.clock.now(),
  });
  await ground.security.audit(tx, {
    actorId: userId,
    action: 'signal.reviewed',
    entity: 'signal',
    entityId: row.id,
    before: { state: row.state },
    after: { state: outcome },
    reason: note,
  });
  return (await viewsOf(ground, tx, [reviewed])).get(row.id)!;
}

async function viewsOf(ground: Ground, db: Db, rows: readonly store.SignalRow[]): Promise<Map<string, View>> {
  const ids = rows.flatMap(({ user_id, reviewed_by }) => [user_id, reviewed_by]).flatMap((id) => id ?? []);
  const people = await ground.people.byIds(db, [...new Set(ids)]);
  const nameOf = (id: string | null) => (id === null ? null : (people.get(id)?.name ?? null));
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        kind: row.kind as View['kind'],
        userId: row.user_id,
        name: nameOf(row.user_id),
        text: row.text,
        evidence: row.evidence as unknown as View['evidence'],
        rule: row.rule,
        at: row.at.toISOString(),
        state: row.state as View['state'],
        note: row.note,
        reviewedBy: nameOf(row.reviewed_by),
        reviewedAt: row.reviewed_at?.toISOString() ?? null,
      },
    ]),
  );
}

import type { Answer, contract } from '@smartstart/contract';
import { addDays } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { nextState } from '../../kernel/machine.ts';
import type { Ground } from './ground.ts';
import { quests, questXp } from './quests.ts';
import {
  blockOf,
  isThrough,
  missingOf,
  skippable,
  stageMachine,
  stages,
  type Seen,
  type StageEvent,
  type Standing,
  type StageState,
} from './stages.ts';
import { standingOf } from './standing.ts';
import * as store from './store.ts';

type View = Answer<typeof contract.journey.get>;
type Draft = NonNullable<View['stages'][number]['draft']>['fields'];

/** Somebody's journey inside a transaction that holds its lock. */
interface Walk {
  readonly userId: string;
  readonly standing: Standing;
  readonly rows: Map<number, store.StageRow>;
  readonly finished: boolean;
}

export async function view(ground: Ground, db: Db, userId: string): Promise<View> {
  const [journey, rows, drafts] = await Promise.all([
    store.find(db, userId),
    store.stagesOf(db, userId),
    store.draftsOf(db, userId),
  ]);
  const standing = await standingOf(ground, db, userId);
  const states = stages.map(({ number }) => stateIn(new Map(rows.map((row) => [row.number, row])), number));
  const through = states.filter(isThrough).length;
  const current = states.findIndex((state) => !isThrough(state));
  return {
    stages: stages.map(({ number, name, title, purpose, xp, gates }, at) => {
      const row = rows.find((one) => one.number === number);
      const draft = drafts.find((one) => one.number === number);
      const state = states[at]!;
      return {
        number,
        name,
        title,
        purpose,
        xp,
        state,
        cause: row?.cause ?? null,
        canOpen: (state === 'NOT_STARTED' || state === 'SKIPPED') && states.slice(0, at).every(isThrough),
        canSkip: number === skippable && state === 'IN_PROGRESS',
        gates: gates(standing),
        draft: draft ? { fields: draft.fields as Draft, savedAt: draft.saved_at.toISOString() } : null,
        openedAt: row?.opened_at.toISOString() ?? null,
        closedAt: row?.closed_at?.toISOString() ?? null,
      };
    }),
    current: current < 0 ? null : current + 1,
    progress: through / stages.length,
    startedAt: journey?.started_at.toISOString() ?? null,
    finishedAt: journey?.finished_at?.toISOString() ?? null,
  };
}

/**
 * Moves the journey as far as the facts allow: what passes is completed and the next stage opened, what cannot pass now is
 * blocked. Everything that happens to a person may call it; with nothing new it changes nothing.
 */
export async function advance(ground: Ground, tx: Tx, userId: string): Promise<void> {
  const walk = await enter(ground, tx, userId);
  await go(ground, tx, walk);
  await finishQuests(ground, tx, walk);
}

export async function open(ground: Ground, tx: Tx, userId: string, number: number): Promise<void> {
  const walk = await enter(ground, tx, userId);
  if (!stages.slice(0, number - 1).every((stage) => isThrough(stateIn(walk.rows, stage.number))))
    throw new Fail('RULE_VIOLATED', 'Finish the stages before this one first.');
  await step(ground, tx, walk, number, 'OPEN', { actorId: userId });
  await go(ground, tx, walk);
}

export async function complete(ground: Ground, tx: Tx, userId: string, number: number): Promise<void> {
  const walk = await enter(ground, tx, userId);
  nextState(stageMachine, stateIn(walk.rows, number), 'COMPLETE');
  const missing = missingOf(stages[number - 1]!, walk.standing);
  if (missing.length > 0) throw new Fail('RULE_VIOLATED', `This is still missing. ${missing.join(' ')}`);
  await go(ground, tx, walk);
}

export async function skip(ground: Ground, tx: Tx, userId: string, number: number): Promise<void> {
  if (number !== skippable) throw new Fail('RULE_VIOLATED', 'Only the stage of the plan can be skipped.');
  const walk = await enter(ground, tx, userId);
  await step(ground, tx, walk, number, 'SKIP', { actorId: userId });
  await go(ground, tx, walk);
}

export async function markSeen(ground: Ground, tx: Tx, userId: string, what: Seen): Promise<void> {
  await store.addSeen(tx, userId, what, ground.kernel.clock.now());
  await advance(ground, tx, userId);
}

export async function saveDraft(
  ground: Ground,
  tx: Tx,
  userId: string,
  number: number,
  fields: Draft,
): Promise<{ savedAt: string | null }> {
  if (Object.keys(fields).length === 0) {
    await store.dropDraft(tx, userId, number);
    return { savedAt: null };
  }
  const savedAt = ground.kernel.clock.now();
  await store.saveDraft(tx, { user_id: userId, number, fields: JSON.stringify(fields), saved_at: savedAt });
  return { savedAt: savedAt.toISOString() };
}

export async function questsOf(
  ground: Ground,
  db: Db,
  userId: string,
): Promise<Answer<typeof contract.journey.quests>> {
  const journey = await store.find(db, userId);
  if (!journey?.finished_at) return { open: false, items: [] };
  const done = await store.questsDone(db, userId);
  const items = [];
  for (const { name, kind, title, why, link, target } of quests) {
    const count = ground.questCounts[name];
    const doneAt = done.get(name)?.toISOString() ?? null;
    if (!count && !doneAt) continue;
    const reached = doneAt ? target : Math.min(target, await count!(db, userId));
    items.push({ name, kind, title, why, link, xp: questXp, reached, target, doneAt });
  }
  return { open: true, items };
}

export async function funnel(
  ground: Ground,
  db: Db,
  days: number,
): Promise<Answer<typeof contract.journey.funnel>> {
  const now = ground.kernel.clock.now();
  const since = addDays(now, -days);
  const { started, finished, medianMinutes, within30Days } = await store.passage(
    db,
    since,
    addDays(now, -30),
  );
  const counts = await store.stageCounts(db, since);
  const count = (number: number, state: StageState) =>
    counts.find((one) => one.number === number && one.state === state)?.count ?? 0;
  return {
    since: since.toISOString(),
    started,
    finished,
    medianMinutes,
    within30Days,
    stages: stages.map(({ number, name, title }) => ({
      number,
      name,
      title,
      open: count(number, 'IN_PROGRESS'),
      blocked: count(number, 'BLOCKED'),
      skipped: count(number, 'SKIPPED'),
      completed: count(number, 'COMPLETED'),
    })),
  };
}

/** Locks the person's journey, and begins it with its first stage. */
async function enter(ground: Ground, tx: Tx, userId: string): Promise<Walk> {
  const { journey, begun } = await store.lock(tx, userId, ground.kernel.clock.now());
  const rows = await store.stagesOf(tx, userId);
  const walk: Walk = {
    userId,
    standing: await standingOf(ground, tx, userId),
    rows: new Map(rows.map((row) => [row.number, row])),
    finished: journey.finished_at !== null,
  };
  if (begun) await step(ground, tx, walk, 1, 'OPEN', {});
  return walk;
}

async function go(ground: Ground, tx: Tx, walk: Walk): Promise<void> {
  const cause = blockOf(walk.standing);
  for (const stage of stages) {
    const { number } = stage;
    const passes = () => missingOf(stage, walk.standing).length === 0;
    const at = () => stateIn(walk.rows, number);
    if (at() === 'COMPLETED' || (at() === 'SKIPPED' && (cause !== null || !passes()))) continue;
    if (at() === 'NOT_STARTED' || at() === 'SKIPPED') await step(ground, tx, walk, number, 'OPEN', {});
    if (cause !== null) {
      if (at() === 'IN_PROGRESS') await step(ground, tx, walk, number, 'BLOCK', { reason: cause });
      return;
    }
    if (at() === 'BLOCKED') await step(ground, tx, walk, number, 'UNBLOCK', {});
    if (!passes()) return;
    await step(ground, tx, walk, number, 'COMPLETE', {});
  }
}

/** One transition with its history, audit row and event. */
async function step(
  ground: Ground,
  tx: Tx,
  walk: Walk,
  number: number,
  event: StageEvent,
  { actorId = null, reason = null }: { actorId?: string | null; reason?: string | null },
): Promise<void> {
  const { kernel, security } = ground;
  const { userId } = walk;
  const from = stateIn(walk.rows, number);
  const to = nextState(stageMachine, from, event);
  const at = kernel.clock.now();
  const row = {
    user_id: userId,
    number,
    state: to,
    cause: to === 'BLOCKED' ? reason : null,
    opened_at: walk.rows.get(number)?.opened_at ?? at,
    closed_at: isThrough(to) ? at : null,
  };
  await store.saveStage(tx, row);
  walk.rows.set(number, row);
  await store.addHistory(tx, {
    user_id: userId,
    id: newId(),
    number,
    from_state: from,
    to_state: to,
    event,
    actor_id: actorId,
    reason,
    at,
  });
  const { name, title } = stages[number - 1]!;
  await security.audit(tx, {
    actorId,
    action: 'journey.stage-changed',
    entity: 'journey',
    entityId: userId,
    before: { stage: name, state: from },
    after: { stage: name, state: to },
  });
  if (to === 'COMPLETED') await store.dropDraft(tx, userId, number);
  const finished = !walk.finished && stages.every((stage) => isThrough(stateIn(walk.rows, stage.number)));
  await store.progressed(tx, userId, at, finished);
  const publish = (type: string, data: Record<string, unknown>) =>
    kernel.outbox.publish(tx, {
      type,
      actorId,
      at: at.toISOString(),
      topics: [`user:${userId}`],
      data: { userId, ...data },
    });
  await publish(to === 'COMPLETED' ? 'journey.stage-done' : 'journey.stage-changed', {
    stage: name,
    number,
    title,
    state: to,
  });
  if (finished) await publish('journey.finished', {});
}

/** Quests whose goal is reached count from the end of the journey on. */
async function finishQuests(ground: Ground, tx: Tx, { userId }: Walk): Promise<void> {
  const { kernel, questCounts } = ground;
  if (!(await store.find(tx, userId))?.finished_at) return;
  const done = await store.questsDone(tx, userId);
  for (const { name, target, title } of quests) {
    const count = questCounts[name];
    if (done.has(name) || !count || (await count(tx, userId)) < target) continue;
    const at = kernel.clock.now();
    if (!(await store.finishQuest(tx, userId, name, at))) continue;
    await kernel.outbox.publish(tx, {
      type: 'quest.done',
      actorId: null,
      at: at.toISOString(),
      topics: [`user:${userId}`],
      data: { userId, quest: name, title },
    });
  }
}

function stateIn(rows: ReadonlyMap<number, store.StageRow>, number: number): StageState {
  return (rows.get(number)?.state as StageState | undefined) ?? 'NOT_STARTED';
}

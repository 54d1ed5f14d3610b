import type { workWire } from '@smartstart/contract';
import { addDays } from '@smartstart/units';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import type { Actor } from '../deps.ts';
import { allow, enter, type Ground, type Standing } from '../ground.ts';
import { record } from '../record/journal.ts';
import {
  findWorkspace,
  lockWorkspace,
  updateWorkspace,
  type WorkspaceRow,
} from '../record/workspace-store.ts';
import {
  isFinal,
  keptAfter,
  stageOf,
  targetOf,
  waysFrom,
  type Kept,
  type Phase,
  type Way,
} from '../rules/phase-table.ts';
import { lockOpenPlan } from './launch-store.ts';
import { missingFor } from './phase-guards.ts';
import * as store from './phase-store.ts';
import { step } from './plan-steps.ts';

/** Business progress: one table says which ways there are (`rules/phase-table.ts`), this takes them. */

export interface PhaseAct {
  readonly event: string;
  readonly note: string;
  readonly link?: string | undefined;
  readonly exitKind?: string | undefined;
  readonly documentIds?: readonly string[] | undefined;
}

type PhaseView = (typeof workWire.phaseStanding)['_zod']['input'];

/** Without a check-in and a task done for this long, a venture is stalled (section 7.2). */
const silentDays = 30;
const batch = 100;

export async function phaseOf(ground: Ground, db: Db, actor: Actor, ventureId: string): Promise<PhaseView> {
  return view(ground, db, await enter(ground, db, actor, ventureId));
}

export async function movePhase(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  act: PhaseAct,
): Promise<PhaseView> {
  const standing = await enter(ground, tx, actor, ventureId);
  const space = await lockWorkspace(tx, ventureId);
  // Plans are locked before ventures, as where they are watched.
  if (act.event === 'abandon') await lockOpenPlan(tx, ventureId);
  const { status, phase, ownerId } = await ground.ventures.phases.lock(tx, ventureId);
  const ways = waysFrom(phase).filter(({ event }) => event === act.event);
  const [way] = ways;
  // What the person could do somewhere is told before what this phase does not have.
  allow(maySomewhere(standing, act.event));
  if (!way || status !== 'ACTIVE')
    throw new Fail(
      'ILLEGAL_TRANSITION',
      `The phase ${phase ?? 'before activation'} does not allow “${act.event}”.`,
    );
  requireBrought(way, act);
  const facts = { ventureId, ownerId, link: act.link ?? null, documentIds: act.documentIds ?? [] };
  const missing = await missingFor(ground, tx, way.guards, facts);
  if (missing.length) throw new Fail('RULE_VIOLATED', missing.join(' '));
  const reason = [act.note, act.exitKind, act.link].filter(Boolean).join(' · ');
  await take(ground, tx, { ventureId, phase: phase as Phase, space }, way, actor.userId, reason);
  return view(ground, tx, { ...standing, phase: targetOf(way, keptOf(space)) });
}

/** The hub looks at ideas where no adviser does; of the workspace it sees nothing. Nobody reviews a venture of their own. */
export async function reviewForHub(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  review: { readonly accept: boolean; readonly comment: string },
): Promise<{ phase: Phase }> {
  const space = await lockWorkspace(tx, ventureId);
  const { status, phase } = await ground.ventures.phases.lock(tx, ventureId);
  allow(!(await ground.ventures.rolesIn(tx, ventureId)).has(actor.userId));
  const event = review.accept ? 'accept-idea' : 'return-idea';
  const way = waysFrom(phase).find((one) => one.event === event);
  if (!way || status !== 'ACTIVE') throw new Fail('ILLEGAL_TRANSITION', 'No idea waits for a review here.');
  await take(ground, tx, { ventureId, phase: phase as Phase, space }, way, actor.userId, review.comment);
  return { phase: targetOf(way, keptOf(space)) };
}

/** The effect of a decision on the launch plan; a venture whose phase has no such way stays where it is. */
export async function takeDecision(
  ground: Ground,
  tx: Tx,
  ventureId: string,
  event: 'decide-pivot' | 'decide-kill',
  actorId: string,
  reason: string,
): Promise<void> {
  const space = await lockWorkspace(tx, ventureId);
  const { phase } = await ground.ventures.phases.lock(tx, ventureId);
  const way = waysFrom(phase).find((one) => one.event === event);
  if (way) await take(ground, tx, { ventureId, phase: phase as Phase, space }, way, actorId, reason);
}

interface From {
  readonly ventureId: string;
  readonly phase: Phase;
  readonly space: WorkspaceRow;
}

async function take(
  ground: Ground,
  tx: Tx,
  { ventureId, phase, space }: From,
  way: Way,
  actorId: string | null,
  reason: string,
): Promise<void> {
  const to = targetOf(way, keptOf(space));
  const { kept, origin } = keptAfter(phase, to, keptOf(space));
  await ground.ventures.phases.set(tx, ventureId, to, actorId);
  if (to === 'ABANDONED') await endPlan(ground, tx, ventureId, actorId, reason);
  await updateWorkspace(tx, ventureId, {
    kept_phase: kept,
    origin_phase: origin,
    phase_since: ground.kernel.clock.now(),
  });
  await record(ground, tx, {
    ventureId,
    entity: 'PHASE',
    id: ventureId,
    subject: to,
    event: way.event,
    from: phase,
    to,
    actorId,
    reason,
  });
}

/** A launch that is given up is over: no decision is waited for, and nobody is reminded of one. */
async function endPlan(
  ground: Ground,
  tx: Tx,
  ventureId: string,
  actorId: string | null,
  reason: string,
): Promise<void> {
  const plan = await lockOpenPlan(tx, ventureId);
  if (!plan) return;
  const change = { decided_at: ground.kernel.clock.now(), decided_by: actorId };
  await step(ground, tx, plan, 'abandon', actorId, { change, reason });
}

/** A venture whose phase asks for work, and in which none was seen for 30 days, is stalled. Runs daily, may run twice. */
export async function watchSilence(ground: Ground): Promise<void> {
  const { database, clock } = ground.kernel;
  const since = addDays(clock.now(), -silentDays);
  for (let after: string | null = null; ;) {
    const ids: string[] = await store.silentSince(database.db, since, after, batch);
    for (const ventureId of ids)
      await database.transact(async (tx) => {
        const space = await lockWorkspace(tx, ventureId);
        const { status, phase } = await ground.ventures.phases.lock(tx, ventureId);
        const way = waysFrom(phase).find(({ event }) => event === 'fall-silent');
        if (!way || status !== 'ACTIVE' || !space.phase_since || space.phase_since >= since) return;
        const reason = `No check-in and no task done for ${silentDays} days.`;
        await take(ground, tx, { ventureId, phase: phase as Phase, space }, way, null, reason);
      });
    if (ids.length < batch) return;
    after = ids.at(-1)!;
  }
}

function requireBrought(way: Way, act: PhaseAct): void {
  // The link stands in for a milestone; its guard asks for one of the two.
  const lacking = way.asks.filter((ask) => ask !== 'link' && !act[ask]);
  if (lacking.length)
    throw new Fail('INVALID_INPUT', 'Something has to be written down for this.', {
      fields: lacking.map((ask) => ({ path: `body.${ask}`, message: 'This is needed for the step.' })),
    });
}

const rightFor = { owners: 'change-phase', owner: 'abandon', reviewer: 'review-idea', system: null } as const;

function mayTake({ rights }: Pick<Standing, 'rights'>, { by }: Pick<Way, 'by'>): boolean {
  const right = rightFor[by];
  return right !== null && rights.has(right);
}

function maySomewhere(standing: Standing, event: string): boolean {
  if (event === 'abandon') return standing.rights.has('abandon');
  if (event === 'accept-idea' || event === 'return-idea') return standing.rights.has('review-idea');
  return standing.rights.has('change-phase');
}

export function keptOf(space: Pick<WorkspaceRow, 'kept_phase' | 'origin_phase'> | undefined): Kept {
  return {
    kept: (space?.kept_phase ?? null) as Phase | null,
    origin: (space?.origin_phase ?? null) as Phase | null,
  };
}

async function view(ground: Ground, db: Db, standing: Standing): Promise<PhaseView> {
  const { ventureId, ownerId, phase } = standing;
  const space = await findWorkspace(db, ventureId);
  const ways = [];
  for (const way of isFinal(phase) ? [] : waysFrom(phase)) {
    if (way.by === 'system') continue;
    ways.push({
      event: way.event,
      to: targetOf(way, keptOf(space)),
      missing: await missingFor(ground, db, way.guards, { ventureId, ownerId, link: null, documentIds: [] }),
      asks: [...way.asks],
      byYou: mayTake(standing, way),
    });
  }
  return {
    phase: phase as Phase | null,
    stage: stageOf(phase, keptOf(space)),
    since: space?.phase_since?.toISOString() ?? null,
    ways,
  };
}

import type { workWire } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readCursor, requireId } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { allow, enter, membersWith, namesOf, type Ground, type Standing } from '../ground.ts';
import { record, tell } from '../record/journal.ts';
import { lockWorkspace } from '../record/workspace-store.ts';
import { eventsFrom, nextState } from '../../../kernel/machine.ts';
import { riskMachine, type RiskEvent } from '../rules/machines.ts';
import { riskLevel } from '../rules/risk-level.ts';
import * as store from './risk-store.ts';

export interface RiskInput {
  title?: string | undefined;
  description?: string | undefined;
  category?: (typeof workWire.riskCategory)['options'][number] | undefined;
  impact?: number | undefined;
  probability?: number | undefined;
  mitigation?: string | undefined;
  ownerId?: string | undefined;
}

export interface SeenRisk {
  readonly standing: Standing;
  readonly row: store.RiskRow;
}

type RiskView = (typeof workWire.risk)['_zod']['input'];

const maxRisks = 1_000;

export async function listRisks(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: { state?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const standing = await enter(ground, db, actor, ventureId);
  const key = readCursor(query.cursor, 2);
  const after = key && { score: Number(key[0]), id: requireId(key[1]) };
  if (after && !Number.isInteger(after.score))
    throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
  return { standing, rows: await store.listRisks(db, { ...query, ventureId, after }) };
}

export async function createRisk(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  input: Required<Omit<RiskInput, 'ownerId'>> & {
    title: string;
    description: string;
    category: string;
    impact: number;
    probability: number;
    mitigation: string;
    ownerId?: string | undefined;
  },
): Promise<SeenRisk> {
  const standing = await enter(ground, tx, actor, ventureId, 'work');
  await lockWorkspace(tx, ventureId);
  if ((await store.countRisks(tx, ventureId)) >= maxRisks)
    throw new Fail('RULE_VIOLATED', `A venture has at most ${maxRisks} risks.`);
  await requireMember(ground, tx, ventureId, input.ownerId);
  const now = ground.kernel.clock.now();
  const row = await store.insertRisk(tx, {
    venture_id: ventureId,
    id: newId(),
    title: input.title,
    description: input.description,
    category: input.category,
    impact: input.impact,
    probability: input.probability,
    mitigation: input.mitigation,
    owner_id: input.ownerId ?? actor.userId,
    state: riskMachine.start,
    created_by: actor.userId,
    created_at: now,
    updated_at: now,
  });
  await log(ground, tx, standing, row, 'create', { to: row.state });
  await changed(ground, tx, standing, null, row);
  return { standing, row };
}

export async function editRisk(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  riskId: string,
  input: RiskInput,
  requireVersion: (version: number) => void,
): Promise<SeenRisk> {
  const standing = await enter(ground, tx, actor, ventureId, 'work');
  const before = found(await store.lockRisk(tx, ventureId, riskId));
  allow(before.owner_id === actor.userId || standing.rights.has('plan'));
  requireVersion(before.version);
  if (before.state === 'CLOSED') throw new Fail('ILLEGAL_TRANSITION', 'A closed risk stays as it is.');
  if (input.ownerId !== before.owner_id) await requireMember(ground, tx, ventureId, input.ownerId);
  const row = await store.updateRisk(tx, ventureId, riskId, {
    ...(input.title === undefined ? {} : { title: input.title }),
    ...(input.description === undefined ? {} : { description: input.description }),
    ...(input.category === undefined ? {} : { category: input.category }),
    ...(input.impact === undefined ? {} : { impact: input.impact }),
    ...(input.probability === undefined ? {} : { probability: input.probability }),
    ...(input.mitigation === undefined ? {} : { mitigation: input.mitigation }),
    ...(input.ownerId === undefined ? {} : { owner_id: input.ownerId }),
    updated_at: ground.kernel.clock.now(),
  });
  await log(ground, tx, standing, row, 'edit');
  await changed(ground, tx, standing, before, row);
  return { standing, row };
}

export async function stepRisk(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  riskId: string,
  event: RiskEvent,
  reason: string,
): Promise<SeenRisk> {
  const standing = await enter(ground, tx, actor, ventureId, 'work');
  const before = found(await store.lockRisk(tx, ventureId, riskId));
  allow(before.owner_id === actor.userId);
  const to = nextState(riskMachine, before.state, event);
  const row = await store.updateRisk(tx, ventureId, riskId, {
    state: to,
    updated_at: ground.kernel.clock.now(),
  });
  await log(ground, tx, standing, row, event, { from: before.state, to, reason });
  await changed(ground, tx, standing, before, row);
  return { standing, row };
}

/** Only open risks count. */
function exposureOf(row: store.RiskRow | null): number {
  return row?.state === 'OPEN' ? row.score! : 0;
}

/** What follows from a change: the exposure is booked, and a risk that became critical is told. */
async function changed(
  ground: Ground,
  tx: Tx,
  standing: Standing,
  before: store.RiskRow | null,
  row: store.RiskRow,
): Promise<void> {
  const { ventureId } = standing;
  const [was, is] = [exposureOf(before), exposureOf(row)];
  if (is !== was)
    await store.insertExposure(tx, {
      venture_id: ventureId,
      id: newId(),
      risk_id: row.id,
      delta: is - was,
      at: ground.kernel.clock.now(),
    });
  if (riskLevel(is) !== 'CRITICAL' || riskLevel(was) === 'CRITICAL') return;
  await tell(ground, tx, {
    type: 'risk.critical',
    code: 'critical',
    ventureId,
    ventureName: standing.ventureName,
    subject: row.title,
    actorId: standing.userId,
    recipientIds: [row.owner_id, ...(await membersWith(ground, tx, ventureId, 'plan'))],
  });
}

async function requireMember(
  ground: Ground,
  db: Db,
  ventureId: string,
  userId: string | undefined,
): Promise<void> {
  if (userId && !(await membersWith(ground, db, ventureId, 'work')).includes(userId))
    throw new Fail('RULE_VIOLATED', 'A risk is owned by an active member who works in the venture.', {
      fields: [{ path: 'body.ownerId', message: 'Choose a member of the team.' }],
    });
}

export async function riskViews(
  ground: Ground,
  db: Db,
  { userId, rights }: Standing,
  rows: readonly store.RiskRow[],
): Promise<Map<string, RiskView>> {
  const name = await namesOf(
    ground,
    db,
    rows.map((row) => row.owner_id),
  );
  return new Map(
    rows.map((row): [string, RiskView] => {
      const mine = rights.has('work') && row.owner_id === userId;
      return [
        row.id,
        {
          id: row.id,
          title: row.title,
          description: row.description,
          category: row.category as 'MARKET',
          impact: row.impact,
          probability: row.probability,
          mitigation: row.mitigation,
          ownerId: row.owner_id,
          owner: name(row.owner_id),
          state: row.state as 'OPEN',
          score: row.score!,
          level: riskLevel(row.score!),
          createdAt: row.created_at.toISOString(),
          updatedAt: row.updated_at.toISOString(),
          version: row.version,
          steps: mine ? eventsFrom(riskMachine, row.state) : [],
          rights: (mine || rights.has('plan')) && row.state !== 'CLOSED' ? ['edit'] : [],
        },
      ];
    }),
  );
}

function log(
  ground: Ground,
  tx: Tx,
  { ventureId, userId }: Standing,
  row: store.RiskRow,
  event: string,
  more: { from?: string; to?: string; reason?: string } = {},
): Promise<void> {
  return record(ground, tx, {
    ventureId,
    entity: 'RISK',
    id: row.id,
    subject: row.title,
    event,
    actorId: userId,
    ...more,
  });
}

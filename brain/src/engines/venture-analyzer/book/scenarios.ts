import { ventureAnalysisWire, type Answer, type contract } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { enter, publishChange, writer, type Actor, type Ground } from '../ground.ts';
import * as store from './scenario-store.ts';

/** Assumptions somebody wants to keep. They change nothing but what is shown. */

export type Assumptions = (typeof ventureAnalysisWire.assumptions)['_zod']['output'];
type ScenarioView = (typeof ventureAnalysisWire.savedScenario)['_zod']['input'];

/** So many a venture keeps. */
export const mostScenarios = 30;

export async function listScenarios(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
): Promise<Answer<typeof contract.ventureAnalysis.scenarios>> {
  await enter(ground, db, actor, ventureId, 'MONEY');
  return { items: await views(ground, db, await store.scenariosOf(db, ventureId)), most: mostScenarios };
}

export async function saveScenario(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  { name, assumptions }: { name: string; assumptions: Assumptions },
): Promise<ScenarioView> {
  await writer(ground, tx, actor, ventureId);
  const others = await store.lockScenarios(tx, ventureId);
  if (others.length >= mostScenarios)
    throw new Fail('RULE_VIOLATED', `A venture keeps at most ${mostScenarios} scenarios. Delete one first.`);
  requireFree(others, name);
  const now = ground.kernel.clock.now();
  const row = await store.insertScenario(tx, {
    id: newId(),
    venture_id: ventureId,
    name,
    assumptions: JSON.stringify(assumptions),
    created_by: actor.userId,
    created_at: now,
    updated_at: now,
  });
  await publishChange(ground, tx, actor, ventureId);
  return (await views(ground, tx, [row]))[0]!;
}

export async function editScenario(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  { ventureId, scenarioId }: { ventureId: string; scenarioId: string },
  change: { name?: string | undefined; assumptions?: Assumptions | undefined },
  requireVersion: (version: number) => void,
): Promise<ScenarioView> {
  await writer(ground, tx, actor, ventureId);
  const all = await store.lockScenarios(tx, ventureId);
  const row = found(all.find(({ id }) => id === scenarioId));
  requireVersion(row.version);
  if (change.name !== undefined)
    requireFree(
      all.filter(({ id }) => id !== scenarioId),
      change.name,
    );
  const saved = await store.updateScenario(tx, scenarioId, {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.assumptions === undefined ? {} : { assumptions: JSON.stringify(change.assumptions) }),
    updated_at: ground.kernel.clock.now(),
  });
  await publishChange(ground, tx, actor, ventureId);
  return (await views(ground, tx, [saved]))[0]!;
}

export async function removeScenario(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  { ventureId, scenarioId }: { ventureId: string; scenarioId: string },
): Promise<void> {
  await writer(ground, tx, actor, ventureId);
  if (!(await store.deleteScenario(tx, ventureId, scenarioId))) throw new Fail('NOT_FOUND');
  await publishChange(ground, tx, actor, ventureId);
}

function requireFree(others: readonly store.ScenarioRow[], name: string): void {
  if (others.some((other) => other.name.toLowerCase() === name.toLowerCase()))
    throw new Fail('ALREADY_EXISTS', `There is a scenario “${name}” already. Choose another name.`);
}

async function views(
  { people }: Ground,
  db: Db,
  rows: readonly store.ScenarioRow[],
): Promise<ScenarioView[]> {
  const names = await people.byIds(db, [...new Set(rows.map(({ created_by }) => created_by))]);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    // What an older version of the platform kept is filled up with what stands when nothing is said.
    assumptions: ventureAnalysisWire.assumptions.parse(row.assumptions),
    createdBy: names.get(row.created_by)?.name ?? '',
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }));
}

import type { gamificationWire } from '@smartstart/contract';
import { callerOf, type Call } from '../../kernel/call.ts';
import { violatedUnique, type Db, type Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { recount } from './awards.ts';
import type { Ground } from './deps.ts';
import * as people from './people-store.ts';
import { factKinds, platformBadges, type BadgeDefinition, type FactKind } from './rules/badge-table.ts';
import { problemsOfBadge } from './rules/badges.ts';
import * as store from './rules-store.ts';

/** Badges as data: those of the platform, and those that administrators add. */

type DefinitionView = (typeof gamificationWire.badgeDefinition)['_zod']['input'];

const evaluationJob = 'evaluate-badges';
const batch = 200;
const afterPlatform = 1_000;

export function defineEvaluation(ground: Ground): void {
  const { database, jobs } = ground.kernel;
  jobs.define({
    name: evaluationJob,
    async run({ progress }) {
      const total = await people.count(database.db);
      let done = 0;
      for (let after: string | null = null; ;) {
        const ids: string[] = await people.idsAfter(database.db, after, batch);
        for (const userId of ids) await database.transact((tx) => recount(ground, tx, userId, []));
        done += ids.length;
        await progress(done, Math.max(total, done));
        if (ids.length < batch) return { people: done };
        after = ids.at(-1)!;
      }
    },
  });
}

/** Writes the badges of this release; what administrators decided about them stays. */
export async function publishBadges({ kernel }: Ground): Promise<void> {
  await kernel.database.transact(async (tx) => {
    await store.lockVersions(tx);
    for (const [position, { code, name, rarity, rule }] of platformBadges.entries())
      await store.saveDefinition(tx, {
        code,
        name,
        rarity,
        rule: JSON.stringify(rule),
        state: 'OFFERED',
        platform: true,
        position,
        created_at: kernel.clock.now(),
      });
  });
}

export async function listDefinitions(db: Db) {
  const holders = await store.holdersByCode(db);
  const rows = await store.definitions(db);
  return {
    items: rows.map((row) => view(row, holders.get(row.code) ?? 0)),
    facts: Object.entries(factKinds as Record<string, FactKind>).map(
      ([fact, { words, most, fractions }]) => ({
        fact,
        words,
        most: most ?? null,
        fractions: fractions ?? false,
      }),
    ),
  };
}

export async function addDefinition(
  ground: Ground,
  tx: Tx,
  call: Call,
  wish: { code: string; name: string; rarity: BadgeDefinition['rarity']; rule: unknown },
): Promise<DefinitionView> {
  await store.lockVersions(tx);
  const others = (await store.definitions(tx)).map(store.definitionOf);
  const definition = { ...wish, name: wish.name.trim(), rule: wish.rule as BadgeDefinition['rule'] };
  const problems = problemsOfBadge(definition, others);
  if (problems.length) throw new Fail('INVALID_INPUT', problems.join(' '));
  const { userId } = callerOf(call);
  const row = await store
    .insertDefinition(tx, {
      code: definition.code,
      name: definition.name,
      rarity: definition.rarity,
      rule: JSON.stringify(definition.rule),
      state: 'OFFERED',
      platform: false,
      position: afterPlatform,
      created_by: userId,
      created_at: ground.kernel.clock.now(),
    })
    .catch((error: unknown) => {
      if (violatedUnique(error)) throw new Fail('ALREADY_EXISTS', 'There is a badge of this code or name.');
      throw error;
    });
  await ground.kernel.jobs.enqueue(tx, evaluationJob, { code: row.code }, userId);
  await log(ground, tx, call, 'badge.offered', row);
  return view(row, 0);
}

export async function withdrawDefinition(
  ground: Ground,
  tx: Tx,
  call: Call,
  code: string,
  reason: string,
): Promise<DefinitionView> {
  const before = found(await store.lockDefinition(tx, code), 'There is no such badge.');
  if (before.state !== 'OFFERED')
    throw new Fail('ILLEGAL_TRANSITION', 'This badge is not offered any longer already.');
  const row = await store.setDefinitionState(tx, code, 'WITHDRAWN');
  await log(ground, tx, call, 'badge.withdrawn', row, reason);
  return view(row, (await store.holdersByCode(tx)).get(code) ?? 0);
}

function log(
  { security }: Ground,
  tx: Tx,
  call: Call,
  action: string,
  { code, state, rule }: store.DefinitionRow,
  reason?: string,
): Promise<void> {
  return security.audit(tx, {
    actorId: callerOf(call).userId,
    action,
    entity: 'badge',
    entityId: null,
    after: { code, state, rule },
    ...(reason ? { reason } : {}),
    call,
  });
}

function view(row: store.DefinitionRow, holders: number): DefinitionView {
  return {
    code: row.code,
    name: row.name,
    rarity: row.rarity as DefinitionView['rarity'],
    rule: row.rule as DefinitionView['rule'],
    state: row.state as DefinitionView['state'],
    platform: row.platform,
    holders,
  };
}

import { callerOf, type Call } from '../../kernel/call.ts';
import { violatedUnique, type Db, type Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import { recount } from './awards.ts';
import type { Ground } from './deps.ts';
import * as endorsements from './endorsement-store.ts';
import { demandOf, gapPriority, gradeOf, isVerified, marketValue, type Grade } from './rules/skills.ts';
import * as store from './skill-store.ts';

/** Skills: what verifies them, what they are worth, and which are missing (domain rules, section 9). */

const gapsShown = 5;
const strongWeight = 3;

/** How a skill is known here, however people spell it. */
export function skillKey(name: string): string {
  return name.trim().toLowerCase();
}

interface Evidence {
  readonly checks: readonly store.CheckRow[];
  readonly weights: ReadonlyMap<string, readonly number[]>;
}

async function evidenceOf(db: Db, userId: string): Promise<Evidence> {
  return {
    checks: await store.standingChecks(db, userId),
    weights: await endorsements.weightsBySkill(db, userId),
  };
}

function sourcesOf({ checks, weights }: Evidence, key: string) {
  const has = (kind: string) => checks.some((check) => check.skill === key && check.kind === kind);
  const evidence = {
    testPassed: has('TEST'),
    certificateChecked: has('CERTIFICATE'),
    endorsementWeights: weights.get(key) ?? [],
  };
  const byOthers = isVerified({ ...evidence, testPassed: false, certificateChecked: false });
  return {
    verified: isVerified(evidence),
    strong: evidence.endorsementWeights.filter((weight) => weight >= strongWeight).length,
    sources: [
      ...(evidence.testPassed ? (['TEST'] as const) : []),
      ...(evidence.certificateChecked ? (['CERTIFICATE'] as const) : []),
      ...(byOthers ? (['ENDORSEMENTS'] as const) : []),
    ],
  };
}

/** Marks the skill as what the evidence says; true when it is verified. */
export async function checkSkill(ground: Ground, tx: Tx, userId: string, name: string): Promise<boolean> {
  const key = skillKey(name);
  const { verified } = sourcesOf(await evidenceOf(tx, userId), key);
  await ground.people.setSkillVerified(tx, userId, key, verified);
  return verified;
}

/** For skills that were named just now: the evidence may have been there before. */
export async function checkAllSkills(ground: Ground, tx: Tx, userId: string): Promise<void> {
  const evidence = await evidenceOf(tx, userId);
  for (const { name, verified } of await ground.people.skillsHeld(tx, userId)) {
    const now = sourcesOf(evidence, skillKey(name)).verified;
    if (now !== verified) await ground.people.setSkillVerified(tx, userId, name, now);
  }
}

interface MarketSkill {
  readonly key: string;
  readonly name: string;
  readonly asks: number;
  readonly demand: Grade;
  readonly complexity: Grade | null;
}

/** Every skill that is asked for or rated, by its key. */
async function marketOf(ground: Ground, db: Db): Promise<Map<string, MarketSkill>> {
  const names = new Map<string, string>();
  const asks = new Map<string, number>();
  for (const [name, count] of await ground.skillsAsked(db)) {
    const key = skillKey(name);
    if (!names.has(key)) names.set(key, name.trim());
    asks.set(key, (asks.get(key) ?? 0) + count);
  }
  const demand = demandOf(asks);
  const rated = new Map((await store.ratings(db)).map((row) => [row.skill, row]));
  for (const [key, { name }] of rated) if (!names.has(key)) names.set(key, name);
  return new Map(
    [...names].map(([key, name]): [string, MarketSkill] => {
      const rating = rated.get(key);
      return [
        key,
        {
          key,
          name: rating?.name ?? name,
          asks: asks.get(key) ?? 0,
          demand: demand.get(key) ?? 1,
          complexity: rating ? gradeOf(rating.complexity) : null,
        },
      ];
    }),
  );
}

export async function skillGaps(ground: Ground, db: Db, userId: string) {
  const market = await marketOf(ground, db);
  const evidence = await evidenceOf(db, userId);
  const own = await ground.people.skillsHeld(db, userId);
  const held = new Set(own.map(({ name }) => skillKey(name)));
  const gaps = [...market.values()]
    .filter(({ key, asks }) => asks > 0 && !held.has(key))
    .map(({ key, name, demand, complexity, asks }) => ({
      key,
      name,
      demand,
      complexity,
      priority: gapPriority({ demand, complexity: complexity ?? 1 }),
      openOpportunities: asks,
    }))
    .toSorted(
      (one, other) =>
        other.priority - one.priority || other.demand - one.demand || (one.key < other.key ? -1 : 1),
    )
    .slice(0, gapsShown)
    .map(({ key: _, ...gap }) => gap);
  const skills = own.map(({ name, level, verified }) => {
    const key = skillKey(name);
    const { sources, strong } = sourcesOf(evidence, key);
    const demand = market.get(key)?.demand ?? 1;
    return {
      name,
      level,
      verified,
      sources: [...sources],
      strongEndorsements: strong,
      demand,
      marketValue: marketValue(gradeOf(level), demand),
    };
  });
  return { gaps, skills: skills.toSorted((a, b) => b.marketValue - a.marketValue) };
}

// --- For administrators ----------------------------------------------------------------------------

export async function listRatings(ground: Ground, db: Db) {
  const market = [...(await marketOf(ground, db)).values()];
  const items = market
    .map(({ name, demand, asks, complexity }) => ({ name, demand, openOpportunities: asks, complexity }))
    .toSorted((a, b) => b.openOpportunities - a.openOpportunities || (a.name < b.name ? -1 : 1));
  return { items };
}

export async function rateSkill(
  ground: Ground,
  tx: Tx,
  call: Call,
  { name, complexity }: { name: string; complexity: number },
) {
  const { userId } = callerOf(call);
  const before = (await store.ratings(tx)).find(({ skill }) => skill === skillKey(name));
  await store.saveRating(tx, {
    skill: skillKey(name),
    name,
    complexity,
    set_by: userId,
    set_at: ground.kernel.clock.now(),
  });
  await ground.security.audit(tx, {
    actorId: userId,
    action: 'skill.rated',
    entity: 'skill',
    entityId: null,
    before: { skill: name, complexity: before?.complexity ?? null },
    after: { skill: name, complexity },
    call,
  });
  return { name, complexity };
}

export async function recordCheck(
  ground: Ground,
  tx: Tx,
  call: Call,
  body: { userId: string; skill: string; kind: 'TEST' | 'CERTIFICATE'; note: string },
) {
  const { userId: actorId } = callerOf(call);
  const key = skillKey(body.skill);
  const person = (await ground.people.byIds(tx, [body.userId])).get(body.userId);
  if (!person || person.status === 'ERASED') throw new Fail('NOT_FOUND', 'There is no such member.');
  if (body.userId === actorId)
    throw new Fail('FORBIDDEN', 'Somebody else records a check of your own skill.');
  const named = await ground.people.skillsHeld(tx, body.userId);
  if (!named.some(({ name }) => skillKey(name) === key))
    throw new Fail('NOT_FOUND', 'This member does not name that skill. They add it to their profile first.');
  const id = newId();
  await store
    .insertCheck(tx, {
      id,
      user_id: body.userId,
      skill: key,
      kind: body.kind,
      note: body.note,
      by_id: actorId,
      at: ground.kernel.clock.now(),
    })
    .catch((error: unknown) => {
      if (violatedUnique(error) === 'skill_checks_once')
        throw new Fail('ALREADY_EXISTS', 'This is recorded for the skill already.');
      throw error;
    });
  return settleCheck(ground, tx, call, { id, userId: body.userId, skill: key }, 'skill.checked', body.note);
}

export async function withdrawCheck(ground: Ground, tx: Tx, call: Call, id: string, reason: string) {
  const row = found(await store.lockCheck(tx, id));
  if (row.withdrawn_at) throw new Fail('ILLEGAL_TRANSITION', 'This check was taken back already.');
  await store.withdrawCheck(tx, id, {
    withdrawn_by: callerOf(call).userId,
    withdrawn_at: ground.kernel.clock.now(),
    withdrawn_reason: reason,
  });
  const check = { id, userId: row.user_id, skill: row.skill };
  return settleCheck(ground, tx, call, check, 'skill.check-withdrawn', reason);
}

async function settleCheck(
  ground: Ground,
  tx: Tx,
  call: Call,
  { id, userId, skill }: { id: string; userId: string; skill: string },
  action: string,
  reason: string,
) {
  const verified = await checkSkill(ground, tx, userId, skill);
  await ground.security.audit(tx, {
    actorId: callerOf(call).userId,
    action,
    entity: 'user',
    entityId: userId,
    after: { skill, verified },
    reason,
    call,
  });
  await recount(ground, tx, userId, ['SKILLS']);
  return { id, verified };
}

export async function listChecks(
  ground: Ground,
  db: Db,
  query: { cursor?: string | undefined; limit: number },
) {
  const rows = await store.listChecks(db, readIdCursor(query.cursor), query.limit);
  const people = await ground.people.byIds(db, [...new Set(rows.flatMap((row) => [row.user_id, row.by_id]))]);
  return toPage(
    rows,
    query.limit,
    ({ id }) => [id],
    (row) => ({
      id: row.id,
      userId: row.user_id,
      name: people.get(row.user_id)?.name ?? '',
      skill: row.skill,
      kind: row.kind as 'TEST' | 'CERTIFICATE',
      note: row.note,
      by: people.get(row.by_id)?.name ?? null,
      at: row.at.toISOString(),
      withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
      withdrawnReason: row.withdrawn_reason,
    }),
  );
}

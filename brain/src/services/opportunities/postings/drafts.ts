import type { opportunitiesWire } from '@smartstart/contract';
import { addDays } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Actor, Ground } from '../deps.ts';
import { announce, note } from '../record/changes.ts';
import { lockDecided } from '../record/standing.ts';
import * as store from '../record/store.ts';
import { managing } from '../record/viewer.ts';
import { contradictions, foldedName, skillsOf } from '../rules/completeness.ts';
import { unfinished } from '../rules/machines.ts';

/** Writing opportunities and service offers, before and after they are published. */

type Fields = {
  readonly [K in keyof typeof opportunitiesWire.opportunityFields]?:
    | ReturnType<(typeof opportunitiesWire.opportunityFields)[K]['parse']>
    | undefined;
};
type ServiceFields = {
  readonly [K in keyof typeof opportunitiesWire.serviceFields]?:
    | ReturnType<(typeof opportunitiesWire.serviceFields)[K]['parse']>
    | undefined;
};
export type { Fields as OpportunityInput, ServiceFields as ServiceInput };

/** Drafts, open and paused ones of a person together. */
const unfinishedAtOnce = 100;

const defaults = {
  description: '',
  rewards: '[]',
  reward_kinds: [] as string[],
  required_skills: '[]',
  preferred_skills: '[]',
  hours_per_week: null,
  duration_weeks: null,
  remote: true,
  place: null,
  time_zone: null,
  years_needed: null,
  industry: null,
  tags: [] as string[],
  places: 1,
  seat_role: 'CONTRIBUTOR',
  nda_required: true,
  open_days: 30,
  visibility: 'MEMBER_ONLY',
};

export async function draftOpportunity(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  input: Fields & { title: string; type: string; engagement: string; ventureId?: string | undefined },
): Promise<store.OpportunityRow> {
  const { ventureId, title, type, engagement, ...fields } = input;
  if (ventureId !== undefined) await requireManaged(ground, tx, actor, ventureId);
  return insert(ground, tx, actor.userId, {
    kind: 'OPPORTUNITY',
    venture_id: ventureId ?? null,
    ...defaults,
    ...columnsOf(fields),
    title,
    type,
    engagement,
  });
}

/** A service is offered by a person, without papers before one may read of it. */
export async function draftService(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  { skills, ...input }: ServiceFields & { title: string; engagement: string },
): Promise<store.OpportunityRow> {
  const { title, engagement, ...fields } = input;
  return insert(ground, tx, actor.userId, {
    kind: 'SERVICE',
    venture_id: null,
    ...defaults,
    nda_required: false,
    ...columnsOf({ ...fields, ...(skills ? { requiredSkills: skills } : {}) }),
    type: 'SKILL_SHARING',
    title,
    engagement,
  });
}

export async function edit(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  opportunityId: string,
  kind: 'OPPORTUNITY' | 'SERVICE',
  input: Fields,
  requireVersion: (version: number) => void,
): Promise<store.OpportunityRow> {
  const { row } = await lockDecided(ground, tx, actor, opportunityId);
  if (row.kind !== kind) throw new Fail('NOT_FOUND');
  requireVersion(row.version);
  if (!unfinished.some((state) => state === row.state))
    throw new Fail('ILLEGAL_TRANSITION', 'It has ended. Post a new one instead.');
  const change = columnsOf(input);
  const now = ground.kernel.clock.now();
  const expires_at = expiryOf(row, change.open_days, now);
  const merged = { ...row, ...change, ...parsed(change) };
  refuse(contradictions(merged));
  const saved = await store.update(tx, row.id, {
    ...change,
    ...withSkillNames(merged),
    ...(expires_at ? { expires_at } : {}),
    changed_at: now,
  });
  await ground.security.audit(tx, {
    actorId: actor.userId,
    action: 'opportunity.changed',
    entity: row.kind === 'SERVICE' ? 'service offer' : 'opportunity',
    entityId: row.id,
    after: { fields: Object.keys(change).sort() },
    call: actor.call,
  });
  await announce(ground, tx, saved, 'change', actor.userId);
  return saved;
}

/** Counted from publication; what is open for longer than that already ends by itself, not by an edit. */
function expiryOf(row: store.OpportunityRow, openDays: number | undefined, now: Date): Date | null {
  if (openDays === undefined || row.published_at === null) return null;
  const expiry = addDays(row.published_at, openDays);
  if (expiry > now) return expiry;
  throw new Fail('INVALID_INPUT', undefined, {
    fields: [{ path: 'body.openDays', message: 'That many days are over already. Cancel it instead.' }],
  });
}

export async function requireManaged(ground: Ground, tx: Tx, actor: Actor, ventureId: string): Promise<void> {
  const acting = await ground.ventures.actingIn(tx, actor);
  const role = acting.find((one) => one.ventureId === ventureId)?.role;
  if (!role) throw new Fail('NOT_FOUND', 'There is no such venture that you belong to.');
  if (!managing.includes(role))
    throw new Fail('FORBIDDEN', 'The owner, co-owners and leads of a venture post for it.');
}

type NewRow = Omit<
  Parameters<typeof store.insert>[1],
  'id' | 'creator_id' | 'state' | 'created_at' | 'changed_at' | 'skill_names'
>;

export async function insert(
  ground: Ground,
  tx: Tx,
  creatorId: string,
  row: NewRow,
): Promise<store.OpportunityRow> {
  if ((await store.countUnfinished(tx, { creatorId })) >= unfinishedAtOnce)
    throw new Fail('RULE_VIOLATED', `You have ${unfinishedAtOnce} that have not ended. Cancel some first.`);
  const stated = { ...row, ...parsed(row), taken: 0 } as store.OpportunityRow;
  refuse(contradictions(stated));
  const now = ground.kernel.clock.now();
  const saved = await store.insert(tx, {
    ...row,
    ...withSkillNames(stated),
    id: newId(),
    creator_id: creatorId,
    state: 'DRAFT',
    created_at: now,
    changed_at: now,
  });
  await note(ground, tx, {
    opportunityId: saved.id,
    event: 'create',
    from: null,
    to: 'DRAFT',
    actorId: creatorId,
  });
  return saved;
}

function columnsOf(input: Fields) {
  const columns = {
    title: input.title,
    description: input.description,
    type: input.type,
    engagement: input.engagement,
    rewards: input.rewards ? JSON.stringify(input.rewards) : undefined,
    reward_kinds: input.rewards?.map(({ kind }) => kind as string),
    required_skills: input.requiredSkills ? JSON.stringify(input.requiredSkills) : undefined,
    preferred_skills: input.preferredSkills ? JSON.stringify(input.preferredSkills) : undefined,
    hours_per_week: input.hoursPerWeek,
    duration_weeks: input.durationWeeks,
    remote: input.remote,
    place: input.place,
    time_zone: input.timeZone,
    years_needed: input.yearsNeeded,
    industry: input.industry,
    tags: input.tags,
    places: input.places,
    seat_role: input.seatRole,
    nda_required: input.ndaRequired,
    open_days: input.openDays,
    visibility: input.visibility,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as {
    [K in keyof typeof columns]?: Exclude<(typeof columns)[K], undefined>;
  };
}

/** What is written as text and read as a list. */
function parsed(change: { rewards?: string; required_skills?: string; preferred_skills?: string }) {
  return {
    ...(change.rewards ? { rewards: JSON.parse(change.rewards) as unknown } : {}),
    ...(change.required_skills ? { required_skills: JSON.parse(change.required_skills) as unknown } : {}),
    ...(change.preferred_skills ? { preferred_skills: JSON.parse(change.preferred_skills) as unknown } : {}),
  };
}

function withSkillNames(row: Pick<store.OpportunityRow, 'required_skills' | 'preferred_skills'>) {
  const all = [...skillsOf(row.required_skills), ...skillsOf(row.preferred_skills)];
  return { skill_names: [...new Set(all.map(({ name }) => foldedName(name)))] };
}

function refuse(fields: ReturnType<typeof contradictions>): void {
  if (fields.length) throw new Fail('INVALID_INPUT', undefined, { fields });
}

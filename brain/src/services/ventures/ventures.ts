import type { Rung } from '@smartstart/contract';
import { utcDay } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { violatedUnique } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { VentureDeps } from './deps.ts';
import { cardVisible, rightsIn, rightsOfMember, type Membership, type Right, type Status } from './policy.ts';
import * as store from './store.ts';

/** Who looks or acts: the person and the rungs they hold now. */
export interface Actor {
  readonly userId: string;
  readonly held: ReadonlySet<Rung>;
}

export interface VentureInput {
  name?: string | undefined;
  slug?: string | undefined;
  purpose?: string | undefined;
  description?: string | undefined;
  industry?: string | undefined;
  tags?: string[] | undefined;
  teamSizeWanted?: number | undefined;
  dataResidency?: string | undefined;
  defaultTier?: number | undefined;
  tierCeiling?: number | undefined;
  personalData?: boolean | undefined;
  healthData?: boolean | undefined;
  skillsWanted?: { name: string; level: number }[] | undefined;
  rewardKind?: string | undefined;
  hubServices?: boolean | undefined;
  visibility?: string | undefined;
}

/** A venture as one person sees it. */
export interface Seen {
  readonly row: store.VentureRow;
  readonly membership: Membership | null;
  readonly rights: readonly Right[];
}

/** Fields that were part of what approvals and papers rest on; after submission they stay as they are. */
const fixedAfterSubmission = ['tierCeiling', 'healthData', 'dataResidency', 'hubServices'] as const;
const maxSlugLength = 32;

export function createVentureRecords({ kernel, security, people, charges, whyKept }: VentureDeps) {
  const { clock, outbox } = kernel;

  /** The venture if this person may see it, else NOT_FOUND. Members and invited people see it in every state. */
  async function see(db: Db, ventureId: string, actor: Actor): Promise<Seen> {
    const row = found(await store.findVenture(db, ventureId));
    return seeRow(db, row, actor);
  }

  async function seeRow(db: Db, row: store.VentureRow, actor: Actor): Promise<Seen> {
    const member = await store.findMember(db, row.id, actor.userId);
    const membership = member ? (member as Membership) : null;
    if (!membership && !cardVisible(row.status as Status, row.visibility, actor.held.has(1))) {
      const person = (await people.byIds(db, [actor.userId])).get(actor.userId);
      const invited =
        person && row.status === 'ACTIVE' && (await store.isInvited(db, row.id, person.email, clock.now()));
      if (!invited) throw new Fail('NOT_FOUND');
    }
    return { row, membership, rights: rightsIn(row.status as Status, membership, actor.held) };
  }

  /** The venture, locked, if the person may see it and has the right; else NOT_FOUND or FORBIDDEN. */
  async function lockFor(tx: Tx, ventureId: string, actor: Actor, right: Right): Promise<Seen> {
    const row = found(await store.lockVenture(tx, ventureId));
    const seen = await seeRow(tx, row, actor);
    if (seen.rights.includes(right)) return seen;
    // The role would do, so it is the state that forbids.
    if (rightsOfMember(seen.membership, actor.held).includes(right)) {
      throw new Fail('ILLEGAL_TRANSITION', `A venture in the state ${row.status} does not allow this.`);
    }
    throw new Fail('FORBIDDEN', 'Your role in this venture does not include that.');
  }

  async function create(
    tx: Tx,
    actor: Actor,
    input: VentureInput & { name: string },
  ): Promise<store.VentureRow> {
    const now = clock.now();
    const id = newId();
    const row = await tryName(() =>
      insertWithSlug(tx, input, (slug) => ({
        id,
        slug,
        ...defaults,
        ...columnsOf(input),
        name: input.name,
        owner_id: actor.userId,
        status: 'DRAFT',
        created_at: now,
        updated_at: now,
      })),
    );
    await store.insertMember(tx, {
      venture_id: id,
      user_id: actor.userId,
      role: 'OWNER',
      state: 'ACTIVE',
      joined_at: now,
    });
    await store.addHistory(tx, {
      id: newId(),
      venture_id: id,
      from_status: null,
      to_status: 'DRAFT',
      event: 'create',
      actor_id: actor.userId,
      reason: null,
      at: now,
    });
    await security.record(tx, actor.userId, { kind: 'OWNS_VENTURE', ref: id });
    await security.audit(tx, {
      actorId: actor.userId,
      action: 'venture.created',
      entity: 'venture',
      entityId: id,
      after: { name: row.name },
    });
    await announce(tx, row, actor.userId, 'venture.created');
    return row;
  }

  async function edit(
    tx: Tx,
    ventureId: string,
    actor: Actor,
    input: VentureInput,
    requireVersion: (version: number) => void,
  ): Promise<store.VentureRow> {
    const { row } = await lockFor(tx, ventureId, actor, 'edit');
    requireVersion(row.version);
    if (row.status !== 'DRAFT') {
      const fixed = fixedAfterSubmission.filter(
        (field) =>
          input[field] !== undefined &&
          columnsOf({ [field]: input[field] } as VentureInput)[snake(field)] !== row[snake(field)],
      );
      if (fixed.length)
        throw new Fail(
          'RULE_VIOLATED',
          `Approvals and papers rest on these answers: ${fixed.join(', ')}. They cannot be changed after submission.`,
        );
      if (input.visibility === 'PUBLIC' && row.visibility !== 'PUBLIC')
        throw new Fail('RULE_VIOLATED', 'Use “make public” for that.');
    }
    const change = columnsOf(input);
    const tiers = {
      default: change.default_tier ?? row.default_tier,
      ceiling: change.tier_ceiling ?? row.tier_ceiling,
    };
    if (tiers.default > tiers.ceiling) {
      throw new Fail('INVALID_INPUT', 'The default tier cannot lie above the ceiling.', {
        fields: [{ path: 'body.defaultTier', message: 'Choose a tier up to the ceiling.' }],
      });
    }
    const saved = await tryName(() =>
      store.updateVenture(tx, ventureId, { ...change, updated_at: clock.now() }),
    );
    await security.audit(tx, {
      actorId: actor.userId,
      action: 'venture.edited',
      entity: 'venture',
      entityId: ventureId,
      before: pick(row, change),
      after: change,
    });
    await announce(tx, saved, actor.userId, 'venture.changed');
    if (publicCardChanged(row, saved)) {
      const causeId = `${ventureId}:${utcDay(clock.now())}`;
      await charges.charge(tx, { userId: actor.userId, action: 'venture-card-change', causeId, once: true });
    }
    return saved;
  }

  async function discard(tx: Tx, ventureId: string, actor: Actor): Promise<void> {
    const { row } = await lockFor(tx, ventureId, actor, 'discard');
    const kept = await whyKept(tx, { ventureId, ownerId: row.owner_id }, 'discard');
    if (kept) throw new Fail('RULE_VIOLATED', kept);
    await store.deleteVenture(tx, ventureId);
    await security.clear(tx, actor.userId, 'OWNS_VENTURE', { ref: ventureId });
    await security.audit(tx, {
      actorId: actor.userId,
      action: 'venture.discarded',
      entity: 'venture',
      entityId: ventureId,
      before: { name: row.name },
    });
    await announce(tx, row, actor.userId, 'venture.changed');
  }

  /** Tells the people of the venture, live. Ids only: each reader then loads what they may see. */
  async function announce(
    tx: Tx,
    row: store.VentureRow,
    actorId: string | null,
    type: string,
    data: Record<string, unknown> = {},
  ): Promise<void> {
    const members = await store.membersOf(tx, row.id);
    const topics = [`venture:${row.id}`, ...members.map((member) => `user:${member.user_id}`)];
    await outbox.publish(tx, {
      type,
      actorId,
      at: clock.now().toISOString(),
      topics,
      data: { ventureId: row.id, name: row.name, ...data },
    });
  }

  return { see, seeRow, lockFor, create, edit, discard, announce };
}

export type VentureRecords = ReturnType<typeof createVentureRecords>;

const defaults = {
  purpose: '',
  description: '',
  industry: 'Undecided',
  tags: [] as string[],
  team_size_wanted: 3,
  data_residency: 'CA',
  default_tier: 0,
  tier_ceiling: 1,
  personal_data: false,
  health_data: false,
  skills_wanted: '[]',
  reward_kind: 'UNDECIDED',
  hub_services: false,
  visibility: 'INVITE_ONLY',
};

function columnsOf(input: VentureInput) {
  const columns = {
    name: input.name,
    slug: input.slug,
    purpose: input.purpose,
    description: input.description,
    industry: input.industry,
    tags: input.tags,
    team_size_wanted: input.teamSizeWanted,
    data_residency: input.dataResidency,
    default_tier: input.defaultTier,
    tier_ceiling: input.tierCeiling,
    personal_data: input.personalData,
    health_data: input.healthData,
    skills_wanted: input.skillsWanted ? JSON.stringify(input.skillsWanted) : undefined,
    reward_kind: input.rewardKind,
    hub_services: input.hubServices,
    visibility: input.visibility,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as {
    [K in keyof typeof columns]?: NonNullable<(typeof columns)[K]>;
  };
}

function snake(field: (typeof fixedAfterSubmission)[number]) {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) as
    | 'tier_ceiling'
    | 'health_data'
    | 'data_residency'
    | 'hub_services';
}

/** What everybody sees of a public venture; drafts, and ventures that are not public, change for free. */
const cardColumns = ['name', 'slug', 'purpose', 'description', 'industry', 'tags'] as const;

function publicCardChanged(before: store.VentureRow, after: store.VentureRow): boolean {
  if (before.status === 'DRAFT' || before.visibility !== 'PUBLIC' || after.visibility !== 'PUBLIC')
    return false;
  return cardColumns.some((column) => JSON.stringify(before[column]) !== JSON.stringify(after[column]));
}

function pick(row: store.VentureRow, change: object): Record<string, unknown> {
  return Object.fromEntries(Object.keys(change).map((key) => [key, row[key as keyof store.VentureRow]]));
}

async function insertWithSlug(
  tx: Tx,
  input: VentureInput & { name: string },
  rowOf: (slug: string) => Parameters<typeof store.insertVenture>[1],
): Promise<store.VentureRow> {
  if (input.slug) return store.insertVenture(tx, rowOf(input.slug));
  const base = slugOf(input.name);
  const taken = await store.slugsLike(tx, base);
  let slug = base;
  for (let count = 2; taken.has(slug); count++)
    slug = `${base.slice(0, maxSlugLength - 1 - String(count).length)}-${count}`;
  return store.insertVenture(tx, rowOf(slug));
}

/** A web address made from a name: ASCII letters, digits and single hyphens, 3 to 32 long. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\p{ASCII}]/gu, '')
    .toLowerCase();
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, maxSlugLength)
    .replace(/-+$/, '');
  return slug.length >= 3 ? slug : `venture-${slug || 'new'}`;
}

async function tryName<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const constraint = violatedUnique(error);
    if (constraint === 'ventures_name')
      throw new Fail('ALREADY_EXISTS', 'Another venture has this name.', {
        fields: [{ path: 'body.name', message: 'Choose another name.' }],
      });
    if (constraint?.includes('slug'))
      throw new Fail('ALREADY_EXISTS', 'Another venture has this address.', {
        fields: [{ path: 'body.slug', message: 'Choose another address.' }],
      });
    throw error;
  }
}

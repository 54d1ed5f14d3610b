import type { opportunitiesWire } from '@smartstart/contract';
import type { Db } from '../../../kernel/db.ts';
import type { Ground, VentureFacts } from '../deps.ts';
import { skillsOf } from '../rules/completeness.ts';
import type { OpportunityState } from '../rules/machines.ts';
import * as applicationStore from './application-store.ts';
import type { OpportunityRow } from './store.ts';
import { decides, isOpen } from './viewer.ts';
import type { Viewer } from './visibility-store.ts';

/** Row → wire form. What lies behind the papers is left out here, in one place. */

type Wire<K extends keyof typeof opportunitiesWire> = (typeof opportunitiesWire)[K] extends {
  readonly _zod: { readonly input: infer I };
}
  ? I
  : never;
export type OpportunityView = Wire<'opportunity'>;
export type PublicView = Wire<'publicOpportunity'>;

export function cardView(row: OpportunityRow): Wire<'opportunityCard'> {
  return {
    id: row.id,
    kind: row.kind as 'OPPORTUNITY',
    state: row.state as OpportunityState,
    title: row.title,
    type: row.type as 'MENTORSHIP',
    engagement: row.engagement as 'ADVISORY',
    rewardKinds: row.reward_kinds as 'UNPAID'[],
    requiredSkills: skillsOf(row.required_skills),
    preferredSkills: skillsOf(row.preferred_skills),
    hoursPerWeek: row.hours_per_week,
    durationWeeks: row.duration_weeks,
    remote: row.remote,
    place: row.place,
    timeZone: row.time_zone,
    yearsNeeded: row.years_needed,
    industry: row.industry,
    tags: row.tags,
    places: row.places,
    taken: row.taken,
    visibility: row.visibility as 'PUBLIC',
    ndaRequired: row.nda_required,
    ventureBound: row.venture_id !== null,
    publishedAt: row.published_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
  };
}

/** A page of them as one person sees it. */
export async function opportunityViews(
  ground: Ground,
  db: Db,
  viewer: Viewer,
  rows: readonly OpportunityRow[],
): Promise<OpportunityView[]> {
  const open = rows.filter((row) => isOpen(viewer, row));
  const people = await ground.people.byIds(db, [...new Set(open.map((row) => row.creator_id))]);
  const ventureIds = [...new Set(open.flatMap((row) => row.venture_id ?? []))];
  const ventures = await ground.ventures.factsOf(db, ventureIds);
  const stages = ventureIds.length ? await ground.stagesOf(db, ventureIds) : new Map<string, string>();
  const own = viewer.userId
    ? await applicationStore.newestOf(
        db,
        viewer.userId,
        rows.map(({ id }) => id),
      )
    : new Map<string, { id: string; state: string }>();
  return rows.map((row) => {
    const venture = row.venture_id ? ventures.get(row.venture_id) : undefined;
    const creator = people.get(row.creator_id);
    const mine = own.get(row.id);
    return {
      ...cardView(row),
      details: isOpen(viewer, row)
        ? {
            description: row.description,
            rewards: rewardsOf(row),
            creatorId: row.creator_id,
            creatorName: creator?.name ?? 'a former member',
            creatorSlug: creator?.slug ?? null,
            venture: venture ? mention(venture, stages) : null,
            seatRole: venture ? (row.seat_role as 'LEAD') : null,
          }
        : null,
      mine: decides(viewer, row),
      myApplication: mine ? { id: mine.id, state: mine.state as 'PENDING' } : null,
    };
  });
}

/** For everybody: nobody's name, and a venture only where its own card is public. */
export async function publicViews(
  ground: Ground,
  db: Db,
  rows: readonly OpportunityRow[],
): Promise<PublicView[]> {
  const bound = rows.flatMap((row) => (row.nda_required ? [] : (row.venture_id ?? [])));
  const ventures = await ground.ventures.factsOf(db, [...new Set(bound)]);
  return rows.map((row) => {
    const venture = row.nda_required || !row.venture_id ? undefined : ventures.get(row.venture_id);
    const shown =
      venture?.visibility === 'PUBLIC' && (venture.status === 'ACTIVE' || venture.status === 'PAUSED');
    return {
      ...cardView(row),
      description: row.nda_required ? null : row.description,
      rewards: row.nda_required ? null : rewardsOf(row),
      venture: shown ? { name: venture.name, slug: venture.slug } : null,
    };
  });
}

export function rewardsOf(row: Pick<OpportunityRow, 'rewards'>) {
  return row.rewards as ReturnType<(typeof opportunitiesWire.reward)['parse']>[];
}

function mention({ id, name, slug }: VentureFacts, stages: ReadonlyMap<string, string>) {
  return { id, name, slug, stage: stages.get(id) ?? null };
}

import {
  yearsByStage,
  type Engagement,
  type Opportunity,
  type OpportunityType,
  type Reward,
  type SkillLevel,
  type Visibility,
} from '../../../engines/matching/index.ts';
import type { Db } from '../../../kernel/db.ts';
import { offsetOf } from './clocks.ts';
import type { MatchingDeps } from './ground.ts';
import { atMost } from './people.ts';
import { invitedTo } from '../record/invitation-store.ts';
import { openAfter } from '../record/search-store.ts';
import { findMany, type OpportunityRow } from '../record/store.ts';

/** An opportunity as the engine compares it, with its row. */
export interface Posted {
  readonly opportunity: Opportunity;
  readonly row: OpportunityRow;
}

type Source = Pick<MatchingDeps, 'posting'>;

/** Years of experience that the stage of a venture asks for (domain rules, section 8). */
const years: Readonly<Record<string, number>> = yearsByStage;

/** These opportunities as they stand in the database now, in whatever state they are. */
export async function postedByIds(
  source: Source,
  db: Db,
  ids: readonly string[],
): Promise<Map<string, Posted>> {
  return postedFrom(source, db, [...(await findMany(db, ids)).values()]);
}

export async function postedFrom(
  source: Source,
  db: Db,
  rows: readonly OpportunityRow[],
): Promise<Map<string, Posted>> {
  const posted = await complete(source, db, rows);
  return new Map(posted.map((one) => [one.opportunity.id, one]));
}

/** The next open ones, in the order of ids. */
export async function postedAfter(
  source: Source,
  db: Db,
  afterId: string | null,
  limit: number,
): Promise<Posted[]> {
  return complete(source, db, await openAfter(db, source.posting.kernel.clock.now(), afterId, limit));
}

async function complete(source: Source, db: Db, rows: readonly OpportunityRow[]): Promise<Posted[]> {
  const now = source.posting.kernel.clock.now();
  const invited = await invitedTo(
    db,
    rows.flatMap((row) => (row.visibility === 'PRIVATE' ? [row.id] : [])),
  );
  const ventureIds = [...new Set(rows.flatMap((row) => row.venture_id ?? []))];
  const stages = ventureIds.length
    ? await source.posting.stagesOf(db, ventureIds)
    : new Map<string, string>();
  return rows.map((row) => ({
    row,
    opportunity: opportunityOf(
      row,
      invited.get(row.id) ?? [],
      row.venture_id ? stages.get(row.venture_id) : undefined,
      now,
    ),
  }));
}

function opportunityOf(
  row: OpportunityRow,
  invitedIds: readonly string[],
  stage: string | undefined,
  now: Date,
): Opportunity {
  const stated = row.venture_id === null ? row.years_needed : (years[stage?.toUpperCase() ?? ''] ?? 0);
  return {
    id: row.id,
    creatorId: row.creator_id,
    open: row.kind === 'OPPORTUNITY' && row.state === 'ACTIVE' && row.taken < row.places,
    expiresAt: row.expires_at?.getTime() ?? 0,
    visibility: row.visibility as Visibility,
    ventureId: row.venture_id,
    invitedIds,
    // Only members are suggested anything; papers for the details are told beside the card, they hide nothing.
    rungs: [1],
    type: row.type as OpportunityType,
    engagement: row.engagement as Engagement,
    reward: (row.reward_kinds[0] ?? 'UNPAID') as Reward,
    required: row.required_skills as unknown as SkillLevel[],
    preferred: row.preferred_skills as unknown as SkillLevel[],
    years: atMost('years', stated) ?? 0,
    hours: atMost('hours', row.hours_per_week),
    remote: row.remote,
    place: row.place,
    utcOffset: row.time_zone === null ? null : offsetOf(row.time_zone, now),
    languages: [],
    withinMinutes: null,
    industry: row.industry,
    tags: row.tags,
  };
}

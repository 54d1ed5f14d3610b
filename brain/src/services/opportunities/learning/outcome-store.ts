import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';

/** The newest decided applications that have components, in the order of the decision, with what they were about. */
export async function decidedWithTraits(db: Db, limit: number) {
  const rows = await db
    .selectFrom('opportunity_applications as application')
    .innerJoin('opportunities as opportunity', 'opportunity.id', 'application.opportunity_id')
    .leftJoin('matches as match', (join) =>
      join
        .onRef('match.user_id', '=', 'application.applicant_id')
        .onRef('match.opportunity_id', '=', 'application.opportunity_id')
        // What was stated later was not known when the person applied.
        .onRef('match.suggested_at', '<=', 'application.created_at'),
    )
    .select([
      'application.id',
      'application.applicant_id',
      'application.created_at',
      'application.state',
      'application.components',
      'match.wish',
      'opportunity.type',
      'opportunity.industry',
      'opportunity.skill_names',
      'opportunity.tags',
    ])
    .select(sql<Date>`application.decided_at`.as('decided_at'))
    .select(sql<string>`coalesce(opportunity.venture_id, opportunity.creator_id)`.as('side_id'))
    .where('application.state', 'in', ['ACCEPTED', 'REJECTED'])
    .where('application.components', 'is not', null)
    .orderBy('application.decided_at', 'desc')
    .orderBy('application.id', 'desc')
    .limit(limit)
    .execute();
  return rows.toReversed();
}

/** The answers a person has had, the newest first, with what those they were accepted for were about. */
export function answersTo(db: Db, applicantId: string, limit: number) {
  return db
    .selectFrom('opportunity_applications as application')
    .innerJoin('opportunities as opportunity', 'opportunity.id', 'application.opportunity_id')
    .select([
      'application.state',
      'opportunity.type',
      'opportunity.industry',
      'opportunity.skill_names',
      'opportunity.tags',
    ])
    .where('application.applicant_id', '=', applicantId)
    .where('application.state', 'in', ['ACCEPTED', 'REJECTED'])
    .where('application.components', 'is not', null)
    .orderBy('application.decided_at', 'desc')
    .limit(limit)
    .execute();
}

export function aboutThese(db: Db, opportunityIds: readonly string[]) {
  return db
    .selectFrom('opportunities')
    .select(['id', 'type', 'industry', 'skill_names', 'tags'])
    .select(sql<string>`coalesce(venture_id, creator_id)`.as('side_id'))
    .where('id', 'in', opportunityIds)
    .execute();
}

/** How these sides, ventures or people by themselves, have answered so far. */
export async function answersOf(
  db: Db,
  sideIds: readonly string[],
): Promise<Map<string, { asked: number; accepted: number }>> {
  const rows = await db
    .selectFrom('opportunity_applications as application')
    .innerJoin('opportunities as opportunity', 'opportunity.id', 'application.opportunity_id')
    .select(sql<string>`coalesce(opportunity.venture_id, opportunity.creator_id)`.as('side_id'))
    .select(sql<number>`count(*)::int`.as('asked'))
    .select(sql<number>`(count(*) filter (where application.state = 'ACCEPTED'))::int`.as('accepted'))
    .where('application.state', 'in', ['ACCEPTED', 'REJECTED'])
    .where('application.components', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('opportunity.venture_id', 'in', sideIds),
        eb.and([eb('opportunity.venture_id', 'is', null), eb('opportunity.creator_id', 'in', sideIds)]),
      ]),
    )
    .groupBy(sql`coalesce(opportunity.venture_id, opportunity.creator_id)`)
    .execute();
  return new Map(rows.map(({ side_id, asked, accepted }) => [side_id, { asked, accepted }]));
}

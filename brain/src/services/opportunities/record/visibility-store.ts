import { sql, type RawBuilder } from 'kysely';
import { plainArray } from '../../../kernel/arrays.ts';

/**
 * Who sees an opportunity, as one predicate: every read, count, search and ranking goes through it, so that what
 * somebody may not see is not there for them (domain rules, sections 2.4 and 8).
 */

/** Somebody who looks, with everything the predicates below ask about them. */
export interface Viewer {
  /** Null: a visitor. */
  readonly userId: string | null;
  readonly member: boolean;
  readonly subscriber: boolean;
  /** Ventures in which the person is active. */
  readonly ventureIds: readonly string[];
  /** Those in which the person posts and decides: OWNER, CO_OWNER, LEAD. */
  readonly managedIds: readonly string[];
  /** The papers that details ask for are in force. */
  readonly papersOpen: boolean;
  /** Ventures whose details are open: their own paper is in force, too. */
  readonly openVentureIds: readonly string[];
}

export const visitor: Viewer = {
  userId: null,
  member: false,
  subscriber: false,
  ventureIds: [],
  managedIds: [],
  papersOpen: false,
  openVentureIds: [],
};

/** Posts it or decides about it. What is bound to a venture belongs to those who manage the venture. */
export function decidedBy({ userId, managedIds }: Viewer): RawBuilder<boolean> {
  if (userId === null) return sql<boolean>`false`;
  return sql<boolean>`(
    (opportunities.venture_id is null and opportunities.creator_id = ${userId}::uuid)
    or opportunities.venture_id = any(${plainArray(managedIds)}::uuid[])
  )`;
}

/** Open to applications, and shown to this person by its visibility. */
export function offeredTo(viewer: Viewer, now: Date): RawBuilder<boolean> {
  const { userId, member, subscriber, ventureIds } = viewer;
  const shown = sql<boolean>`(
    opportunities.visibility = 'PUBLIC'
    or (opportunities.visibility = 'MEMBER_ONLY' and ${member}::boolean)
    or (opportunities.visibility = 'SUBSCRIBER_ONLY' and ${subscriber}::boolean)
    or (opportunities.visibility = 'VENTURE_ONLY'
      and opportunities.venture_id = any(${plainArray(ventureIds)}::uuid[]))
    or (opportunities.visibility = 'PRIVATE' and exists (
      select from opportunity_invitations invited
      where invited.opportunity_id = opportunities.id and invited.user_id = ${userId}::uuid))
  )`;
  return sql<boolean>`(
    opportunities.state = 'ACTIVE' and opportunities.expires_at > ${now}
    and (${shown} or ${decidedBy(viewer)})
  )`;
}

/** Offered, one's own, or applied for: an applicant keeps seeing what the application is about. */
export function visibleTo(viewer: Viewer, now: Date): RawBuilder<boolean> {
  return sql<boolean>`(
    ${offeredTo(viewer, now)} or ${decidedBy(viewer)}
    or (opportunities.state <> 'DRAFT' and exists (
      select from opportunity_applications applied
      where applied.opportunity_id = opportunities.id and applied.applicant_id = ${viewer.userId}::uuid))
  )`;
}

/** Description, terms and venture are open: no NDA is asked for, its papers are in force, or it is one's own. */
export function openTo(viewer: Viewer): RawBuilder<boolean> {
  const { papersOpen, openVentureIds } = viewer;
  return sql<boolean>`(
    not opportunities.nda_required or ${decidedBy(viewer)}
    or (${papersOpen}::boolean and (opportunities.venture_id is null
      or opportunities.venture_id = any(${plainArray(openVentureIds)}::uuid[])))
  )`;
}

/** The words that this person may search in. */
export function searchedBy(viewer: Viewer): RawBuilder<string> {
  return sql<string>`case when ${openTo(viewer)} then opportunities.full_search else opportunities.card_search end`;
}

/** The same, in a form that finds its rows by index; the words of the card are among those of the whole. */
export function wordsFound(viewer: Viewer, words: string): RawBuilder<boolean> {
  const query = sql`websearch_to_tsquery('english', ${words})`;
  return sql<boolean>`(
    opportunities.card_search @@ ${query} or (opportunities.full_search @@ ${query} and ${openTo(viewer)})
  )`;
}

import type { opportunitiesWire } from '@smartstart/contract';
import type { Db } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { eventsFrom } from '../../../kernel/machine.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import type { Actor, Components, Ground } from '../deps.ts';
import * as applicationStore from '../record/application-store.ts';
import { seeDecided } from '../record/standing.ts';
import * as store from '../record/store.ts';
import { decides, viewerOf } from '../record/viewer.ts';
import type { Viewer } from '../record/visibility-store.ts';
import { skillsOf } from '../rules/completeness.ts';
import { applications, type ApplicationState } from '../rules/machines.ts';

/** Applications as their two sides see them. */

type ApplicationView = (typeof opportunitiesWire.application)['_zod']['input'];
type Row = applicationStore.ApplicationRow;

export async function read(ground: Ground, db: Db, actor: Actor, applicationId: string) {
  const row = found(await applicationStore.find(db, applicationId));
  return shown(ground, db, actor, row);
}

/** NOT_FOUND for whoever is neither the applicant nor decides about it. */
export async function shown(ground: Ground, db: Db, actor: Actor, row: Row): Promise<ApplicationView> {
  const viewer = await viewerOf(ground, db, actor);
  const about = await store.findMany(db, [row.opportunity_id]);
  if (row.applicant_id !== actor.userId && !decides(viewer, found(about.get(row.opportunity_id))))
    throw new Fail('NOT_FOUND');
  return (await views(ground, db, viewer, [row], about))[0]!;
}

export async function ofOpportunity(
  ground: Ground,
  db: Db,
  actor: Actor,
  opportunityId: string,
  query: { state?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const { viewer } = await seeDecided(ground, db, actor, opportunityId);
  return page(ground, db, viewer, { opportunityId, state: query.state }, query);
}

export async function mine(
  ground: Ground,
  db: Db,
  actor: Pick<Actor, 'userId' | 'held'>,
  query: {
    kind?: string | undefined;
    state?: string | undefined;
    side: 'BY_ME' | 'TO_ME';
    cursor?: string | undefined;
    limit: number;
  },
) {
  const viewer = await viewerOf(ground, db, actor);
  const { kind, state, side } = query;
  const whose = side === 'BY_ME' ? { applicantId: actor.userId } : { decider: viewer };
  return page(ground, db, viewer, { ...whose, kind, state }, query);
}

async function page(
  ground: Ground,
  db: Db,
  viewer: Viewer,
  where: Omit<applicationStore.ListFilter, 'before' | 'limit'>,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const rows = await applicationStore.list(db, { ...where, before: readIdCursor(cursor), limit });
  const { items, nextCursor } = toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => row,
  );
  const about = await store.findMany(db, [...new Set(items.map((row) => row.opportunity_id))]);
  return { items: await views(ground, db, viewer, items, about), nextCursor };
}

async function views(
  ground: Ground,
  db: Db,
  viewer: Viewer,
  rows: readonly Row[],
  about: ReadonlyMap<string, store.OpportunityRow>,
): Promise<ApplicationView[]> {
  const people = await ground.people.byIds(db, [...new Set(rows.map((row) => row.applicant_id))]);
  return rows.map((row) => {
    const opportunity = about.get(row.opportunity_id)!;
    const person = people.get(row.applicant_id);
    const mine = decides(viewer, opportunity);
    return {
      id: row.id,
      kind: opportunity.kind as 'OPPORTUNITY',
      opportunityId: opportunity.id,
      opportunityTitle: opportunity.title,
      applicantId: row.applicant_id,
      applicantName: person?.name ?? 'a former member',
      applicantSlug: person?.slug ?? null,
      state: row.state as ApplicationState,
      coverLetter: row.cover_letter,
      skills: skillsOf(row.skills),
      experience: row.experience,
      availability: row.availability,
      motivation: row.motivation,
      bid: bidOf(row),
      ndaAcceptedAt: row.nda_accepted_at?.toISOString() ?? null,
      components: mine ? (row.components as Components | null) : null,
      reason: row.reason,
      collaboration: collaborationOf(row, opportunity),
      mine,
      actions: actionsFor(row, {
        mine,
        isApplicant: row.applicant_id === viewer.userId,
        viewer,
        opportunity,
      }),
      createdAt: row.created_at.toISOString(),
      openedAt: row.opened_at?.toISOString() ?? null,
      decidedAt: row.decided_at?.toISOString() ?? null,
    };
  });
}

function bidOf(row: Row): ApplicationView['bid'] {
  if (row.bid_minor === null || row.bid_currency === null) return null;
  return { amountMinor: row.bid_minor.toString(), currency: row.bid_currency };
}

function collaborationOf(row: Row, opportunity: store.OpportunityRow): ApplicationView['collaboration'] {
  if (row.collaboration === null) return null;
  return {
    kind: row.collaboration as 'AGREEMENT',
    invitationId: row.invitation_id,
    documentId: row.document_id,
    ventureId: opportunity.venture_id,
  };
}

function actionsFor(
  row: Row,
  who: { mine: boolean; isApplicant: boolean; viewer: Viewer; opportunity: store.OpportunityRow },
): ApplicationView['actions'] {
  const steps = eventsFrom(applications, row.state);
  if (who.isApplicant) return steps.includes('withdraw') ? ['WITHDRAW'] : [];
  if (!who.mine || !who.viewer.subscriber) return [];
  const accepting = who.opportunity.state === 'ACTIVE';
  return (['open', 'accept', 'reject'] as const)
    .filter((step) => steps.includes(step) && (step !== 'accept' || accepting))
    .map((step) => step.toUpperCase() as 'OPEN');
}

import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { OpportunityApplicationsTable } from '../../../tables.gen.ts';
import { decidedBy, type Viewer } from './visibility-store.ts';

export type ApplicationRow = Selectable<OpportunityApplicationsTable>;

export function insert(tx: Tx, row: Insertable<OpportunityApplicationsTable>): Promise<ApplicationRow> {
  return tx.insertInto('opportunity_applications').values(row).returningAll().executeTakeFirstOrThrow();
}

export function find(db: Db, id: string): Promise<ApplicationRow | undefined> {
  return db.selectFrom('opportunity_applications').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The opportunity is locked before. */
export function lock(tx: Tx, id: string): Promise<ApplicationRow | undefined> {
  return tx
    .selectFrom('opportunity_applications')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function lockIn(tx: Tx, opportunityId: string, states: readonly string[]): Promise<ApplicationRow[]> {
  return tx
    .selectFrom('opportunity_applications')
    .selectAll()
    .where('opportunity_id', '=', opportunityId)
    .where('state', 'in', states)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export function update(
  tx: Tx,
  id: string,
  change: Updateable<OpportunityApplicationsTable>,
): Promise<ApplicationRow> {
  return tx
    .updateTable('opportunity_applications')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export interface ListFilter {
  readonly opportunityId?: string;
  readonly applicantId?: string;
  /** Those this person decides about. */
  readonly decider?: Viewer;
  readonly kind?: string | undefined;
  readonly state?: string | undefined;
  readonly before: string | null;
  readonly limit: number;
}

/** Newest first; one row more than the limit. */
export function list(db: Db, filter: ListFilter): Promise<ApplicationRow[]> {
  let query = db
    .selectFrom('opportunity_applications')
    .selectAll('opportunity_applications')
    .orderBy('opportunity_applications.id', 'desc')
    .limit(filter.limit + 1);
  if (filter.opportunityId) query = query.where('opportunity_id', '=', filter.opportunityId);
  if (filter.applicantId) query = query.where('applicant_id', '=', filter.applicantId);
  if (filter.state) query = query.where('opportunity_applications.state', '=', filter.state);
  if (filter.before) query = query.where('opportunity_applications.id', '<', filter.before);
  const { decider, kind } = filter;
  if (decider || kind)
    query = query.where((eb) => {
      let about = eb
        .selectFrom('opportunities')
        .select('opportunities.id')
        .whereRef('opportunities.id', '=', 'opportunity_applications.opportunity_id');
      if (decider) about = about.where(decidedBy(decider));
      if (kind) about = about.where('opportunities.kind', '=', kind);
      return eb.exists(about);
    });
  return query.execute();
}

/** The newest application of the person to each. */
export async function newestOf(
  db: Db,
  applicantId: string,
  opportunityIds: readonly string[],
): Promise<Map<string, Pick<ApplicationRow, 'id' | 'state'>>> {
  if (!opportunityIds.length) return new Map();
  const rows = await db
    .selectFrom('opportunity_applications')
    .select(['opportunity_id', 'id', 'state'])
    .distinctOn('opportunity_id')
    .where('applicant_id', '=', applicantId)
    .where('opportunity_id', 'in', opportunityIds)
    .orderBy('opportunity_id')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.opportunity_id, { id: row.id, state: row.state }]));
}

/** How many wait for an answer. */
export async function countWaiting(
  db: Db,
  opportunityIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (!opportunityIds.length) return new Map();
  const rows = await db
    .selectFrom('opportunity_applications')
    .select(['opportunity_id', (eb) => eb.fn.countAll<bigint>().as('count')])
    .where('opportunity_id', 'in', opportunityIds)
    .where('state', 'in', ['PENDING', 'REVIEWING'])
    .groupBy('opportunity_id')
    .execute();
  return new Map(rows.map((row) => [row.opportunity_id, Number(row.count)]));
}

/** Who has a live application, or was accepted: there is nothing to suggest to them any more. */
export async function applicantsOf(db: Db, opportunityId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('opportunity_applications')
    .select('applicant_id')
    .where('opportunity_id', '=', opportunityId)
    .where('state', 'in', ['PENDING', 'REVIEWING', 'ACCEPTED'])
    .execute();
  return rows.map((row) => row.applicant_id);
}

/** To which opportunities the person has applied, whatever came of it. */
export async function appliedFor(db: Db, applicantId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('opportunity_applications')
    .select('opportunity_id')
    .distinct()
    .where('applicant_id', '=', applicantId)
    .execute();
  return rows.map((row) => row.opportunity_id);
}

/** Accepted and rejected ones in the order of the decision: the outcomes a learned order is trained on. */
export function listDecided(
  db: Db,
  after: { at: Date; id: string } | null,
  limit: number,
): Promise<ApplicationRow[]> {
  let query = db
    .selectFrom('opportunity_applications')
    .selectAll()
    .where('state', 'in', ['ACCEPTED', 'REJECTED'])
    .where('components', 'is not', null)
    .orderBy('decided_at')
    .orderBy('id')
    .limit(limit);
  if (after)
    query = query.where((eb) =>
      eb.or([
        eb('decided_at', '>', after.at),
        eb.and([eb('decided_at', '=', after.at), eb('id', '>', after.id)]),
      ]),
    );
  return query.execute();
}

/** Applications of a person that wait for an answer, with what they concern, in the order of locking. */
export function openOf(
  db: Db,
  applicantId: string,
): Promise<Pick<ApplicationRow, 'id' | 'opportunity_id'>[]> {
  return db
    .selectFrom('opportunity_applications')
    .select(['id', 'opportunity_id'])
    .where('applicant_id', '=', applicantId)
    .where('state', 'in', ['PENDING', 'REVIEWING'])
    .orderBy('opportunity_id')
    .execute();
}

/** A person is erased: what they wrote goes, and what is known of them with it. */
export async function blank(tx: Tx, applicantId: string): Promise<void> {
  await tx
    .updateTable('opportunity_applications')
    .set({
      cover_letter: '',
      skills: '[]',
      experience: '',
      availability: '',
      motivation: '',
      components: null,
      reason: null,
    })
    .where('applicant_id', '=', applicantId)
    .execute();
}

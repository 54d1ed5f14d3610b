import type { Selectable } from 'kysely';
import type { Db } from '../../../kernel/db.ts';
import type { DocumentSharesTable } from '../../../tables.gen.ts';
import type { DocumentRow } from '../record/store.ts';

/** SQL of the lists of documents a person is a party to. */

export interface ListFilter {
  readonly userId: string;
  /** Administrative rungs the person holds: copies that wait for such a signature are shown too. */
  readonly adminRungs: readonly number[];
  readonly state?: string;
  readonly ventureId?: string;
  readonly due?: boolean;
  /** Only what is shared with the person, or only what they are a party to. */
  readonly shared?: boolean;
  readonly now: Date;
  readonly before?: string;
  readonly limit: number;
}

/** Places that make a person a party though nothing is asked of them now. */
const pastStates = ['SIGNED', 'APPROVED', 'VIEWED', 'DECLINED', 'DELEGATED', 'COPIED'];

export function listDocuments(
  db: Db,
  { userId, adminRungs, due, shared, now, ...filter }: ListFilter,
): Promise<DocumentRow[]> {
  const party = db
    .selectFrom('document_signers')
    .select('document_id')
    .where((eb) =>
      eb.or([
        eb.and([eb('user_id', '=', userId), eb('state', 'in', placeStates(due))]),
        ...(due
          ? []
          : [
              eb.and([
                eb('user_id', '=', userId),
                eb('state', '=', 'RELEASED'),
                eb('asked_at', 'is not', null),
              ]),
            ]),
        ...(adminRungs.length && due !== false
          ? [eb.and([eb('user_id', 'is', null), eb('admin_rung', 'in', adminRungs), eb('state', '=', 'DUE')])]
          : []),
      ]),
    );
  const lent = sharedWith(db, userId, now).select('document_id');
  let query = db
    .selectFrom('documents')
    .selectAll()
    .where((eb) => {
      const made = eb.and([eb('creator_id', '=', userId), eb('kind', '=', 'CUSTOM')]);
      const own = due ? eb('id', 'in', party) : eb.or([eb('id', 'in', party), made]);
      if (shared) return eb.and([eb('id', 'in', lent), eb.not(own)]);
      return shared === false || due !== undefined ? own : eb.or([own, eb('id', 'in', lent)]);
    });
  if (due) query = query.where('state', 'in', ['SIGNING', 'AMENDMENT_SIGNING']);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.ventureId) query = query.where('venture_id', '=', filter.ventureId);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.orderBy('id', 'desc').limit(filter.limit).execute();
}

/** What the person may read because a party lends it to them, now. */
function sharedWith(db: Db, userId: string, now: Date) {
  return db
    .selectFrom('document_shares')
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now);
}

/** The shares by which a person reads these documents. */
export function sharesOf(
  db: Db,
  userId: string,
  documentIds: readonly string[],
  now: Date,
): Promise<Selectable<DocumentSharesTable>[]> {
  if (!documentIds.length) return Promise.resolve([]);
  return sharedWith(db, userId, now).selectAll().where('document_id', 'in', documentIds).execute();
}

function placeStates(due: boolean | undefined): string[] {
  if (due) return ['DUE'];
  return due === undefined ? ['DUE', ...pastStates] : pastStates;
}

/** Every document a person is a party to, oldest first, for the export of their data. */
export function allDocumentsOf(db: Db, userId: string): Promise<DocumentRow[]> {
  const asked = db
    .selectFrom('document_signers')
    .select('document_id')
    .where('user_id', '=', userId)
    .where('state', 'not in', ['WAITING', 'REPLACED']);
  return db
    .selectFrom('documents')
    .selectAll()
    .where((eb) =>
      eb.or([eb('id', 'in', asked), eb.and([eb('creator_id', '=', userId), eb('kind', '=', 'CUSTOM')])]),
    )
    .orderBy('id')
    .execute();
}

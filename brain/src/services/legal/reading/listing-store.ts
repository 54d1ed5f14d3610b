import type { Db } from '../../../kernel/db.ts';
import type { DocumentRow } from '../record/store.ts';

/** SQL of the lists of documents a person is a party to. */

export interface ListFilter {
  readonly userId: string;
  /** Administrative rungs the person holds: copies that wait for such a signature are shown too. */
  readonly adminRungs: readonly number[];
  readonly state?: string;
  readonly due?: boolean;
  readonly before?: string;
  readonly limit: number;
}

/** Places that make a person a party though nothing is asked of them now. */
const pastStates = ['SIGNED', 'APPROVED', 'VIEWED', 'DECLINED', 'DELEGATED', 'COPIED'];

export function listDocuments(
  db: Db,
  { userId, adminRungs, due, ...filter }: ListFilter,
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
  let query = db
    .selectFrom('documents')
    .selectAll()
    .where((eb) =>
      due
        ? eb('id', 'in', party)
        : eb.or([eb('id', 'in', party), eb.and([eb('creator_id', '=', userId), eb('kind', '=', 'CUSTOM')])]),
    );
  if (due) query = query.where('state', 'in', ['SIGNING', 'AMENDMENT_SIGNING']);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.orderBy('id', 'desc').limit(filter.limit).execute();
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

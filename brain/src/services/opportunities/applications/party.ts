import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import type { Actor, Ground } from '../deps.ts';
import * as applicationStore from '../record/application-store.ts';
import * as store from '../record/store.ts';
import { decides, viewerOf } from '../record/viewer.ts';

export interface Party {
  readonly row: store.OpportunityRow;
  readonly application: applicationStore.ApplicationRow;
  readonly isApplicant: boolean;
  readonly isDecider: boolean;
}

/** The application for its two sides, locked with its opportunity, always in this order; to others it is not there. */
export async function lockParty(
  ground: Ground,
  tx: Tx,
  actor: Pick<Actor, 'userId' | 'held'>,
  applicationId: string,
): Promise<Party> {
  const known = found(await applicationStore.find(tx, applicationId));
  const row = found(await store.lock(tx, known.opportunity_id));
  const application = found(await applicationStore.lock(tx, applicationId));
  const isApplicant = application.applicant_id === actor.userId;
  const isDecider = decides(await viewerOf(ground, tx, actor), row);
  if (!isApplicant && !isDecider) throw new Fail('NOT_FOUND');
  return { row, application, isApplicant, isDecider };
}

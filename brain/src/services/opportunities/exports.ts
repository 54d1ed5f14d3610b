import type { Db } from '../../kernel/db.ts';
import * as applicationStore from './record/application-store.ts';
import { invitationsOf } from './record/invitation-store.ts';
import { postedBy } from './record/store.ts';

const everything = 100_000;

/** What somebody posted and applied for, and where they were invited. */
export async function exportOf(db: Db, userId: string): Promise<unknown> {
  const applications = await applicationStore.list(db, {
    applicantId: userId,
    before: null,
    limit: everything,
  });
  return {
    opportunities: await postedBy(db, userId),
    applications: applications.map(({ bid_minor, ...row }) => ({
      ...row,
      bid_minor: bid_minor?.toString() ?? null,
    })),
    invitations: await invitationsOf(db, userId),
  };
}

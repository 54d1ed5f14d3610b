import type { Tx } from '../../../kernel/db.ts';
import type { Ground } from '../ground.ts';
import type { DocumentRow } from '../record/store.ts';

/** What agreements in the making publish. The ids of who is told are in `userIds`; names and reasons are in the data. */

/** `review.requested` is for the legal administrators, `review.decided` for whoever handed the text in. */
export async function announceReview(
  ground: Ground,
  tx: Tx,
  type: 'review.requested' | 'review.decided',
  document: DocumentRow,
  actorId: string,
  extra: Readonly<Record<string, unknown>> & { readonly userIds?: readonly string[] },
): Promise<void> {
  const officeIds = type === 'review.requested' ? await ground.security.appointed(tx, [11, 12]) : [];
  const topics = [...(extra.userIds ?? []), ...officeIds].map((id) => `user:${id}`);
  await publish(ground, tx, type, actorId, topics, {
    documentId: document.id,
    code: document.code,
    title: document.title ?? '',
    state: document.state,
    creatorId: document.creator_id,
    officeIds,
    ...extra,
  });
}

/** A remark, or a share, that these people are to hear of. */
export async function announceSharing(
  ground: Ground,
  tx: Tx,
  type: 'agreement.shared' | 'agreement.commented',
  document: DocumentRow,
  userIds: readonly string[],
  actorId: string,
  extra: Readonly<Record<string, unknown>>,
): Promise<void> {
  const data = {
    documentId: document.id,
    code: document.code,
    title: document.title ?? '',
    userIds,
    ...extra,
  };
  await publish(
    ground,
    tx,
    type,
    actorId,
    userIds.map((id) => `user:${id}`),
    data,
  );
}

/** People whose agreements run on in an older version hear that there is a newer one. An event names at most so many. */
const peopleBatch = 500;

export async function announceTemplate(
  ground: Ground,
  tx: Tx,
  template: { readonly code: string; readonly name: string; readonly version: string; readonly kind: string },
  userIds: readonly string[],
  actorId: string,
): Promise<void> {
  for (let start = 0; start < userIds.length; start += peopleBatch)
    await publish(ground, tx, 'template.published', actorId, [], {
      ...template,
      userIds: userIds.slice(start, start + peopleBatch),
    });
}

/** Every row of a bulk issue was sent, or could not be. */
export async function announceBulk(
  ground: Ground,
  tx: Tx,
  bulk: {
    readonly userId: string;
    readonly bulkId: string;
    readonly title: string;
    readonly total: number;
    readonly failed: number;
  },
): Promise<void> {
  const { clock, outbox } = ground.kernel;
  await outbox.publish(tx, {
    type: 'bulk.finished',
    actorId: null,
    at: clock.now().toISOString(),
    topics: [`user:${bulk.userId}`],
    data: { ...bulk },
  });
}

/** How far a bulk issue is, for the page of the person who asked for it. */
export async function announceProgress(
  ground: Ground,
  tx: Tx,
  userId: string,
  progress: { readonly jobId: string; readonly done: number; readonly total: number; readonly state: string },
): Promise<void> {
  await publish(ground, tx, 'job.progress', userId, [`user:${userId}`], progress);
}

function publish(
  ground: Ground,
  tx: Tx,
  type: string,
  actorId: string,
  topics: readonly string[],
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { clock, outbox } = ground.kernel;
  return outbox.publish(tx, { type, actorId, at: clock.now().toISOString(), topics, data });
}

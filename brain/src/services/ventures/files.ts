import type { Download } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import type { VentureDeps } from './deps.ts';
import * as fileStore from './file-store.ts';
import { actingRole, type Role } from './policy.ts';
import * as store from './store.ts';
import type { Actor, VentureRecords } from './ventures.ts';

/** Files of a venture (domain rules, sections 3.3 and 17): in its name, so that they stay when somebody leaves. */

/** Who reads the workspace, who works in it, and who plans (section 7.3). */
const readers: readonly Role[] = ['OWNER', 'CO_OWNER', 'LEAD', 'CONTRIBUTOR', 'ADVISER', 'OBSERVER'];
const writers: readonly Role[] = ['OWNER', 'CO_OWNER', 'LEAD', 'CONTRIBUTOR'];
const planners: readonly Role[] = ['OWNER', 'CO_OWNER', 'LEAD'];
/** Items of the tiers above carry a watermark naming the reader, which a file as it was uploaded cannot. */
const storedTiers = [0, 1];
const writable: readonly string[] = ['ACTIVE', 'PAUSED'];
/** As much room as a seat brings, and as many files as a person keeps. */
export const ventureQuota = 10 * 1024 ** 3;
const maxFiles = 1_000;

interface Access {
  readonly venture: store.VentureRow;
  readonly role: Role;
  /** Tiers whose items the person may read now. */
  readonly tiers: readonly number[];
}

export function createVentureFiles(deps: VentureDeps, records: VentureRecords) {
  const { kernel, security, files } = deps;
  const { clock, outbox } = kernel;

  async function enter(db: Db, ventureId: string, actor: Actor): Promise<Access> {
    const { row, membership } = await records.see(db, ventureId, actor);
    return accessOf(db, row, membership, actor);
  }

  async function accessOf(
    db: Db,
    venture: store.VentureRow,
    membership: { readonly role: Role; readonly state: string } | null,
    actor: Actor,
  ): Promise<Access> {
    if (!membership) throw new Fail('NOT_FOUND');
    const role = actingRole(membership.role, actor.held);
    if (membership.state !== 'ACTIVE' || !readers.includes(role))
      throw new Fail('FORBIDDEN', 'Your role in this venture does not include its files.');
    const confidential = await security.stand(db, actor.userId, 'ACCESS_TIER_1', venture.id);
    return { venture, role, tiers: confidential.open ? storedTiers : [0] };
  }

  async function list(
    db: Db,
    ventureId: string,
    actor: Actor,
    page: { before: string | null; limit: number },
  ) {
    const { venture, role, tiers } = await enter(db, ventureId, actor);
    const counts = await fileStore.countFiles(db, ventureId);
    const closed = counts.filter(({ tier }) => !tiers.includes(tier));
    return {
      rows: await fileStore.listFiles(db, { ...page, ventureId, tiers }),
      closed: closed.reduce((sum, { count }) => sum + count, 0),
      mayAddIn:
        writers.includes(role) && writable.includes(venture.status)
          ? tiers.filter((tier) => tier <= venture.tier_ceiling)
          : [],
      usedBytes: await files.usedBy(db, ventureId),
      mayRemove: (row: fileStore.VentureFileRow) => mayRemove({ venture, role }, row, actor),
    };
  }

  async function add(
    tx: Tx,
    ventureId: string,
    actor: Actor,
    wish: { fileId: string; tier?: number | undefined; note: string },
  ): Promise<fileStore.VentureFileRow> {
    // Locked: room is counted by one at a time.
    const venture = found(await store.lockVenture(tx, ventureId));
    const { membership } = await records.seeRow(tx, venture, actor);
    const { role } = await accessOf(tx, venture, membership, actor);
    if (!writers.includes(role))
      throw new Fail('FORBIDDEN', 'Your role in this venture reads its files only.');
    requireWritable(venture);
    const tier = wish.tier ?? venture.default_tier;
    await requireTier(tx, venture, actor, tier);
    const file = found((await files.describe(tx, [wish.fileId])).get(wish.fileId));
    await requireRoom(tx, ventureId, file.sizeBytes);
    await files.handOver(tx, { fileId: wish.fileId, fromId: actor.userId, toId: ventureId });
    const row = await fileStore.insertFile(tx, {
      file_id: wish.fileId,
      venture_id: ventureId,
      tier,
      note: wish.note,
      added_by: actor.userId,
      added_at: clock.now(),
    });
    await tell(tx, row, actor, 'added', { name: file.name, sha256: file.sha256, tier });
    return row;
  }

  async function download(db: Db, ventureId: string, fileId: string, actor: Actor): Promise<Download> {
    const { tiers } = await enter(db, ventureId, actor);
    const row = found(await fileStore.findFile(db, ventureId, fileId));
    if (!tiers.includes(row.tier)) await security.require(db, actor.userId, 'ACCESS_TIER_1', ventureId);
    return files.open(db, fileId);
  }

  /** Answers with the key of the bytes, which are dropped after the commit. */
  async function remove(tx: Tx, ventureId: string, fileId: string, actor: Actor): Promise<string> {
    const venture = found(await store.lockVenture(tx, ventureId));
    const { membership } = await records.seeRow(tx, venture, actor);
    const access = await accessOf(tx, venture, membership, actor);
    const row = found(await fileStore.findFile(tx, ventureId, fileId));
    if (!access.tiers.includes(row.tier)) throw new Fail('NOT_FOUND');
    requireWritable(venture);
    if (!mayRemove(access, row, actor))
      throw new Fail('FORBIDDEN', 'Who added a file deletes it, or somebody who leads the venture.');
    const file = found((await files.describe(tx, [fileId])).get(fileId));
    const key = await files.removeOf(tx, { fileId, ownerId: ventureId, actorId: actor.userId });
    await fileStore.deleteFile(tx, fileId);
    await tell(tx, row, actor, 'removed', { name: file.name, sha256: file.sha256, tier: row.tier });
    return key;
  }

  function mayRemove(
    { venture, role }: Pick<Access, 'venture' | 'role'>,
    row: fileStore.VentureFileRow,
    actor: Actor,
  ): boolean {
    const own = row.added_by === actor.userId && writers.includes(role);
    return writable.includes(venture.status) && (own || planners.includes(role));
  }

  async function requireTier(tx: Tx, venture: store.VentureRow, actor: Actor, tier: number): Promise<void> {
    if (tier > venture.tier_ceiling)
      throw new Fail('RULE_VIOLATED', `The venture takes data up to tier ${venture.tier_ceiling} only.`);
    if (!storedTiers.includes(tier))
      throw new Fail(
        'RULE_VIOLATED',
        'Files are kept in the tiers 0 and 1. What is of a higher tier has to carry the name of its reader.',
      );
    if (tier > 0) await security.require(tx, actor.userId, 'ACCESS_TIER_1', venture.id);
  }

  async function requireRoom(tx: Tx, ventureId: string, sizeBytes: number): Promise<void> {
    const count = (await fileStore.countFiles(tx, ventureId)).reduce((sum, one) => sum + one.count, 0);
    if (count >= maxFiles)
      throw new Fail('QUOTA_EXCEEDED', `A venture keeps at most ${maxFiles} files. Delete some first.`);
    const used = await files.usedBy(tx, ventureId);
    if (used + sizeBytes > ventureQuota)
      throw new Fail('QUOTA_EXCEEDED', `${ventureQuota - used} bytes are left in this venture.`);
  }

  async function tell(
    tx: Tx,
    row: fileStore.VentureFileRow,
    { userId }: Actor,
    what: 'added' | 'removed',
    about: Record<string, unknown>,
  ): Promise<void> {
    await security.audit(tx, {
      actorId: userId,
      action: `venture-file.${what}`,
      entity: 'venture',
      entityId: row.venture_id,
      ...(what === 'added' ? { after: about } : { before: about }),
    });
    await outbox.publish(tx, {
      type: 'venture.files',
      actorId: userId,
      at: clock.now().toISOString(),
      topics: [`venture:${row.venture_id}`],
      data: { ventureId: row.venture_id, fileId: row.file_id },
    });
  }

  return { list, add, download, remove };
}

function requireWritable({ status }: store.VentureRow): void {
  if (!writable.includes(status))
    throw new Fail('ILLEGAL_TRANSITION', `A venture in the state ${status} does not allow this.`);
}

import { callerOf, type Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { readCursor, requireId, toPage } from '../../kernel/paging.ts';
import type { ComplianceDeps } from './deps.ts';
import * as store from './hold-store.ts';

/**
 * Legal holds: while one is in force nothing it covers is deleted. A hold on a person covers the account, the files and
 * every document of theirs; one on a venture its record, its documents and its files; one on a document that document.
 */

export interface Concerned {
  readonly userIds?: readonly string[];
  readonly documentIds?: readonly string[];
  readonly ventureIds?: readonly string[];
}

/** The legal office: those who are told everything. A person who is held is told that, and since when, but never why. */
const office = [11, 12] as const;

export type Holds = ReturnType<typeof createHolds>;

export function createHolds({ kernel, security, people, legal, ventures }: ComplianceDeps) {
  const { clock, outbox } = kernel;

  /** Does a hold cover any of these? Asked in the transaction that would delete them, it stays so until its end. */
  async function held(db: Db, { userIds = [], documentIds = [], ventureIds = [] }: Concerned) {
    await store.lockAgainstHolds(db);
    return (
      (await store.inForce(db, { USER: userIds, VENTURE: ventureIds, DOCUMENT: [] })).length > 0 ||
      (documentIds.length > 0 && (await heldDocuments(db, documentIds)).size > 0)
    );
  }

  /** Which of these documents a hold covers: on the document, on its venture, or on one of its people. */
  async function heldDocuments(db: Db, documentIds: readonly string[]): Promise<Set<string>> {
    await store.lockAgainstHolds(db);
    const subjects = await legal.oversight.subjects(db, [...new Set(documentIds)]);
    const holds = await store.inForce(db, {
      DOCUMENT: subjects.map((one) => one.documentId),
      USER: [...new Set(subjects.flatMap((one) => one.userIds))],
      VENTURE: [...new Set(subjects.flatMap((one) => one.ventureId ?? []))],
    });
    const on = new Set(holds.map(({ subject, subjectId }) => `${subject} ${subjectId}`));
    const isHeld = ({ documentId, ventureId, userIds }: (typeof subjects)[number]) =>
      on.has(`DOCUMENT ${documentId}`) ||
      (ventureId !== null && on.has(`VENTURE ${ventureId}`)) ||
      userIds.some((userId) => on.has(`USER ${userId}`));
    return new Set(subjects.filter(isHeld).map((one) => one.documentId));
  }

  /** Why a file cannot be deleted: its owner is held, or it is evidence that is still needed. */
  async function whyFileKept(
    db: Db,
    { ownerId, fileId }: { ownerId: string; fileId: string },
  ): Promise<string | null> {
    // The owner is a person, or the venture a file was given to.
    if (await held(db, { userIds: [ownerId], ventureIds: [ownerId] }))
      return 'A legal hold keeps this file until it is released.';
    const cases = await legal.breaches.citing(db, fileId);
    if (cases.some((one) => one.open))
      return 'This file is evidence in a breach case that is open. It can be deleted once the case is decided.';
    const documentIds = cases.map((one) => one.documentId);
    return documentIds.length && (await held(db, { documentIds }))
      ? 'This file is evidence about a document under a legal hold.'
      : null;
  }

  async function whyVentureKept(
    db: Db,
    { ventureId, ownerId }: { ventureId: string; ownerId: string },
    act: 'discard' | 'close' | 'transfer',
  ): Promise<string | null> {
    // Closing and passing on delete nothing, yet end the access of those who could still bring things to light.
    const userIds = act === 'discard' ? [ownerId] : [];
    return (await held(db, { ventureIds: [ventureId], userIds }))
      ? 'A legal hold keeps this venture as it is until it is released.'
      : null;
  }

  async function place(
    tx: Tx,
    call: Call,
    given: { subject: store.Subject; subjectId: string; reason: string },
  ): Promise<store.HoldRow> {
    const { userId: actorId } = callerOf(call);
    const { subject, subjectId, reason } = given;
    await store.lockDeletions(tx);
    const name = found((await namesOf(tx, [{ subject, subject_id: subjectId }])).get(subjectId));
    const none = { DOCUMENT: [], USER: [], VENTURE: [] };
    if ((await store.inForce(tx, { ...none, [subject]: [subjectId] })).length)
      throw new Fail('ALREADY_EXISTS', 'There is a hold on this in force.');
    const row = await store.insert(tx, {
      id: newId(),
      subject,
      subject_id: subjectId,
      reason,
      placed_by: actorId,
      placed_at: clock.now(),
    });
    await record(tx, call, 'hold.placed', row, name, reason);
    return row;
  }

  async function release(tx: Tx, call: Call, holdId: string, reason: string): Promise<store.HoldRow> {
    const { userId: actorId } = callerOf(call);
    const before = found(await store.lock(tx, holdId));
    if (before.released_at) throw new Fail('ILLEGAL_TRANSITION', 'This hold was released already.');
    const row = await store.release(tx, holdId, {
      released_by: actorId,
      released_at: clock.now(),
      release_reason: reason,
    });
    const name = (await namesOf(tx, [row])).get(row.subject_id) ?? '';
    await record(tx, call, 'hold.released', row, name, reason);
    return row;
  }

  async function record(
    tx: Tx,
    call: Call,
    type: 'hold.placed' | 'hold.released',
    row: store.HoldRow,
    subjectName: string,
    reason: string,
  ): Promise<void> {
    const { id, subject, subject_id: subjectId } = row;
    const { userId: actorId } = callerOf(call);
    await security.audit(tx, {
      actorId,
      action: type,
      entity: 'hold',
      entityId: id,
      reason,
      call,
      after: { subject, subjectId },
    });
    const userIds = (await security.appointed(tx, office)).filter((userId) => userId !== subjectId);
    await outbox.publish(tx, {
      type,
      actorId,
      at: clock.now().toISOString(),
      topics: userIds.map((userId) => `user:${userId}`),
      data: { holdId: id, subject, subjectName, reason, userIds },
    });
    if (subject === 'USER') await tellHeld(tx, row);
  }

  /** An event of its own: what the legal office reads reaches nobody else, neither by notice nor by live message. */
  function tellHeld(tx: Tx, row: store.HoldRow): Promise<void> {
    const { subject_id: userId, placed_at: since, released_at: releasedAt } = row;
    return outbox.publish(tx, {
      type: 'hold.concerns-you',
      actorId: null,
      at: clock.now().toISOString(),
      topics: [`user:${userId}`],
      data: {
        userId,
        since: since.toISOString(),
        releasedAt: releasedAt?.toISOString() ?? null,
        hubName: kernel.config.hub.name,
      },
    });
  }

  /** What holds rest on, by name; what is not there, or is erased, is left out. */
  async function namesOf(
    db: Db,
    rows: readonly Pick<store.HoldRow, 'subject' | 'subject_id'>[],
  ): Promise<Map<string, string>> {
    const of = (subject: store.Subject) =>
      rows.flatMap((row) => (row.subject === subject ? [row.subject_id] : []));
    const names = new Map<string, string>();
    for (const one of await legal.oversight.subjects(db, of('DOCUMENT'))) names.set(one.documentId, one.name);
    for (const [id, person] of await people.byIds(db, of('USER')))
      if (person.status !== 'ERASED') names.set(id, person.name);
    for (const id of of('VENTURE')) {
      const team = await ventures.teamOf(db, id);
      if (team) names.set(id, team.name);
    }
    return names;
  }

  async function present(db: Db, rows: readonly store.HoldRow[]) {
    const names = await namesOf(db, rows);
    const placers = await people.byIds(db, [...new Set(rows.map((row) => row.placed_by))]);
    return rows.map((row) => ({
      id: row.id,
      subject: row.subject as store.Subject,
      subjectId: row.subject_id,
      subjectName: names.get(row.subject_id) ?? '',
      reason: row.reason,
      placedAt: row.placed_at.toISOString(),
      placedBy: placers.get(row.placed_by)?.name ?? '',
      releasedAt: row.released_at?.toISOString() ?? null,
      releaseReason: row.release_reason,
    }));
  }

  return {
    held,
    heldSince: store.heldSince,
    heldDocuments,
    whyFileKept,
    whyVentureKept,
    place,
    release,
    count: store.count,
    placedOrReleasedIn: store.placedOrReleasedIn,
    show: async (db: Db, row: store.HoldRow) => (await present(db, [row]))[0]!,
    async list(db: Db, query: { cursor?: string | undefined; limit: number }) {
      const [inForce, id] = readCursor(query.cursor, 2) ?? [];
      const after = id === undefined ? null : { inForce: inForce === 1, id: requireId(id) };
      const rows = await store.list(db, after, query.limit + 1);
      const views = new Map((await present(db, rows)).map((view) => [view.id, view]));
      return toPage(
        rows,
        query.limit,
        (row) => [row.released_at === null ? 1 : 0, row.id],
        (row) => views.get(row.id)!,
      );
    },
  };
}

import type { Db } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { readCursor, requireId, toPage } from '../../kernel/paging.ts';
import type { ComplianceDeps } from './deps.ts';
import type { Holds } from './holds.ts';
import { scoreOf, type ComplianceState } from './policy.ts';
import * as store from './store.ts';

/** How people stand, for themselves and for the legal office; and how the papers of a venture stand. */

/** The newest steps that are shown. */
const mostSteps = 200;

export type PeopleViews = ReturnType<typeof createPeopleViews>;

export function createPeopleViews(
  { kernel, people, legal, ventures }: ComplianceDeps,
  holds: Pick<Holds, 'heldSince'>,
) {
  function view(row: store.StandingRow, name: string) {
    return {
      userId: row.user_id,
      name,
      state: row.state as ComplianceState,
      score: row.score,
      missing: row.missing,
      since: row.since.toISOString(),
      plan: row.plan,
      deadline: row.deadline?.toISOString() ?? null,
    };
  }

  async function show(db: Db, row: store.StandingRow) {
    return view(row, (await people.byIds(db, [row.user_id])).get(row.user_id)?.name ?? '');
  }

  /** With figures of this moment; somebody without a case is compliant since the account was opened. */
  async function stand(db: Db, userId: string) {
    const person = (await people.byIds(db, [userId])).get(userId);
    if (!person || person.status === 'ERASED') throw new Fail('NOT_FOUND');
    const { required, met } = await legal.oversight.figures(db, userId);
    const row = await store.find(db, userId);
    const steps = await store.stepsOf(db, userId, mostSteps);
    const heldSince = await holds.heldSince(db, userId);
    const actors = await people.byIds(db, [...new Set(steps.flatMap((step) => step.actor_id ?? []))]);
    return {
      ...(row
        ? view(row, person.name)
        : {
            userId,
            name: person.name,
            state: 'COMPLIANT' as ComplianceState,
            since: person.createdAt.toISOString(),
            plan: null,
            deadline: null,
          }),
      score: scoreOf(required, met),
      missing: required - met,
      held: heldSince !== null,
      heldSince: heldSince?.toISOString() ?? null,
      history: steps.map((step) => ({
        from: step.from_state as ComplianceState | null,
        to: step.to_state as ComplianceState,
        event: step.event,
        actorName: step.actor_id ? (actors.get(step.actor_id)?.name ?? null) : null,
        reason: step.reason,
        at: step.at.toISOString(),
      })),
    };
  }

  async function person(db: Db, userId: string) {
    const standing = await stand(db, userId);
    const papers = await legal.oversight.papers(db, userId);
    return {
      ...standing,
      papers: papers.map(({ code, status, validUntil }) => ({
        code,
        status,
        validUntil: validUntil?.toISOString() ?? null,
      })),
    };
  }

  async function list(
    db: Db,
    query: { cursor?: string | undefined; limit: number; state?: ComplianceState | undefined },
  ) {
    const [urgency, rank, id] = readCursor(query.cursor, 3) ?? [];
    const after = id === undefined ? null : ([Number(urgency), Number(rank), requireId(id)] as const);
    if (after && !(Number.isInteger(after[0]) && Number.isInteger(after[1])))
      throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
    const rows = await store.list(db, { state: query.state, after }, query.limit + 1);
    const names = await people.byIds(
      db,
      rows.map((row) => row.user_id),
    );
    return toPage(
      rows,
      query.limit,
      (row) => [row.urgency, row.rank, row.user_id],
      (row) => view(row, names.get(row.user_id)?.name ?? ''),
    );
  }

  /** Who of a venture has signed what. Those who do not manage it cannot tell that it is there. */
  async function venture(
    db: Db,
    ventureId: string,
    actor: Parameters<ComplianceDeps['ventures']['managedBy']>[2],
  ) {
    const { members } = await ventures.managedBy(db, ventureId, actor);
    const names = await people.byIds(
      db,
      members.map((member) => member.userId),
    );
    let [required, met] = [0, 0];
    const shown = [];
    for (const { userId, role } of members) {
      const papers = await legal.oversight.venturePapers(db, ventureId, userId);
      const counted = papers.filter((paper) => paper.status !== 'NOT_REQUIRED');
      required += counted.length;
      met += counted.filter((paper) => paper.status === 'SIGNED').length;
      shown.push({
        userId,
        name: names.get(userId)?.name ?? '',
        role,
        papers: papers.map((paper) => ({ ...paper, validUntil: paper.validUntil?.toISOString() ?? null })),
      });
    }
    return { score: scoreOf(required, met), people: shown };
  }

  /** The section of a person's own export. */
  async function exportOf(db: Db, userId: string) {
    const { userId: _id, name: _name, ...standing } = await stand(db, userId);
    return standing;
  }

  return { db: kernel.database.db, show, stand, person, list, venture, exportOf };
}

import type { supportWire } from '@smartstart/contract';
import { dayMs } from '@smartstart/units';
import { callerOf, type Call } from '../../../kernel/call.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { nextState } from '../../../kernel/machine.ts';
import type { Actor } from '../deps.ts';
import { namesOf, type Ground } from '../ground.ts';
import { publish, record } from '../record/journal.ts';
import { moderationMachine, type ModerationEvent } from '../rules/machines.ts';
import * as store from './moderation-store.ts';
import { hide, subjectSeenBy, type Kind } from './subjects.ts';

type ReportView = (typeof supportWire.report)['_zod']['input'];
type CaseView = (typeof supportWire.moderationCase)['_zod']['input'];
type DecisionView = (typeof supportWire.decision)['_zod']['input'];
export type Measure = (typeof supportWire.moderationMeasure)['options'][number];

const appealMs = 30 * dayMs;

export async function report(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  input: { kind: Kind; subjectId: string; reason: string; text: string },
): Promise<store.ReportRow> {
  const { kind, subjectId, reason, text } = input;
  const { authorId, excerpt } = await subjectSeenBy(ground, tx, actor, kind, subjectId);
  if (authorId === actor.userId)
    throw new Fail('RULE_VIOLATED', 'What is your own you can change or take back.');
  const now = ground.kernel.clock.now();
  const row = await store.openCase(tx, {
    id: newId(),
    kind,
    subject_id: subjectId,
    author_id: authorId,
    excerpt,
    state: moderationMachine.start,
    opened_at: now,
  });
  const own = { id: newId(), case_id: row.id, reporter_id: actor.userId, reason, body: text, at: now };
  if (!(await store.insertReport(tx, own)))
    throw new Fail('ALREADY_EXISTS', 'You have reported this already. The moderators look at it.');
  const recipientIds = (await ground.security.appointed(tx, [12])).filter((id) => id !== authorId);
  await publish(ground, tx, 'abuse.reported', actor.userId, { caseId: row.id, recipientIds });
  return own;
}

/** A decision names its reason; its effect comes with it, in one transaction. */
export async function decide(
  ground: Ground,
  tx: Tx,
  call: Call,
  caseId: string,
  { measure, reason }: { measure: Measure; reason: string },
): Promise<store.CaseRow> {
  const { userId } = callerOf(call);
  const before = found(await store.lockCase(tx, caseId));
  requireOther(before.author_id, userId);
  const row = await step(ground, tx, before, 'decide', userId, reason, {
    measure,
    reason,
    decided_by: userId,
    decided_at: ground.kernel.clock.now(),
  });
  const kind = row.kind as Kind;
  if (measure === 'HIDE' || (measure === 'SUSPEND' && kind !== 'PROFILE'))
    await hide(ground, tx, kind, row.subject_id, true);
  if (measure === 'SUSPEND')
    await ground.people.administer(tx, call, userId, row.author_id, 'SUSPEND', reason);
  if (measure !== 'DISMISS')
    await publish(ground, tx, 'moderation.decided', userId, {
      caseId,
      userId: row.author_id,
      measure,
      reason,
      kind,
    });
  return row;
}

function requireOther(authorId: string, userId: string): void {
  if (authorId === userId) throw new Fail('FORBIDDEN', 'Nobody decides about what they did themselves.');
}

export async function appeal(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  caseId: string,
  text: string,
): Promise<store.CaseRow> {
  const before = found(await store.lockCase(tx, caseId));
  if (before.author_id !== actor.userId || !before.measure || before.measure === 'DISMISS')
    throw new Fail('NOT_FOUND');
  const now = ground.kernel.clock.now();
  if (before.state === 'DECIDED' && !isTimely(before, now))
    throw new Fail('RULE_VIOLATED', 'A decision can be appealed for 30 days.');
  const row = await step(ground, tx, before, 'appeal', actor.userId, null, {
    appeal: text,
    appealed_at: now,
  });
  const recipientIds = await judgesOf(ground, tx, row);
  await publish(ground, tx, 'moderation.appealed', actor.userId, { caseId, recipientIds });
  return row;
}

/** Who may decide an appeal: another administrator than the one who decided, where there is one. */
async function judgesOf(
  { security }: Ground,
  tx: Tx,
  { author_id: authorId, decided_by: decidedBy }: store.CaseRow,
): Promise<string[]> {
  const chiefs = (await security.appointed(tx, [12])).filter((id) => id !== authorId);
  const others = chiefs.filter((id) => id !== decidedBy);
  return others.length ? others : chiefs;
}

function isTimely({ decided_at: at }: store.CaseRow, now: Date): boolean {
  return at !== null && now.getTime() - at.getTime() <= appealMs;
}

/** Whoever decided does not decide the appeal, unless the hub has nobody else. */
export async function decideAppeal(
  ground: Ground,
  tx: Tx,
  call: Call,
  caseId: string,
  { overturn, reason }: { overturn: boolean; reason: string },
): Promise<store.CaseRow> {
  const { userId } = callerOf(call);
  const before = found(await store.lockCase(tx, caseId));
  requireOther(before.author_id, userId);
  if (before.decided_by === userId && !(await judgesOf(ground, tx, before)).includes(userId))
    throw new Fail('FORBIDDEN', 'Another administrator than the one who decided looks at an appeal.');
  const row = await step(ground, tx, before, overturn ? 'overturn' : 'uphold', userId, reason, {
    appeal_reason: reason,
    appeal_by: userId,
    overturned: overturn,
  });
  const kind = row.kind as Kind;
  if (overturn) {
    if (row.measure === 'HIDE' || (row.measure === 'SUSPEND' && kind !== 'PROFILE'))
      await hide(ground, tx, kind, row.subject_id, false);
    if (row.measure === 'SUSPEND') await liftSuspension(ground, tx, call, row, reason);
  }
  await publish(ground, tx, 'moderation.appeal-decided', userId, {
    caseId,
    userId: row.author_id,
    overturned: overturn,
    reason,
  });
  return row;
}

/** Somebody may have reinstated the account already. */
async function liftSuspension(
  { people }: Ground,
  tx: Tx,
  call: Call,
  row: store.CaseRow,
  reason: string,
): Promise<void> {
  const person = (await people.byIds(tx, [row.author_id])).get(row.author_id);
  if (person?.status === 'SUSPENDED')
    await people.administer(tx, call, callerOf(call).userId, row.author_id, 'REINSTATE', reason);
}

async function step(
  ground: Ground,
  tx: Tx,
  before: store.CaseRow,
  event: ModerationEvent,
  actorId: string,
  reason: string | null,
  change: Parameters<typeof store.updateCase>[2],
): Promise<store.CaseRow> {
  const to = nextState(moderationMachine, before.state, event);
  const row = await store.updateCase(tx, before.id, { ...change, state: to });
  await record(ground, tx, {
    entity: 'moderation-case',
    id: row.id,
    event,
    from: before.state,
    to,
    actorId,
    reason,
  });
  return row;
}

export async function reportViews(
  db: Db,
  rows: readonly store.ReportRow[],
): Promise<Map<string, ReportView>> {
  const cases = new Map(
    (
      await store.findCases(
        db,
        rows.map((row) => row.case_id),
      )
    ).map((row) => [row.id, row]),
  );
  return new Map(
    rows.map((row): [string, ReportView] => {
      const { kind, subject_id, measure, overturned } = cases.get(row.case_id)!;
      const acted = measure !== 'DISMISS' && overturned !== true;
      return [
        row.id,
        {
          id: row.id,
          kind: kind as Kind,
          subjectId: subject_id,
          reason: row.reason as 'SPAM',
          text: row.body,
          at: row.at.toISOString(),
          outcome: measure === null ? null : acted ? 'ACTED' : 'NOTHING',
        },
      ];
    }),
  );
}

export function decisionView({ kernel }: Ground, row: store.CaseRow): DecisionView {
  return {
    id: row.id,
    kind: row.kind as Kind,
    measure: row.measure as Measure,
    reason: row.reason!,
    excerpt: row.excerpt,
    decidedAt: row.decided_at!.toISOString(),
    state: row.state as 'DECIDED',
    appeal: row.appeal,
    appealReason: row.appeal_reason,
    overturned: row.overturned,
    rights: row.state === 'DECIDED' && isTimely(row, kernel.clock.now()) ? ['appeal'] : [],
  };
}

export async function caseViews(
  ground: Ground,
  db: Db,
  rows: readonly store.CaseRow[],
): Promise<Map<string, CaseView>> {
  const reports = await store.reportsOn(
    db,
    rows.map((row) => row.id),
  );
  const name = await namesOf(ground, db, [
    ...rows.flatMap((row) => [row.author_id, row.decided_by]),
    ...reports.map((one) => one.reporter_id),
  ]);
  return new Map(
    rows.map((row): [string, CaseView] => [
      row.id,
      {
        id: row.id,
        kind: row.kind as Kind,
        subjectId: row.subject_id,
        author: name(row.author_id),
        excerpt: row.excerpt,
        state: row.state as 'OPEN',
        reports: reports
          .filter((one) => one.case_id === row.id)
          .map((one) => ({
            reporter: name(one.reporter_id),
            reason: one.reason as 'SPAM',
            text: one.body,
            at: one.at.toISOString(),
          })),
        measure: row.measure as Measure | null,
        reason: row.reason,
        decidedBy: row.decided_by ? name(row.decided_by) : null,
        decidedAt: row.decided_at?.toISOString() ?? null,
        appeal: row.appeal,
        appealedAt: row.appealed_at?.toISOString() ?? null,
        appealReason: row.appeal_reason,
        overturned: row.overturned,
        openedAt: row.opened_at.toISOString(),
        version: row.version,
      },
    ]),
  );
}

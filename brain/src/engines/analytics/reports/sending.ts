import type { Kernel } from '../../../kernel/kernel.ts';
import { nextDue, type Rhythm } from './schedule-rule.ts';
import type { ReportDeps } from './reports.ts';
import { whyNot, type Definition } from './rights.ts';
import { runReport, type Result } from './running.ts';
import { written } from './files.ts';
import * as store from './store.ts';

const batch = 50;
/** A report that fails again and again waits for its next moment. */
const mostFailures = 5;
const linesInMail = 12;

interface Letter {
  readonly userId: string;
  readonly text: string;
}

/** Sends what is due. What was missed is sent once: the next moment is counted from now. */
export function defineSending(deps: ReportDeps): void {
  const { jobs } = deps.kernel;
  jobs.define({ name: 'send-reports', cron: '*/5 * * * *', run: () => sendDue(deps) });
}

async function sendDue(deps: ReportDeps): Promise<{ sent: number; stopped: number; failed: number }> {
  const { database, clock, log } = deps.kernel;
  const counts = { sent: 0, stopped: 0, failed: 0 };
  for (const reportId of await store.dueSchedules(database.db, clock.now(), batch)) {
    try {
      const outcome = await sendOne(deps, reportId);
      if (outcome) counts[outcome]++;
    } catch (err) {
      counts.failed++;
      log.error({ err, reportId }, 'a report could not be sent');
      await noteFailure(deps, reportId);
    }
  }
  return counts;
}

/** Figures are computed before the transaction, which looks again whether the moment is still due. */
async function sendOne(deps: ReportDeps, reportId: string): Promise<'sent' | 'stopped' | null> {
  const { database, clock } = deps.kernel;
  const { db } = database;
  const row = await store.find(db, reportId);
  const schedule = (await store.schedulesOf(db, [reportId])).get(reportId);
  if (!row || !schedule?.next_at) return null;
  const dueAt = schedule.next_at;
  const definition = row.definition as Definition;
  const refusal = whyNot(definition, await readerOf(deps, row.owner_id));
  const letters = refusal ? [] : await lettersFor(deps, row, definition);
  return database.transact(async (tx) => {
    const now = clock.now();
    const taken = await store.takeDue(tx, reportId, now);
    if (!taken?.next_at || taken.next_at.getTime() !== dueAt.getTime()) return null;
    if (refusal) {
      await store.changeSchedule(tx, reportId, {
        next_at: null,
        stopped: `Its owner may not read these figures any more. ${refusal}`,
      });
      await tell(deps, tx, 'report.stopped', { userId: row.owner_id, text: refusal }, row.name, reportId);
      return 'stopped';
    }
    await store.changeSchedule(tx, reportId, {
      next_at: nextDue(rhythmOf(taken), now),
      last_sent_at: now,
      failures: 0,
    });
    const isFirst = await store.addSending(tx, {
      report_id: reportId,
      due_at: dueAt,
      sent_at: now,
      told: letters.length,
    });
    if (!isFirst) return null;
    for (const letter of letters) await tell(deps, tx, 'report.sent', letter, row.name, reportId);
    return 'sent';
  });
}

/** What each of them may read themselves, on this day. */
async function lettersFor(deps: ReportDeps, row: store.ReportRow, definition: Definition): Promise<Letter[]> {
  const recipients = (await store.recipientsOf(deps.kernel.database.db, [row.id])).get(row.id) ?? [];
  const letters: Letter[] = [];
  for (const userId of [row.owner_id, ...recipients]) {
    const reader = await readerOf(deps, userId);
    if (whyNot(definition, reader)) continue;
    letters.push({ userId, text: summaryOf(await runReport(deps, definition, reader)) });
  }
  return letters;
}

async function readerOf({ security, kernel }: ReportDeps, userId: string) {
  return { userId, held: await security.held(kernel.database.db, userId) };
}

const rhythmOf = (row: store.ScheduleRow): Rhythm => ({
  frequency: row.frequency as Rhythm['frequency'],
  weekday: row.weekday,
  monthDay: row.month_day,
  hour: row.hour,
  timeZone: row.time_zone,
});

async function noteFailure(deps: ReportDeps, reportId: string): Promise<void> {
  const { database, clock } = deps.kernel;
  await database.transact(async (tx) => {
    const taken = await store.takeDue(tx, reportId, clock.now());
    if (!taken) return;
    const failures = taken.failures + 1;
    await store.changeSchedule(
      tx,
      reportId,
      failures >= mostFailures
        ? { failures: 0, next_at: nextDue(rhythmOf(taken), clock.now()) }
        : { failures },
    );
  });
}

async function tell(
  { kernel }: { kernel: Kernel },
  tx: Parameters<Kernel['outbox']['publish']>[0],
  type: 'report.sent' | 'report.stopped',
  { userId, text }: Letter,
  name: string,
  reportId: string,
): Promise<void> {
  await kernel.outbox.publish(tx, {
    type,
    actorId: null,
    at: kernel.clock.now().toISOString(),
    topics: [],
    data: { userId, reportId, name, text },
  });
}

/** The figures as a mail tells them: the first table, row by row, and what the reader should know. */
export function summaryOf(result: Result): string {
  const [table] = result.tables;
  const days = `${result.range.from.slice(0, 10)} to ${result.range.to.slice(0, 10)}`;
  if (!table || !table.rows.length)
    return [`There are no figures for ${days}.`, ...result.notes.slice(0, 3)].join('\n\n');
  const lines = table.rows.slice(0, linesInMail).map((row) => {
    const [first, ...rest] = row;
    const cells = rest.flatMap((cell, at) => {
      const column = table.columns[at + 1]!;
      return cell === null || cell === ''
        ? []
        : [`${column.title.toLowerCase()} ${written(cell, column.unit)}`];
    });
    return `${written(first ?? null)}: ${cells.join(', ') || 'no data'}`;
  });
  const more = table.rows.length - lines.length;
  return [
    `${table.title}, ${days}:`,
    ...lines,
    ...(more > 0 ? [`… and ${more} rows more in the report.`] : []),
    ...result.notes.slice(0, 3),
  ].join('\n\n');
}

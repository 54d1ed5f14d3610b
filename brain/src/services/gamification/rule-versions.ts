import type { gamificationWire } from '@smartstart/contract';
import { callerOf, type Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { readCursor, requireId, toPage } from '../../kernel/paging.ts';
import type { Ground } from './deps.ts';
import { previewJob, replayJob } from './replaying.ts';
import { levels, standingOf } from './rules/levels.ts';
import { currentXpRules, problemsOfRules, type XpRules } from './rules/xp-table.ts';
import * as store from './rules-store.ts';

/** Versions of what earns XP: written, previewed for everybody, then applied. */

type VersionView = (typeof gamificationWire.rulesVersion)['_zod']['input'];
type Rules = Omit<XpRules, 'version'>;
const mostDrafts = 20;

/** The table this version of the code brings along is the first version; later ones are written here. */
export async function publishRules(ground: Ground): Promise<void> {
  const { database, clock } = ground.kernel;
  await database.transact(async (tx) => {
    await store.lockVersions(tx);
    if ((await store.newestVersion(tx)) > 0) return;
    const { version, ...rules } = currentXpRules;
    const now = clock.now();
    await store.insert(tx, {
      version: Number(version),
      state: 'CURRENT',
      note: 'As the platform was delivered.',
      rules: JSON.stringify(rules),
      created_at: now,
      applied_at: now,
      replayed_at: now,
    });
  });
}

export async function addVersion(
  ground: Ground,
  tx: Tx,
  call: Call,
  { note, rules }: { note: string; rules: unknown },
): Promise<VersionView> {
  await store.lockVersions(tx);
  const version = (await store.newestVersion(tx)) + 1;
  const wish = { ...(rules as Rules), version: String(version) };
  const problems = [...problemsOfRules(wish), ...problemsOfWindows(wish)];
  if (problems.length) throw new Fail('INVALID_INPUT', problems.join(' '));
  if ((await store.countDrafts(tx)) >= mostDrafts)
    throw new Fail('RULE_VIOLATED', `There are ${mostDrafts} drafts already. Discard one first.`);
  const { userId } = callerOf(call);
  const row = await store.insert(tx, {
    version,
    state: 'DRAFT',
    note,
    rules: JSON.stringify(rules),
    created_by: userId,
    created_at: ground.kernel.clock.now(),
  });
  await log(ground, tx, call, 'xp-rules.written', row, note);
  return (await views(ground, tx, [row]))[0]!;
}

/** What was recorded says in which venture or plan it lies only where the table asked for it from the beginning. */
function problemsOfWindows(wish: XpRules): string[] {
  return Object.entries(wish.events).flatMap(([event, { cap, xp }]) => {
    const known = currentXpRules.events[event as keyof XpRules['events']];
    const problems: string[] = [];
    if (cap?.within && cap.within !== known.cap?.within)
      problems.push(`${event}: it is not known in which ${cap.within.toLowerCase()} these happened.`);
    if (typeof xp !== 'number' && typeof known.xp === 'number')
      problems.push(`${event}: it has no priority to be paid by.`);
    return problems;
  });
}

export async function startPreview(ground: Ground, tx: Tx, call: Call, version: number) {
  const row = await lockDraft(tx, version);
  if (row.preview_job_id && !row.previewed_at && (await isRunning(tx, row.preview_job_id)))
    throw new Fail('RULE_VIOLATED', 'A preview of this version is under way. Wait until it is finished.');
  await store.clearPreview(tx, version);
  const jobId = await ground.kernel.jobs.enqueue(tx, previewJob, { version }, callerOf(call).userId);
  await store.update(tx, version, { preview_job_id: jobId, previewed_at: null });
  return { jobId };
}

/** What was worked out so far goes with it; the draft stays. */
export async function cancelPreview(ground: Ground, tx: Tx, call: Call, version: number) {
  const row = await lockDraft(tx, version);
  const running =
    row.preview_job_id && !row.previewed_at && (await ground.kernel.jobs.cancel(tx, row.preview_job_id));
  if (!running) throw new Fail('ILLEGAL_TRANSITION', 'No preview of this version is under way.');
  await store.clearPreview(tx, version);
  const left = await store.update(tx, version, { preview_job_id: null });
  await log(ground, tx, call, 'xp-rules.preview-cancelled', left);
  return (await views(ground, tx, [left]))[0]!;
}

/** A replay is never given up halfway, or some would be judged by rules that others are not; it goes on where it stopped. */
export async function goOnReplaying(ground: Ground, tx: Tx, call: Call, version: number) {
  await store.lockVersions(tx);
  const row = found(await store.lockVersion(tx, version), 'There is no such version of the rules.');
  if (row.state !== 'CURRENT' || row.replayed_at)
    throw new Fail('ILLEGAL_TRANSITION', 'Everything is judged by this version already, or by another.');
  if (row.replay_job_id && (await isRunning(tx, row.replay_job_id)))
    throw new Fail('RULE_VIOLATED', 'This version is being applied. Wait until that is done.');
  const jobId = await ground.kernel.jobs.enqueue(tx, replayJob, { version }, callerOf(call).userId);
  const begun = await store.update(tx, version, { replay_job_id: jobId });
  await log(ground, tx, call, 'xp-rules.replay-resumed', begun);
  return { jobId };
}

export async function apply(ground: Ground, tx: Tx, call: Call, version: number, reason: string) {
  await store.lockVersions(tx);
  const row = await lockDraft(tx, version);
  if (!row.previewed_at)
    throw new Fail('RULE_VIOLATED', 'Look at the preview first: it shows what changes for whom.');
  const before = await store.current(tx);
  if (!before.replayed_at)
    throw new Fail(
      'RULE_VIOLATED',
      `Version ${before.version} is still being applied. Wait until that is done.`,
    );
  const { userId } = callerOf(call);
  const jobId = await ground.kernel.jobs.enqueue(tx, replayJob, { version }, userId);
  await store.update(tx, before.version, { state: 'RETIRED' });
  const applied = await store.update(tx, version, {
    state: 'CURRENT',
    applied_by: userId,
    applied_at: ground.kernel.clock.now(),
    replay_job_id: jobId,
  });
  await log(ground, tx, call, 'xp-rules.applied', applied, reason);
  return { jobId };
}

export async function discard(ground: Ground, tx: Tx, call: Call, version: number): Promise<VersionView> {
  await lockDraft(tx, version);
  const row = await store.update(tx, version, { state: 'DISCARDED' });
  await store.clearPreview(tx, version);
  await log(ground, tx, call, 'xp-rules.discarded', row);
  return (await views(ground, tx, [row]))[0]!;
}

async function lockDraft(tx: Tx, version: number): Promise<store.VersionRow> {
  const row = found(await store.lockVersion(tx, version), 'There is no such version of the rules.');
  if (row.state !== 'DRAFT')
    throw new Fail('ILLEGAL_TRANSITION', `A version in the state ${row.state} does not allow this.`);
  return row;
}

async function isRunning(db: Db, jobId: string): Promise<boolean> {
  const job = (await store.jobsOf(db, [jobId])).get(jobId);
  return job?.state === 'QUEUED' || job?.state === 'RUNNING';
}

function log(
  { security }: Ground,
  tx: Tx,
  call: Call,
  action: string,
  { version, state }: store.VersionRow,
  reason?: string,
): Promise<void> {
  return security.audit(tx, {
    actorId: callerOf(call).userId,
    action,
    entity: 'xp-rules',
    entityId: null,
    after: { version, state },
    ...(reason ? { reason } : {}),
    call,
  });
}

export async function currentRules(db: Db) {
  const row = await store.current(db);
  return { version: String(row.version), rules: row.rules as VersionView['rules'] };
}

export async function listVersions(
  ground: Ground,
  db: Db,
  query: { cursor?: string | undefined; limit: number },
) {
  const before = readCursor(query.cursor, 1)?.[0];
  const rows = await store.list(db, before === undefined ? null : Number(before), query.limit);
  const shown = new Map((await views(ground, db, rows)).map((view) => [view.version, view]));
  return toPage(
    rows,
    query.limit,
    ({ version }) => [version],
    ({ version }) => shown.get(String(version))!,
  );
}

export async function previewOf(
  ground: Ground,
  db: Db,
  version: number,
  query: { cursor?: string | undefined; limit: number },
) {
  found(await store.find(db, version), 'There is no such version of the rules.');
  const key = readCursor(query.cursor, 2);
  const after = key ? { size: Number(key[0]), userId: requireId(key[1]) } : null;
  const rows = await store.previewRows(db, version, after, query.limit);
  const people = await ground.people.byIds(
    db,
    rows.map((row) => row.user_id),
  );
  const summary = await store.previewSums(
    db,
    version,
    levels.slice(1).map(({ from }) => from),
  );
  const page = toPage(
    rows,
    query.limit,
    (row) => [Math.abs(row.after - row.before), row.user_id],
    (row) => ({
      userId: row.user_id,
      name: people.get(row.user_id)?.name ?? '',
      before: row.before,
      after: row.after,
      difference: row.after - row.before,
      levelBefore: standingOf(row.before).level,
      levelAfter: standingOf(row.after).level,
    }),
  );
  return { summary, ...page };
}

async function views(ground: Ground, db: Db, rows: readonly store.VersionRow[]): Promise<VersionView[]> {
  const people = await ground.people.byIds(db, [
    ...new Set(rows.flatMap((row) => [row.created_by, row.applied_by].flatMap((id) => id ?? []))),
  ]);
  const jobs = await store.jobsOf(
    db,
    rows.flatMap((row) => [row.preview_job_id, row.replay_job_id].flatMap((id) => id ?? [])),
  );
  const nameOf = (id: string | null) => (id ? (people.get(id)?.name ?? null) : null);
  const runOf = (jobId: string | null, at: Date | null): VersionView['preview'] => {
    const job = jobId ? jobs.get(jobId) : undefined;
    const state = at ? 'DONE' : !job ? 'NONE' : job.state === 'FAILED' ? 'FAILED' : 'RUNNING';
    return { state, done: job?.done ?? 0, total: job?.total ?? 0, finishedAt: at?.toISOString() ?? null };
  };
  return rows.map((row) => ({
    version: String(row.version),
    state: row.state as VersionView['state'],
    note: row.note,
    rules: row.rules as VersionView['rules'],
    createdBy: nameOf(row.created_by),
    createdAt: row.created_at.toISOString(),
    appliedBy: nameOf(row.applied_by),
    appliedAt: row.applied_at?.toISOString() ?? null,
    preview: runOf(row.preview_job_id, row.previewed_at),
    replay: runOf(row.replay_job_id, row.replayed_at),
  }));
}

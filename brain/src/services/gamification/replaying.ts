import type { Tx } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { JobContext } from '../../kernel/jobs.ts';
import { giveBadgeXp } from './awards.ts';
import type { Ground } from './deps.ts';
import * as ledger from './ledger-store.ts';
import * as people from './people-store.ts';
import { replay } from './rules/replay.ts';
import { totalOf } from './rules/xp-rules.ts';
import * as rulesStore from './rules-store.ts';
import { lockPerson, settle } from './standing.ts';

/** Judging everything again under other rules: first as a preview, then for good. Both go on where they were stopped. */

export const previewJob = 'preview-xp-rules';
export const replayJob = 'replay-xp-rules';
const batch = 100;

export function defineReplaying(ground: Ground): void {
  const { jobs } = ground.kernel;
  jobs.define({ name: previewJob, run: (context) => preview(ground, context) });
  jobs.define({ name: replayJob, run: (context) => replayAll(ground, context) });
}

async function preview(ground: Ground, { jobId, input, progress }: JobContext): Promise<void> {
  const { database, clock } = ground.kernel;
  const version = Number(input['version']);
  const row = await rulesStore.find(database.db, version);
  if (!row || !isWanted(row, jobId)) return;
  const rules = rulesStore.rulesOf(row);
  const total = await people.count(database.db);
  let done = await rulesStore.countPreviewed(database.db, version);
  for (let after = await rulesStore.lastPreviewed(database.db, version); ;) {
    const ids: string[] = await people.idsAfter(database.db, after, batch);
    const wanted = await database.transact(async (tx) => {
      const draft = await rulesStore.lockVersion(tx, version);
      if (!draft || !isWanted(draft, jobId)) return false;
      const { occurrences, corrections } = await ledger.allOfMany(tx, ids);
      for (const userId of ids) {
        const recorded = (occurrences.get(userId) ?? []).map(ledger.recordedOf);
        const corrected = corrections.get(userId) ?? [];
        const { total: line } = replay(recorded, corrected, rules);
        await rulesStore.savePreview(tx, {
          version,
          user_id: userId,
          before: totalOf(recorded, corrected),
          after: line.after,
        });
      }
      return true;
    });
    if (!wanted) return;
    done += ids.length;
    await progress(done, Math.max(total, done));
    if (ids.length < batch) break;
    after = ids.at(-1)!;
  }
  await database.transact(async (tx) => {
    const draft = await rulesStore.lockVersion(tx, version);
    if (draft && isWanted(draft, jobId)) await rulesStore.update(tx, version, { previewed_at: clock.now() });
  });
}

/** Looked at under the lock: a preview that was cancelled or begun anew writes nothing more. */
function isWanted(draft: rulesStore.VersionRow, jobId: string | null): boolean {
  return draft.state === 'DRAFT' && (jobId === null || draft.preview_job_id === jobId);
}

async function replayAll(ground: Ground, { input, progress }: JobContext): Promise<void> {
  const { database, clock } = ground.kernel;
  const version = Number(input['version']);
  const current = await rulesStore.current(database.db);
  // Another version was applied meanwhile: its own job goes through everybody.
  if (current.version !== version) return;
  const total = await people.count(database.db);
  for (let after: string | null = null; ;) {
    const ids: string[] = await people.idsAfter(database.db, after, batch, version);
    for (const userId of ids) await database.transact((tx) => replayOne(ground, tx, userId));
    const left = await people.count(database.db, version);
    await progress(Math.max(0, total - left), total);
    if (ids.length < batch) break;
    after = ids.at(-1)!;
  }
  await database.transact(async (tx) => {
    await rulesStore.update(tx, version, { replayed_at: clock.now() });
    await ground.security.audit(tx, {
      actorId: null,
      action: 'xp-rules.replayed',
      entity: 'xp-rules',
      entityId: null,
      after: { version, people: total },
    });
  });
}

/** What the ledger says under the rules of now is posted as a difference; nothing that was posted is changed. */
export async function replayOne(ground: Ground, tx: Tx, userId: string): Promise<number> {
  const locked = await lockPerson(ground, tx, userId);
  if (!locked) return 0;
  const { version, rules } = locked;
  const recorded = (await ledger.allOf(tx, userId)).map(ledger.recordedOf);
  const { postings, worth } = replay(recorded, [], rules);
  const now = ground.kernel.clock.now();
  for (const { occurrenceId } of postings)
    await ledger.setWorth(tx, occurrenceId, worth.get(occurrenceId) ?? 0);
  await ledger.insertPostings(
    tx,
    postings.map(({ occurrenceId, xp }) => ({
      id: newId(),
      user_id: userId,
      occurrence_id: occurrenceId,
      kind: 'REPLAY',
      xp,
      rules_version: version,
      reason: `Judged again under version ${version} of the rules.`,
      at: now,
    })),
  );
  locked.xp += postings.reduce((sum, { xp }) => sum + xp, 0);
  if (postings.length) await settle(ground, tx, locked, new Set(), giveBadgeXp(ground));
  await people.update(tx, userId, { rules_version: version });
  return postings.length;
}

import { buffer } from 'node:stream/consumers';
import type { JobContext } from '../../kernel/jobs.ts';
import type { Models } from '../models/index.ts';
import type { Ground } from './ground.ts';
import { findPlaybook } from './playbooks.ts';
import { readContract, Unreadable } from './processor.ts';
import { openText, readingJob, sealResult, sealText } from './readings.ts';
import type { FailureReason, ReadOutcome } from './result.ts';
import * as store from './store.ts';

/** Models the reader uses; without one it does without, and says so. */
export const readerModels = ['clauses', 'inference'] as const;
/** A file that is still being checked for harm is looked at again after this long, at most so often. */
const scanWaitMs = 500;
const scanTries = 60;

/** Reads contracts one by one. Written to run twice: the second time writes the same result over the first. */
export function defineReading(ground: Ground, models: Models): void {
  ground.kernel.jobs.define({
    name: readingJob,
    retryLimit: 2,
    run: (context) => read(ground, models, String(context.input['readingId']), context),
  });
}

async function read(ground: Ground, models: Models, readingId: string, context: JobContext): Promise<void> {
  const { db } = ground.kernel.database;
  const row = await store.reading(db, readingId);
  if (!row || row.state === 'READY' || row.state === 'FAILED') return;
  await store.updateReading(db, readingId, { state: 'READING' });
  try {
    const source = row.text_sealed
      ? { text: openText(ground, readingId, row.text_sealed) }
      : { bytes: await bytesOf(ground, row.owner_id, row.file_id!) };
    const champions = [];
    for (const name of readerModels) {
      const champion = await models.champion(db, name);
      if (champion) champions.push(champion);
    }
    const playbook = row.playbook_id ? await findPlaybook(db, row.owner_id, row.playbook_id) : null;
    let told = 0;
    const outcome = await readContract(
      { kind: 'read', ...source, name: row.title, models: champions, playbook },
      (percent) => {
        if (percent - told < 10) return;
        told = percent;
        // The page asks for it; a reading that was forgotten has no row to write to.
        void store.updateReading(db, readingId, { progress: percent }).catch(() => undefined);
        void context.progress(percent, 100).catch(() => undefined);
      },
    );
    await finish(ground, row, outcome);
  } catch (err) {
    if (!(err instanceof Unreadable))
      ground.kernel.log.error({ err, readingId }, 'a contract could not be read');
    await fail(ground, row, err instanceof Unreadable ? err.reason : 'INTERNAL');
  }
}

async function bytesOf(ground: Ground, userId: string, fileId: string): Promise<Uint8Array> {
  const { db } = ground.kernel.database;
  for (let tries = 0; tries < scanTries; tries++) {
    const file = (await ground.files.list(db, userId)).find((row) => row.id === fileId);
    if (!file || file.state === 'QUARANTINED') throw new Unreadable('UNSUPPORTED');
    if (file.state === 'READY') break;
    await new Promise((resolve) => setTimeout(resolve, scanWaitMs));
  }
  const { stream } = await ground.files.download(db, userId, fileId);
  return buffer(stream);
}

async function finish(ground: Ground, row: store.ReadingRow, outcome: ReadOutcome): Promise<void> {
  const { details } = outcome.result;
  const count = (severity: string) => details.filter((finding) => finding.severity === severity).length;
  await ground.kernel.database.transact(async (tx) => {
    // Forgotten in the meantime: nothing is kept.
    if (!(await store.lockReading(tx, row.id))) return;
    await store.updateReading(tx, row.id, {
      state: 'READY',
      progress: 100,
      format: row.format ?? outcome.format,
      page_count: outcome.pageCount,
      character_count: outcome.text.length,
      high: count('HIGH'),
      medium: count('MEDIUM'),
      low: count('LOW'),
      text_sealed: row.text_sealed ?? sealText(ground, row.id, outcome.text),
      result_sealed: sealResult(ground, row.id, outcome.result),
      models: JSON.stringify(outcome.models),
      read_at: ground.kernel.clock.now(),
    });
    await announce(ground, tx, row, 'READY');
  });
}

async function fail(ground: Ground, row: store.ReadingRow, reason: FailureReason): Promise<void> {
  await ground.kernel.database.transact(async (tx) => {
    if (!(await store.lockReading(tx, row.id))) return;
    await store.updateReading(tx, row.id, { state: 'FAILED', failure: reason });
    await announce(ground, tx, row, 'FAILED');
  });
}

function announce(
  ground: Ground,
  tx: Parameters<Ground['kernel']['outbox']['publish']>[0],
  row: store.ReadingRow,
  state: string,
): Promise<void> {
  return ground.kernel.outbox.publish(tx, {
    type: 'reading.changed',
    actorId: row.owner_id,
    at: ground.kernel.clock.now().toISOString(),
    topics: [`user:${row.owner_id}`],
    data: { readingId: row.id, state },
  });
}

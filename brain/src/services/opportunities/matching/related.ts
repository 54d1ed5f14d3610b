import type { Kernel } from '../../../kernel/kernel.ts';
import { inThread } from '../../../kernel/thread.ts';
import type { OpportunityRow } from '../record/store.ts';
import { skillsOf } from '../rules/completeness.ts';
import { openStamp, tellable } from './shelf-store.ts';
import { openTextSpace, type PackedSpace, type TextSpace, type Told } from './text-space.ts';

/** The newest so many can be found by what they are about; all can be found by their words. */
const most = 5_000;
/** How old a space may be before it is asked whether anything changed. */
const freshMs = 60_000;
/** Making one takes a second or two. */
const deadlineMs = 60_000;
const memoryMb = 512;
/** How long the first question waits for one; its words are searched in any case. */
const patienceMs = 1_500;
const worker = new URL('./text-space-worker.ts', import.meta.url);

/**
 * Finds opportunities by what they are about. The space is made from what every member may read and nothing else, so
 * that no word of a text behind papers leads to it. One is made when it is first asked for, and anew when opportunities
 * changed; until the new one is there the old one answers.
 */
export function createRelated({ database, clock, log }: Pick<Kernel, 'database' | 'clock' | 'log'>) {
  let space: { readonly texts: TextSpace; readonly stamp: string } | null = null;
  let checkedAt = -Infinity;
  let making: Promise<void> | null = null;

  async function make(): Promise<void> {
    const { db } = database;
    const now = clock.now();
    const stamp = await openStamp(db, now);
    checkedAt = now.getTime();
    if (stamp === space?.stamp) return;
    const told = (await tellable(db, now, most)).map(toTold);
    const packed = await inThread<PackedSpace>(worker, told, { deadlineMs, memoryMb });
    space = { texts: openTextSpace(packed), stamp };
  }

  function begin(): Promise<void> {
    making ??= make()
      .catch((err: unknown) => log.error({ err }, 'opportunities could not be read for finding related ones'))
      .finally(() => (making = null));
    return making;
  }

  return async (question: string, take: number): Promise<string[]> => {
    if (clock.now().getTime() - checkedAt >= freshMs) void begin();
    if (!space && making)
      await Promise.race([making, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
    return space?.texts.related(question, take).map(({ id }) => id) ?? [];
  };
}

function toTold(row: OpportunityRow): Told {
  const skills = [...skillsOf(row.required_skills), ...skillsOf(row.preferred_skills)].map(
    ({ name }) => name,
  );
  const open = row.nda_required ? [] : [row.description];
  return { id: row.id, text: [row.title, ...skills, ...row.tags, row.industry ?? '', ...open].join('. ') };
}

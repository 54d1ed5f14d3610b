import type { Stage } from './stage.ts';

/** On the third of so many past months something was said of every venture that had books then. */
const monthsSaid = 8;

/** What was said of the ventures in the past, from what their books held then, and how it came out since. */
export async function addStatements({ brain, clock }: Stage, present: Date): Promise<void> {
  for (let back = monthsSaid; back >= 0; back--) {
    const day = new Date(Date.UTC(present.getUTCFullYear(), present.getUTCMonth() - back, 3, 4, 20));
    if (day >= present) continue;
    clock.travelTo(day);
    await brain.kernel.jobs.run('keep-venture-statements');
  }
  clock.travelTo(present);
  await brain.services.models.statements.settleDue();
}

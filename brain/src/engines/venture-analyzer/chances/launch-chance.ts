import { addDays } from '@smartstart/units';
import type { Db } from '../../../kernel/db.ts';
import type { Prediction } from '../../../services/models/index.ts';
import type { Ground } from '../ground.ts';
import { launchFeatures, launchNeeds, launchSnapshotDays } from './launch-model.ts';
import type { ServedModel } from './served-model.ts';

export interface LaunchSaid {
  readonly prediction: Prediction;
  readonly asOf: Date;
  /** The end of the ninety days. */
  readonly until: Date;
}

/** What the learnt model says of a venture whose ninety days run; null when none serves, or the time is not right. */
export async function launchChance(
  ground: Ground,
  { launch }: ServedModel,
  db: Db,
  ventureId: string,
): Promise<LaunchSaid | null> {
  const kind = await ground.ventures.kindOf(db, ventureId);
  if (!kind?.activatedAt) return null;
  const now = ground.kernel.clock.now();
  const asOf = addDays(kind.activatedAt, launchSnapshotDays);
  const until = addDays(kind.activatedAt, launchNeeds.days);
  if (now < asOf || now >= until) return null;
  if ((await launch.state()).why !== null) return null;
  if (await ground.work.enteredPhase(db, ventureId, 'LAUNCH')) return null;
  const features = await launchFeatures(ground, db, ventureId, asOf);
  if (!features) return null;
  const prediction = (await launch.predict([{ key: ventureId, features, asOf }]))?.get(ventureId);
  return prediction ? { prediction, asOf, until } : null;
}

import { randomUUID } from 'node:crypto';
import { newId } from '../../../brain/src/kernel/ids.ts';
import { buzPapers, founderPapers, platformPapers, seatPapers, signPaper } from './signing.ts';
import type { Api, World } from './world.ts';

export interface Enrolled {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly api: Api;
}

export type Standing = 'ACCOUNT' | 'MEMBER' | 'SUBSCRIBER';

/**
 * Somebody with a confirmed account who has climbed to the wished rung by signing what it asks for. A subscriber has the
 * welcome of 100 BUZ and what the papers bring.
 */
export async function enrol(world: World, name: string, standing: Standing = 'ACCOUNT'): Promise<Enrolled> {
  const userId = newId();
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${userId.slice(-6)}@example.com`;
  const { users, database } = { users: world.brain.services.users, database: world.brain.kernel.database };
  await database.transact(async (tx) => {
    await users.createAccount(tx, { userId, email, name, timeZone: 'America/Toronto', locale: 'en' });
    await users.verifyEmail(tx, userId);
  });
  const api = world.as(userId);
  if (standing !== 'ACCOUNT') for (const code of platformPapers) await signPaper(api, name, code);
  if (standing === 'SUBSCRIBER') {
    for (const code of seatPapers) await signPaper(api, name, code);
    await api.subscriptions.startTrial({ body: {} }, { idempotencyKey: randomUUID() });
    for (const code of [...founderPapers, ...buzPapers]) await signPaper(api, name, code);
    await receiveRewards(world);
  }
  return { userId, name, email, api };
}

/** What was earned is claimed and paid, as a running Brain does by itself. */
export async function receiveRewards(world: World): Promise<void> {
  await world.settle();
  await world.brain.kernel.jobs.run('pay-claims');
  await world.settle();
}

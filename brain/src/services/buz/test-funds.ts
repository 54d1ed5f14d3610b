import { randomUUID } from 'node:crypto';
import { accountOf, hub } from '@smartstart/units';
import type { Brain } from '../../brain.ts';

/** Gives somebody BUZ for a test, as an award of the hub; their gate need not be open. */
export async function fund(
  world: { readonly brain: Brain },
  userId: string,
  amountMicro: bigint,
): Promise<void> {
  const { kernel, services } = world.brain;
  await services.buz.ground.wallets.open(kernel.database.db, userId);
  await services.ledger.submit({
    key: `test-funds:${randomUUID()}`,
    kind: 'AWARD',
    actorId: null,
    cause: { type: 'award', id: userId },
    postings: [
      { ...hub('COMMUNITY'), kind: 'AWARD', amountMicro: -amountMicro },
      { ...accountOf(userId, 'AVAILABLE'), kind: 'AWARD', amountMicro },
    ],
  });
}

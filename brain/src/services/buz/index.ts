import type { BuzDeps, Ground } from './deps.ts';
import { createWallets } from './wallets.ts';

export { buzRoutes } from './routes.ts';
export type { BuzDeps } from './deps.ts';
export type Buz = ReturnType<typeof createBuz>;

export function createBuz(deps: BuzDeps) {
  const { kernel, security, people } = deps;
  const ground: Ground = {
    ...deps,
    wallets: createWallets(security, people),
    tell: (tx, { type, actorId, userIds, data }) =>
      kernel.outbox.publish(tx, {
        type,
        actorId,
        at: kernel.clock.now().toISOString(),
        topics: userIds.map((userId) => `user:${userId}`),
        data,
      }),
  };
  return { ground };
}

import { governanceAdminRoutes, governanceRoutes } from './governance-routes.ts';
import { historyRoutes } from './history-routes.ts';
import { holdRoutes } from './hold-routes.ts';
import type { Buz } from './index.ts';
import { operatorRoutes } from './operator-routes.ts';
import { proofRoutes } from './proof-routes.ts';
import { rewardRoutes } from './reward-routes.ts';
import { stakeRoutes } from './stake-routes.ts';
import { transferRoutes } from './transfer-routes.ts';
import { walletRoutes } from './wallet-routes.ts';

/** The handlers of the three modules of this service, part by part. */
export function buzRoutes(buz: Buz) {
  const { ground, stakes, governance, views, prices, claims, reading, administration } = buz;
  const { database } = ground.kernel;
  return {
    buz: {
      ...walletRoutes(views, database),
      ...transferRoutes(buz, database),
      ...holdRoutes(buz, database),
      ...rewardRoutes(ground, prices, claims),
      ...proofRoutes(ground),
      ...stakeRoutes(ground, stakes),
      ...historyRoutes(reading, database),
    },
    governance: governanceRoutes(ground, governance),
    buzAdmin: {
      ...operatorRoutes(administration, database),
      ...governanceAdminRoutes(ground, governance),
    },
  };
}

import type { Db } from '../../kernel/db.ts';
import { findChannel } from './channels/channel-store.ts';
import { seatIn } from './channels/entrance.ts';
import type { CommunityDeps } from './deps.ts';
import { gatherFeed } from './feed/gathering.ts';
import type { Ground } from './ground.ts';
import { areConnected, countConnections } from './network/connection-store.ts';
import { react } from './reactions.ts';
import { connectionsOfMany, openRequestsOfMany } from './record/count-store.ts';
import { allOf } from './record/person-store.ts';
import { channelRoutes } from './routes/channel-routes.ts';
import { exchangeRoutes } from './routes/exchange-routes.ts';
import { meetingRoutes } from './routes/meeting-routes.ts';
import { networkRoutes } from './routes/network-routes.ts';
import { supportRoutes } from './routes/support-routes.ts';

export type { CommunityDeps, Place, Scope } from './deps.ts';
export { noScope, ventureScope } from './venture-scope.ts';
export { drawn } from '../../kernel/machine.ts';
export * from './rules/machines.ts';
export * as networkFigures from './network/figures-store.ts';

export interface Community {
  readonly ground: Ground;
  /** May this person follow the live topic of the channel now. */
  mayFollow(db: Db, channelId: string, userId: string): Promise<boolean>;
  areConnected(db: Db, one: string, other: string): Promise<boolean>;
  /** How many accepted connections somebody has. */
  countConnections(db: Db, userId: string): Promise<number>;
  readonly connectionsOfMany: typeof connectionsOfMany;
  readonly openRequestsOfMany: typeof openRequestsOfMany;
  exportOf(db: Db, userId: string): Promise<unknown>;
}

/** People talk, vote, thank and help each other; the hub answers and moderates (domain rules, section 19). */
export function createCommunity(deps: CommunityDeps): Community {
  const ground: Ground = deps;
  react(ground);
  gatherFeed(ground);
  return {
    ground,
    async mayFollow(db, channelId, userId) {
      const channel = await findChannel(db, channelId);
      if (!channel) return false;
      const actor = { userId, held: await deps.security.held(db, userId) };
      return (await seatIn(ground, db, actor, channel)) !== null;
    },
    areConnected,
    countConnections,
    connectionsOfMany,
    openRequestsOfMany,
    exportOf: allOf,
  };
}

export function communityRoutes({ ground }: Community) {
  return {
    channels: channelRoutes(ground),
    community: exchangeRoutes(ground),
    meetings: meetingRoutes(ground),
    network: networkRoutes(ground),
    support: supportRoutes(ground),
  };
}

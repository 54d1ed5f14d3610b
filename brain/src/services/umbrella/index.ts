import type { Db, Tx } from '../../kernel/db.ts';
import type { Actor, Ground, PayoutLine, UmbrellaDeps } from './deps.ts';
import { defineExpiry } from './invitations.ts';
import { react } from './reactions.ts';
import { createOwnAccount } from './own-account.ts';
import { defineRun } from './settlement.ts';
import { toApprove } from './office.ts';
import { withhold } from './withholding.ts';

export type { PayoutLine, UmbrellaDeps } from './deps.ts';
export { umbrellaAdminRoutes } from './admin-routes.ts';
export { umbrellaRoutes } from './routes.ts';
export * as umbrellaFigures from './figures-store.ts';

export interface Umbrella {
  readonly ground: Ground;
  /** What is taken off a payout line of a referred member for the sponsor; part of the transaction that pays it. */
  withhold(tx: Tx, line: PayoutLine): Promise<bigint>;
  /** Amounts that wait for the approval of the hub, for who may give it; the newest first. */
  toApprove(
    db: Db,
    actor: Pick<Actor, 'userId' | 'held'>,
    limit: number,
  ): Promise<
    {
      readonly id: string;
      readonly sponsorName: string;
      readonly amount: string;
      readonly calculatedAt: Date;
    }[]
  >;
  /** Why an account cannot be erased yet. */
  blockersOf(db: Db, userId: string): Promise<string[]>;
  exportOf(db: Db, userId: string): Promise<unknown>;
}

/** Who brought whom, and what the sponsor gets of the revenue of the member (domain rules, section 6). */
export function createUmbrella(deps: UmbrellaDeps): Umbrella {
  react(deps);
  defineRun(deps);
  defineExpiry(deps);
  return {
    ground: deps,
    withhold: (tx, line) => withhold(deps, tx, line),
    toApprove: (db, actor, limit) => toApprove(deps, db, actor, limit),
    ...createOwnAccount(deps),
  };
}

import { createCharges, type Charges } from './charges.ts';
import { createClaims, type Claims } from './claims.ts';
import type { Ground } from './deps.ts';
import { react } from './earning.ts';
import { createPayer } from './payer.ts';
import { createPrices, type Prices } from './prices.ts';

export interface Rewards {
  readonly prices: Prices;
  readonly charges: Charges;
  readonly claims: Claims;
  /** Publishes the price list of this code; before it nothing can be charged or earned. */
  publish(): Promise<void>;
  /** From here on claims are paid right after they are earned. */
  start(): void;
  stop(): Promise<void>;
}

/** What actions cost and what is earned. */
export function createRewards(ground: Ground): Rewards {
  const prices = createPrices(ground.kernel);
  const charges = createCharges(ground, prices);
  const payer = createPayer(ground, prices, () => charges.payRefunds());
  const claims = createClaims(ground, prices, payer);
  react(ground, claims, payer);
  return {
    prices,
    charges,
    claims,
    publish: () => prices.publish(),
    start: () => payer.start(),
    stop: () => payer.stop(),
  };
}

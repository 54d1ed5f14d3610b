import type { buzWire } from '@smartstart/contract';
import type { z } from 'zod';

export type Wallet = z.infer<typeof buzWire.wallet>;
export type Entry = z.infer<typeof buzWire.entry>;
export type Transaction = z.infer<typeof buzWire.transaction>;
export type Kind = z.infer<typeof buzWire.buzKind>;
export type Account = z.infer<typeof buzWire.buzAccount>;
export type Quote = z.infer<typeof buzWire.quote>;
export type Transfer = z.infer<typeof buzWire.transfer>;
export type Hold = z.infer<typeof buzWire.hold>;
export type HoldState = z.infer<typeof buzWire.holdState>;
export type Stake = z.infer<typeof buzWire.stake>;
export type Tier = z.infer<typeof buzWire.tier>;
export type StakeTier = z.infer<typeof buzWire.stakeTier>;
export type Supply = z.infer<typeof buzWire.supply>;
export type Proof = z.infer<typeof buzWire.proof>;
export type ProofRoot = z.infer<typeof buzWire.proofRoot>;

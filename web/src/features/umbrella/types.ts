import type { umbrellaWire } from '@smartstart/contract';
import type { z } from 'zod';

export type Relationship = z.output<typeof umbrellaWire.relationship>;
export type RelationshipDetail = z.output<typeof umbrellaWire.relationshipDetail>;
export type RelationshipState = Relationship['state'];
export type Payment = z.output<typeof umbrellaWire.payment>;
export type PaymentState = Payment['state'];
export type PaymentLine = Payment['lines'][number];
export type Invitation = z.output<typeof umbrellaWire.invitation>;
export type Analytics = z.output<typeof umbrellaWire.analytics>;
export type CurrencyFigures = Analytics['currencies'][number];
export type Case = z.output<typeof umbrellaWire.caseView>;
export type Statement = z.output<typeof umbrellaWire.yearStatement>;
export type OwnSide = Statement['side'];
export type Step = Relationship['steps'][number];

/** The other side of a relationship, as the reader stands to it. */
export function otherName({ side, sponsor, referred }: Pick<Relationship, 'side' | 'sponsor' | 'referred'>) {
  return side === 'REFERRED' ? sponsor.name : referred.name;
}

/** A rate as decimals travel: `1.0` is one percent. */
export function atRate(baseMinor: bigint, ratePercent: string): bigint {
  const tenths = BigInt(ratePercent.replace('.', ''));
  return (baseMinor * tenths + 500n) / 1000n;
}

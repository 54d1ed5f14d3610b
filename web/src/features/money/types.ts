import type { financesWire } from '@smartstart/contract';
import type { z } from 'zod';
import { standingOf as equityStandingOf } from '../equity/types';
import type { Venture } from '../ventures/types';

export type Round = z.output<typeof financesWire.round>;
export type RoundState = Round['state'];
export type RoundEvent = z.output<typeof financesWire.roundEvent>;
export type Investor = z.output<typeof financesWire.investor>;
export type Interest = Investor['interest'];
export type Month = z.output<typeof financesWire.monthActuals>;
export type CsvPreview = z.output<typeof financesWire.csvPreview>;
export type Runway = z.output<typeof financesWire.runway>;
export type Kpi = z.output<typeof financesWire.kpi>;
export type Readiness = z.output<typeof financesWire.readiness>;
export type Report = z.output<typeof financesWire.revenueReport>;
export type SharePlan = z.output<typeof financesWire.sharePlan>;
export type Distribution = z.output<typeof financesWire.distribution>;
export type DistributionDetail = z.output<typeof financesWire.distributionDetail>;
export type DistributionState = Distribution['state'];
export type Line = z.output<typeof financesWire.distributionLine>;
export type LineState = Line['state'];
export type Statement = z.output<typeof financesWire.statement>;

export const roundKinds = ['PRE_SEED', 'SEED', 'SERIES_A', 'SERIES_B', 'SERIES_C', 'SERIES_D'] as const;
export const interests = ['HIGH', 'MEDIUM', 'LOW'] as const;

/** What a member may see and do with the money; the server decides, pages only leave out what it would refuse. */
export interface Standing {
  readonly venture: Venture;
  /** Funding, actual figures, runway and revenue. */
  readonly seesAll: boolean;
  /** The figures of the work. */
  readonly seesWork: boolean;
  /** Writes: the owner, while the venture is open. */
  readonly acts: boolean;
}

/** Money and table are open to the same roles; an investor sees no work, an observer neither. */
export function standingOf(venture: Venture): Standing {
  const { seesAll, acts } = equityStandingOf(venture);
  const inside = venture.myState === 'ACTIVE';
  const seesWork = inside && venture.myRole !== 'INVESTOR' && venture.myRole !== 'OBSERVER';
  return { venture, seesAll, seesWork, acts };
}

/** The version an edit rests on, as `If-Match` carries it. */
export function etagOf({ version }: { readonly version: number }): string {
  return `"${version}"`;
}

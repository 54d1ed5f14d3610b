import type { ventureAnalysisWire } from '@smartstart/contract';
import type { z } from 'zod';
import { standingOf as equityStandingOf } from '../equity/types';
import type { Venture } from '../ventures/types';

export type Analysis = z.output<typeof ventureAnalysisWire.analysis>;
export type Scorecard = z.output<typeof ventureAnalysisWire.scorecard>;
export type ScorePart = z.output<typeof ventureAnalysisWire.scorePart>;
export type Chance = z.output<typeof ventureAnalysisWire.chance>;
export type Launch = z.output<typeof ventureAnalysisWire.launchStanding>;
export type Team = z.output<typeof ventureAnalysisWire.teamStanding>;
export type Risks = z.output<typeof ventureAnalysisWire.riskStanding>;
export type Similar = z.output<typeof ventureAnalysisWire.similarVentures>;
export type RunwayAnswer = z.output<typeof ventureAnalysisWire.runwayAnswer>;
export type Forecast = z.output<typeof ventureAnalysisWire.runwayForecast>;
export type ForecastMonth = z.output<typeof ventureAnalysisWire.forecastMonth>;
export type Assumptions = z.output<typeof ventureAnalysisWire.assumptions>;
export type Shock = z.output<typeof ventureAnalysisWire.shock>;
export type Scenario = z.output<typeof ventureAnalysisWire.savedScenario>;
export type Valuation = z.output<typeof ventureAnalysisWire.valuation>;
export type ValuationLine = z.output<typeof ventureAnalysisWire.valuationLine>;
export type HolderWorth = z.output<typeof ventureAnalysisWire.holderWorth>;
export type Assessment = z.output<typeof ventureAnalysisWire.assessment>;
export type AssessmentFactors = z.output<typeof ventureAnalysisWire.assessmentFactors>;
export type Statement = z.output<typeof ventureAnalysisWire.statement>;
export type StatementKind = z.output<typeof ventureAnalysisWire.statementKind>;
export type StatementRecord = z.output<typeof ventureAnalysisWire.statementRecord>;

/** What a member is shown of how the venture stands; the server decides, pages only leave out what it would refuse. */
export interface Standing {
  readonly venture: Venture;
  /** Runway, chance of the next round, value. */
  readonly seesMoney: boolean;
  /** Team and risks. */
  readonly seesWork: boolean;
}

/** Money is open to the same roles as the table; an investor reads no workspace. */
export function standingOf(venture: Venture): Standing {
  const inside = venture.myState === 'ACTIVE';
  return {
    venture,
    seesMoney: equityStandingOf(venture).seesAll,
    seesWork: inside && venture.myRole !== 'INVESTOR',
  };
}

/** The public face of the cap table engine: objects of Open Cap Format in, holdings of any day out. Pure. */

export type * from './ocf/objects.ts';
export {
  installmentsOf,
  noFacts,
  scheduleOf,
  tranchesOf,
  vestedAt,
  type Schedule,
} from './vesting/schedule.ts';
export { conditionIds, defaultPlan, standardTerms, type Plan } from './vesting/standard-terms.ts';
export type { Problem, ProblemCode } from './ledger/checks.ts';
export * as commands from './ledger/commands.ts';
export * as conversions from './ledger/conversions.ts';
export { Refusal, type Act } from './ledger/successors.ts';
export { groupTotals, type GroupTotals } from './ledger/groups.ts';
export { holdingsAt, shareOf, type Holder, type Holdings, type Line } from './ledger/holdings.ts';
export { Ledger } from './ledger/ledger.ts';
export { beginning } from './ledger/totals.ts';
export {
  isIssuance,
  outstandingAt,
  priceAt,
  tranchesIn,
  vestedOf,
  type Security,
} from './ledger/securities.ts';
export { conversionRatioAt } from './ledger/ratios.ts';
export { afterSplits, priceAfterSplits } from './ledger/splits.ts';
export {
  allUnits,
  ownershipOf,
  postMoneyRules,
  preMoneyRules,
  type Capitalization,
  type Convertible,
  type Ownership,
} from './scenario/capitalization.ts';
export {
  splitContributions,
  type ApprovedContribution,
  type DynamicModel,
} from './scenario/contribution-split.ts';
export { dilutionSeries } from './scenario/dilution.ts';
export type { ExitTerms } from './scenario/exit-model.ts';
export { breakpoints, exitChart, exitWaterfall, type ExitWaterfall } from './scenario/exit-waterfall.ts';
export type { Outcome, Problem as ScenarioProblem } from './scenario/outcome.ts';
export { pricedRound, type PricedRound, type RoundTerms } from './scenario/priced-round.ts';
export { conversionsAt } from './scenario/safe-conversion.ts';
export { parsePercentage } from './ocf/primitives.ts';
export { placeInWords } from './ocf/problems.ts';
export { csvPlaceInWords } from './ocf/csv-problems.ts';
export { writeCsv, type CsvHolding } from './ocf/csv.ts';
export { holdingsOf, objectsOf } from './ocf/csv-objects.ts';
export { readCsv } from './ocf/csv-reading.ts';
export { readOcf, type OcfReading, type PlacedObject } from './ocf/reading.ts';
export { checkReferences, sortOut } from './ocf/references.ts';
export { writeOcf } from './ocf/writing.ts';

export { expectedPurchases, fitBgNbd, type BgNbd, type PurchaseSummary } from './bg-nbd.ts';
export { coxSurvival, fitCox, relativeHazard, type CoxModel } from './cox.ts';
export { kaplanMeier, survivalAt, type Durations, type SurvivalCurve } from './survival-curve.ts';

import { addDays } from '@smartstart/units';
import type { Answer, contract, insightsWire } from '@smartstart/contract';
import type { NewStatement, Prediction } from '../../services/models/index.ts';
import type { Figures } from './figures.ts';
import { riskLevel, rounded, type ScorePart } from './rules/scores.ts';

/** What is said of somebody's leaving: the score of the rule, or a learnt chance where a version serves. */

export const churnModel = 'user-churn';
export const churnHorizonDays = 30;

export type ChurnStatement = NonNullable<Answer<typeof contract.insights.mine>['profile']>['churn'];
export type ShownReason = (typeof insightsWire.churnStatement)['_zod']['input']['reasons'][number];

export const ruleSource = 'Stated weights of the churn-risk rule; not learnt.';

const ruleProvenance = (fictional: boolean) => ({
  model: null,
  version: null,
  trainedAt: null,
  source: fictional ? `${ruleSource} ${fictionalSource}` : ruleSource,
  foreign: fictional,
});

export const fictionalSource = 'The history is sample data of a demonstration.';

const nothing: Omit<ChurnStatement, 'state'> = {
  why: null,
  mode: null,
  kind: null,
  score: null,
  probability: null,
  interval: null,
  level: null,
  formula: null,
  parts: [],
  reasons: [],
  provenance: null,
  past: null,
};

export function switchedOff(): ChurnStatement {
  return {
    ...nothing,
    state: 'SWITCHED_OFF',
    why: 'You switched predictions about you off: none is made, and none is shown to anybody.',
  };
}

export function notEnough(): ChurnStatement {
  return {
    ...nothing,
    state: 'NOT_ENOUGH_DATA',
    why: 'Nothing was recorded since you consented. The first figures come with the first day of use.',
  };
}

export function churnStatement(
  { churn }: Pick<Figures, 'churn'>,
  prediction: Prediction | null,
  fictional: boolean,
): ChurnStatement {
  if (!prediction)
    return {
      ...nothing,
      state: 'SHOWN',
      mode: 'SCORECARD',
      kind: 'RULE',
      score: rounded(churn.score, 1),
      level: riskLevel(churn.score),
      formula: churn.formula,
      parts: [...churn.parts],
      reasons: reasonsOf(churn.parts),
      provenance: ruleProvenance(fictional),
    };
  const { probability, interval, reasons, provenance } = prediction;
  return {
    ...nothing,
    state: 'SHOWN',
    mode: 'LEARNT',
    kind: 'PREDICTED',
    score: rounded(churn.score, 1),
    probability,
    interval,
    level: riskLevel(probability * 100),
    reasons: [...reasons],
    // Where the person’s own history is made up, what is said of it is too, whatever the model learnt from.
    provenance: fictional
      ? { ...provenance, foreign: true, source: `${provenance.source} ${fictionalSource}` }
      : provenance,
  };
}

/** The three parts that add most. Parts that add nothing are no reasons. */
function reasonsOf(parts: readonly ScorePart[]): ShownReason[] {
  return parts
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points)
    .slice(0, 3)
    .map(({ part, label, figure, points }) => ({
      key: part,
      text: wordsOf(part, label, figure),
      effect: rounded(points, 1),
    }));
}

function wordsOf(part: string, label: string, figure: number): string {
  if (part === 'RECENCY') return `${figure} days since the last active day`;
  if (part === 'ENGAGEMENT') return `engagement ${Math.round(figure)} of 100`;
  if (part === 'OPEN_REQUESTS')
    return figure === 1 ? 'one open support request' : `${figure} open support requests`;
  if (part === 'FEATURES') return `${figure} features used in 30 days`;
  return `${label}: ${figure}`;
}

/** A learnt chance is kept when it is said, and compared with what happened. */
export function statementOf(userId: string, prediction: Prediction, now: Date): NewStatement {
  return {
    kind: churnModel,
    subject: userId,
    said: { probability: prediction.probability },
    due: addDays(now, churnHorizonDays),
    by: { model: prediction.provenance.model ?? churnModel, version: prediction.provenance.version },
    shadow: prediction.shadow,
  };
}

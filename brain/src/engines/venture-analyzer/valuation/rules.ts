import { ratesSource } from '../chances/foreign.ts';
import {
  dollars,
  given,
  lineOf,
  needsBooks,
  needsRate,
  soldShares,
  type Line,
  type ValuationFacts,
} from './lines.ts';

/** Methods by people's judgement: scorecard, Berkus, risk factor summation, each with its stated rule. Pure. */

const million = 1_000_000;
const scorecardWeights = {
  team: 0.3,
  opportunity: 0.25,
  product: 0.15,
  competition: 0.1,
  channels: 0.1,
  furtherFunding: 0.05,
  other: 0.05,
} as const;
const berkusElements = ['idea', 'prototype', 'team', 'relations', 'sales'] as const;
const riskFactors = [
  'management',
  'stage',
  'political',
  'manufacturing',
  'sales',
  'funding',
  'competition',
  'technology',
  'litigation',
  'international',
  'reputation',
  'exit',
] as const;
/** Berkus: up to half a million dollars for each of five elements. Risk factor summation: a quarter million a step. */
const [berkusStep, riskStep] = [0.5 * million, 0.25 * million];
const afterPrototype = new Set(['BETA', 'LAUNCH', 'GROWTH', 'SCALING', 'MATURE', 'EXIT_NEGOTIATION']);

export function payneScorecard(facts: ValuationFacts): Line {
  const { factors, medians } = facts;
  const angel = medians.find(({ kind, category }) => kind === 'angel' && category === '') ?? null;
  const anchor = angel && angel.median / soldShares.mid - angel.median;
  const names = Object.keys(scorecardWeights) as (keyof typeof scorecardWeights)[];
  const known = names.filter((name) => factors.scorecard[name] !== undefined);
  const weightKnown = known.reduce((sum, name) => sum + scorecardWeights[name], 0);
  const sum = known.reduce((total, name) => total + scorecardWeights[name] * factors.scorecard[name]!, 0);
  const open = 1 - weightKnown;
  return lineOf(
    {
      method: 'SCORECARD',
      label: 'Scorecard (Payne)',
      kind: 'RULE',
      mode: 'SCORECARD',
      source: `Average pre-money value of early rounds × Σ weight × judgement (Bill Payne, Scorecard Valuation Methodology, 20 October 2011). The anchor is the median angel round of the open data (2010 to 2012) sold for 20 %; factors nobody judged count 0.5 to 1.5; ${ratesSource}.`,
      foreign: true,
    },
    facts,
    [
      given('Anchor', anchor === null ? null : `${Math.round(anchor).toLocaleString('en')} USD`, 'OPEN_DATA'),
      ...names.map((name) =>
        given(
          `${factorWords[name]} (weight ${Math.round(100 * scorecardWeights[name])} %)`,
          factors.scorecard[name]?.toString() ?? null,
          'OWNER',
        ),
      ),
    ],
    [
      ...(weightKnown < 0.5 ? ['Judgements of half of the weight at least: an owner enters them.'] : []),
      ...(anchor === null ? ['The anchor: no model with open data serves.'] : []),
      ...needsBooks(facts),
      ...needsRate(facts),
    ],
    anchor === null
      ? null
      : {
          low: dollars(facts, anchor * (sum + 0.5 * open)),
          mid: dollars(facts, anchor * (sum + open)),
          high: dollars(facts, anchor * (sum + 1.5 * open)),
        },
  );
}

/** What the records tell of an element, where a stated rule says so. */
function berkusFrom(facts: ValuationFacts, element: (typeof berkusElements)[number]): number | null {
  if (element === 'prototype') return facts.phase && afterPrototype.has(facts.phase) ? 1 : null;
  if (element === 'sales') return facts.yearIncome === null ? null : facts.yearIncome > 0 ? 1 : 0;
  if (element === 'team' && facts.skillCoverage !== null)
    return Math.min(1, facts.members / 5) * facts.skillCoverage;
  return null;
}

export function berkus(facts: ValuationFacts): Line {
  const rated = berkusElements.map((element) => {
    const judged = facts.factors.berkus[element];
    const recorded = judged === undefined ? berkusFrom(facts, element) : null;
    return { element, value: judged ?? recorded, from: judged === undefined ? 'RECORDS' : 'OWNER' } as const;
  });
  const known = rated.filter(({ value }) => value !== null);
  const sum = known.reduce((total, { value }) => total + value!, 0);
  const open = rated.length - known.length;
  return lineOf(
    {
      method: 'BERKUS',
      label: 'Berkus',
      kind: 'RULE',
      mode: 'SCORECARD',
      source: `Up to 500,000 USD each for idea, prototype, team, relations and sales (Dave Berkus, mid-1990s, first printed in Amis and Stevenson, Winning Angels, 2001; the amounts are those of his later revisions); an element nobody knows counts 0 to 1; ${ratesSource}.`,
      foreign: true,
    },
    facts,
    rated.map(({ element, value, from }) =>
      given(elementWords[element], value === null ? null : String(Math.round(100 * value) / 100), from),
    ),
    [
      ...(known.length < 3 ? ['Three of the five elements at least: an owner judges them.'] : []),
      ...needsBooks(facts),
      ...needsRate(facts),
    ],
    {
      low: dollars(facts, berkusStep * sum),
      mid: dollars(facts, berkusStep * (sum + open / 2)),
      high: dollars(facts, berkusStep * (sum + open)),
    },
  );
}

export function riskSummation(facts: ValuationFacts): Line {
  const { medians, factors } = facts;
  const angel = medians.find(({ kind, category }) => kind === 'angel' && category === '') ?? null;
  const anchor = angel && angel.median / soldShares.mid - angel.median;
  const known = riskFactors.filter((name) => factors.riskFactors[name] !== undefined);
  const sum = known.reduce((total, name) => total + factors.riskFactors[name]!, 0);
  const open = riskFactors.length - known.length;
  return lineOf(
    {
      method: 'RISK_FACTORS',
      label: 'Risk factor summation',
      kind: 'RULE',
      mode: 'SCORECARD',
      source: `Average pre-money value ± 250,000 USD for each step of twelve risks (Ohio TechAngels, as described by Bill Payne, Valuations 101: The Risk Factor Summation Method); the anchor as for the scorecard; risks nobody judged count one step down to one step up; ${ratesSource}.`,
      foreign: true,
    },
    facts,
    [
      given('Anchor', anchor === null ? null : `${Math.round(anchor).toLocaleString('en')} USD`, 'OPEN_DATA'),
      given('Risks judged', `${known.length} of ${riskFactors.length}`, 'OWNER'),
      given('Sum of the steps', known.length ? String(sum) : null, 'OWNER'),
    ],
    [
      ...(known.length < 6 ? ['Judgements of six of the twelve risks at least: an owner enters them.'] : []),
      ...(anchor === null ? ['The anchor: no model with open data serves.'] : []),
      ...needsBooks(facts),
      ...needsRate(facts),
    ],
    anchor === null
      ? null
      : {
          low: dollars(facts, anchor + riskStep * (sum - open)),
          mid: dollars(facts, anchor + riskStep * sum),
          high: dollars(facts, anchor + riskStep * (sum + open)),
        },
  );
}

const factorWords: Readonly<Record<keyof typeof scorecardWeights, string>> = {
  team: 'Team',
  opportunity: 'Size of the opportunity',
  product: 'Product and technology',
  competition: 'Competition',
  channels: 'Marketing and sales channels',
  furtherFunding: 'Need of further funding',
  other: 'Other',
};
const elementWords: Readonly<Record<(typeof berkusElements)[number], string>> = {
  idea: 'Sound idea',
  prototype: 'Prototype',
  team: 'Quality of the team',
  relations: 'Strategic relations',
  sales: 'Product rollout or sales',
};

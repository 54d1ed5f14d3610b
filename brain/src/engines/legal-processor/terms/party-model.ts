import { comparableName, organisationEnding } from './company-names.ts';
import { findAliases } from './party-aliases.ts';
import { describeCandidates, roleWord, type Described } from './party-features.ts';
import { aliasAfter, type FoundParty } from './party-preamble.ts';
import type { PlainView } from '../extraction/plain-view.ts';

/** A linear model: how much each feature of a candidate speaks for its being a party. */
export interface PartyModel {
  readonly weights: ReadonlyMap<string, number>;
  readonly bias: number;
}

export interface Weighed extends Described {
  readonly probability: number;
}

/** The opening in which defined names are looked for. */
const headLength = 24_000;
/**
 * What the rules found is dropped below these chances, under which mistakes outnumbered parties in cross-validation. Lists
 * of signatures are long and say little around each name: what was read there stands.
 */
const leastProbability: Readonly<Record<FoundParty['rule'], number>> = {
  preamble: 0.001,
  'preamble, no defined name': 0.01,
  label: 0.01,
  'defined name': 0.01,
  addressee: 0.001,
  signature: 0,
  learnt: 0,
};
/** What the rules did not find is taken from here on: where they found fewer than two parties, and where they found two. */
const fewProbability = 0.45;
const manyProbability = 0.95;

export function weighCandidates(view: PlainView, model: PartyModel): Weighed[] {
  return describeCandidates(view).map((candidate) => ({
    ...candidate,
    probability: probabilityOf(model, candidate),
  }));
}

export function probabilityOf({ weights, bias }: PartyModel, { features }: Described): number {
  let margin = bias;
  for (const feature of new Set(features)) margin += weights.get(feature) ?? 0;
  return 1 / (1 + Math.exp(-margin));
}

/**
 * What the rules found without what the model gives next to no chance, and with what the model is sure of: easily so
 * where the rules found fewer than two parties, as every contract has two.
 */
export function withModel(view: PlainView, rules: readonly FoundParty[], model: PartyModel): FoundParty[] {
  const weighed = weighCandidates(view, model);
  const chances = new Map<string, number>();
  for (const { comparable, probability } of weighed)
    chances.set(comparable, Math.max(chances.get(comparable) ?? 0, probability));
  const parties = rules.filter((party) => credible(party, chances.get(comparableName(party.name))));
  const aliases = findAliases(view.text.slice(0, headLength));
  const likely = weighed
    .filter(({ probability }) => probability >= fewProbability)
    .toSorted((a, b) => b.probability - a.probability || a.start - b.start);
  for (const candidate of likely) {
    if (candidate.probability < (parties.length < 2 ? fewProbability : manyProbability)) break;
    if (parties.some((party) => clashes(party, candidate)) || roleWord.test(candidate.name)) continue;
    const { name, start, end } = wholeOf(candidate, weighed);
    const alias = aliasAfter(view.text, end, end + 400, aliases);
    parties.push({ name, definedName: alias?.names[0] ?? null, start, end, rule: 'learnt' });
  }
  return parties.toSorted((a, b) => a.start - b.start);
}

/** "EFCA Pty" where "EFCA Pty Ltd" stands: the name with all of its legal form. */
function wholeOf(candidate: Weighed, all: readonly Weighed[]): Weighed {
  let whole = candidate;
  for (const other of all)
    if (other.start === whole.start && other.end > whole.end && other.comparable === whole.comparable)
      whole = other;
  return whole;
}

/** A firm that was no candidate has no chance to compare, and stays. */
function credible({ name, rule }: FoundParty, chance: number | undefined): boolean {
  return chance === undefined ? organisationEnding(name) === 'strong' : chance >= leastProbability[rule];
}

/** The same name, the same place, or what a party is called. */
function clashes(party: FoundParty, { start, end, comparable }: Described): boolean {
  const own = comparableName(party.name);
  return (
    own === comparable ||
    own.includes(comparable) ||
    comparable.includes(own) ||
    (party.start < end && start < party.end) ||
    (party.definedName !== null && comparableName(party.definedName) === comparable)
  );
}

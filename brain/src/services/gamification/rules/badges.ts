import {
  factKinds,
  rarities,
  streakFact,
  type BadgeDefinition,
  type BadgeRule,
  type Condition,
  type Fact,
  type FactKind,
  type Facts,
} from './badge-table.ts';

/** Decides badges from facts. Pure. A badge that is held stays, whatever the facts say later. */

export interface Evaluation {
  /** All that are held now, those of before first. */
  readonly held: readonly string[];
  readonly fresh: readonly BadgeDefinition[];
}

export function evaluate(
  definitions: readonly BadgeDefinition[],
  facts: Facts,
  held: readonly string[],
): Evaluation {
  const had = new Set(held);
  const fresh = definitions.filter(({ code, rule }) => !had.has(code) && holds(rule, facts));
  return { held: [...had, ...fresh.map(({ code }) => code)], fresh };
}

function holds(rule: BadgeRule, facts: Facts): boolean {
  return conditionsOf(rule).every((condition) => isMet(condition, facts));
}

/** Every rule is a list of conditions; the kinds differ in how people write and read them. */
function conditionsOf(rule: BadgeRule): readonly Condition[] {
  if (rule.kind === 'COMPOSITE') return rule.all;
  if (rule.kind === 'STREAK') return [{ fact: streakFact, atLeast: rule.days }];
  return [{ fact: rule.fact, atLeast: rule.atLeast }];
}

function isMet(condition: Condition, facts: Facts): boolean {
  const value = facts[condition.fact];
  return 'atLeast' in condition ? value >= condition.atLeast : value <= condition.atMost;
}

export interface Step {
  readonly fact: Fact;
  readonly words: string;
  readonly have: number;
  readonly need: number;
  readonly limit: 'AT_LEAST' | 'AT_MOST';
  readonly met: boolean;
}

export interface Progress {
  readonly code: string;
  /** Whole percent; 100 only when every condition is met. */
  readonly percent: number;
  readonly steps: readonly Step[];
}

export function progressOf({ code, rule }: BadgeDefinition, facts: Facts): Progress {
  const conditions = conditionsOf(rule);
  const steps = conditions.map((condition): Step => {
    const { fact } = condition;
    const common = { fact, words: factKinds[fact].words, have: facts[fact], met: isMet(condition, facts) };
    return 'atLeast' in condition
      ? { ...common, need: condition.atLeast, limit: 'AT_LEAST' }
      : { ...common, need: condition.atMost, limit: 'AT_MOST' };
  });
  if (steps.every(({ met }) => met)) return { code, percent: 100, steps };
  // What may not exceed a limit is no work done: it would show progress to somebody who did nothing.
  const work = steps.filter(({ limit }) => limit === 'AT_LEAST');
  const parts = work.map(({ have, need, met }) => (met ? 1 : Math.max(0, have / need)));
  const mean = parts.length === 0 ? 0 : parts.reduce((all, part) => all + part, 0) / parts.length;
  // 29 of 100 are 28.999… in binary.
  return { code, percent: Math.min(99, Math.floor(mean * 100 + 1e-9)), steps };
}

/** The badges not held yet that are nearest, the easier rarity first between equals. */
export function nextBadges(
  definitions: readonly BadgeDefinition[],
  facts: Facts,
  held: readonly string[],
  count: number,
): readonly (Progress & { readonly definition: BadgeDefinition })[] {
  const had = new Set(held);
  return definitions
    .filter(({ code }) => !had.has(code))
    .map((definition) => ({ ...progressOf(definition, facts), definition }))
    .toSorted(
      (one, other) =>
        other.percent - one.percent ||
        rarities.indexOf(one.definition.rarity) - rarities.indexOf(other.definition.rarity) ||
        (one.code < other.code ? -1 : 1),
    )
    .slice(0, count);
}

export const badgeLimits = { name: 60, conditions: 8, streakDays: 365, count: 1_000_000 } as const;

/** What is wrong with a definition somebody wrote, in sentences; nothing for a sound one. */
export function problemsOfBadge(definition: BadgeDefinition, others: readonly BadgeDefinition[]): string[] {
  const { code, name, rarity, rule } = definition;
  const problems: string[] = [];
  if (!/^[A-Z][A-Z0-9_]{2,59}$/.test(code)) problems.push('A code is 3 to 60 capitals, digits and _.');
  if (others.some((other) => other.code === code)) problems.push(`There is a badge ${code} already.`);
  const said = name.trim();
  if (said.length < 3 || said.length > badgeLimits.name) {
    problems.push(`A name has 3 to ${badgeLimits.name} characters.`);
  }
  if (others.some((other) => other.code !== code && folded(other.name) === folded(name))) {
    problems.push(`There is a badge called ${said} already.`);
  }
  if (!rarities.includes(rarity)) problems.push(`A rarity is one of ${rarities.join(', ')}.`);
  return [...problems, ...problemsOfRule(rule)];
}

function problemsOfRule(rule: BadgeRule): string[] {
  if (rule.kind === 'STREAK') {
    const { days } = rule;
    const sound = Number.isInteger(days) && days >= 2 && days <= badgeLimits.streakDays;
    return sound ? [] : [`A streak has 2 to ${badgeLimits.streakDays} days.`];
  }
  const conditions = conditionsOf(rule);
  const problems = conditions.flatMap(problemsOfCondition);
  if (rule.kind === 'THRESHOLD') return problems;
  if (conditions.length < 2 || conditions.length > badgeLimits.conditions) {
    problems.push(`A composite rule has 2 to ${badgeLimits.conditions} conditions.`);
  }
  if (!conditions.some((condition) => 'atLeast' in condition)) {
    problems.push('A badge asks for something: at least one condition says “at least”.');
  }
  return [...problems, ...clashesOf(conditions)];
}

function problemsOfCondition(condition: Condition): string[] {
  // Definitions come from stored data too, so the fact may be one this version does not know.
  const kind: FactKind | undefined = Object.hasOwn(factKinds, condition.fact)
    ? factKinds[condition.fact]
    : undefined;
  if (!kind) return [`There is no fact ${String(condition.fact)}.`];
  const atLeast = 'atLeast' in condition;
  const value = atLeast ? condition.atLeast : condition.atMost;
  const most = kind.most ?? badgeLimits.count;
  const problems: string[] = [];
  if (!Number.isFinite(value) || value < 0 || value > most) {
    problems.push(`“${kind.words}” lies between 0 and ${most}.`);
  }
  if (!kind.fractions && Number.isFinite(value) && !Number.isInteger(value)) {
    problems.push(`“${kind.words}” is counted in whole numbers.`);
  }
  if (atLeast && value === 0) problems.push(`“${kind.words}” is always at least 0; ask for more.`);
  return problems;
}

function clashesOf(conditions: readonly Condition[]): string[] {
  const facts = [...new Set(conditions.map(({ fact }) => fact))];
  return facts.flatMap((fact) => {
    const own = conditions.filter((condition) => condition.fact === fact);
    const least = own.flatMap((condition) => ('atLeast' in condition ? [condition.atLeast] : []));
    const most = own.flatMap((condition) => ('atMost' in condition ? [condition.atMost] : []));
    const words = Object.hasOwn(factKinds, fact) ? factKinds[fact].words : fact;
    const problems: string[] = [];
    if (least.length > 1 || most.length > 1) problems.push(`“${words}” is asked for twice.`);
    if (Math.max(...least) > Math.min(...most)) problems.push(`Nobody can fulfil both limits of “${words}”.`);
    return problems;
  });
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}

import { grade, gradedOf, type AnsweredContract } from './term-grading.ts';
import type { TermItem, Terms } from './terms.ts';

/** For each "field: rule" the share of its answers that were right where it was measured; 0–1. */
export type TermReliability = Readonly<Record<string, number>>;

export interface RuleCount {
  readonly answers: number;
  readonly right: number;
}

/** Laplace's rule of succession: a rule never seen is right half of the time, as far as anybody knows. */
export function reliabilityOf(counts: Readonly<Record<string, RuleCount>>): TermReliability {
  return Object.fromEntries(
    Object.entries(counts).map(([rule, { answers, right }]) => [rule, (right + 1) / (answers + 2)]),
  );
}

/** How often each rule was right on contracts with known answers; where an answer is blank, finding one is wrong. */
export function countRules(
  contracts: readonly AnsweredContract[],
  extractions: readonly Terms[],
): Record<string, RuleCount> {
  const counts: Record<string, { answers: number; right: number }> = {};
  const count = (field: string, item: TermItem<unknown> | null | undefined, right: boolean): void => {
    if (!item) return;
    const entry = (counts[`${field}: ${item.rule}`] ??= { answers: 0, right: 0 });
    entry.answers += 1;
    if (right) entry.right += 1;
  };
  contracts.forEach((contract, index) => {
    const terms = extractions[index];
    if (!terms) return;
    const grades = grade(contract, gradedOf(terms));
    count('governingLaw', terms.governingLaw, grades.governingLaw === true);
    count('agreementDate', terms.agreementDate, grades.agreementDate === true);
    count('effectiveDate', terms.effectiveDate, grades.effectiveDate === true);
    count('expiry', terms.expiry, expiryRight(contract, terms, grades.expiryDate));
    count('termLength', terms.termLength, grades.expiryDate === true);
    count('renewal', terms.renewal, grades.renewal === true);
    count('renewalNotice', terms.renewalNotice, grades.notice === true);
    for (const party of terms.parties) {
      count(
        'party',
        party,
        grades.parties?.found.some(({ name, right }) => right && name === party.value.name) ?? false,
      );
    }
    const caps = contract.labels.filter(({ category }) => category === 'Cap On Liability');
    for (const cap of terms.liabilityCaps) {
      count(
        'liabilityCap',
        cap,
        caps.some(({ start, end }) => cap.start < end && start < cap.end),
      );
    }
  });
  return counts;
}

function expiryRight({ answers }: AnsweredContract, { expiry }: Terms, date: boolean | null): boolean {
  return expiry?.value.perpetual ? /perpetual/i.test(answers['Expiration Date'] ?? '') : date === true;
}

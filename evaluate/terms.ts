import { readContracts, type Contract } from '../brain/src/commands/data-sets.ts';
import { findDates, isoDate } from '../brain/src/engines/legal-processor/terms/dates.ts';
import { findDurations, roughDays } from '../brain/src/engines/legal-processor/terms/durations.ts';
import { findPlaces } from '../brain/src/engines/legal-processor/terms/places.ts';
import {
  grade,
  gradedOf,
  type Graded,
  type Grades,
} from '../brain/src/engines/legal-processor/terms/term-grading.ts';
import type { PartyModel } from '../brain/src/engines/legal-processor/terms/party-model.ts';
import {
  crossFitParties,
  filerOf,
  labelCandidates,
} from '../brain/src/engines/legal-processor/terms/party-training.ts';
import { unpackTerms } from '../brain/src/engines/legal-processor/terms/terms-model.ts';
import { extractTerms } from '../brain/src/engines/legal-processor/terms/terms.ts';
import { fingerprint, readArtefact } from '../brain/src/engines/ml/index.ts';
import { existsSync, readFileSync } from 'node:fs';
import { dataPath, report, sourcesOf } from './report.ts';

/**
 * `npm run evaluate -- terms [--data FILE]`: FILE in the form of `contracts/cuad.jsonl`. What counts as a match is said
 * at `grade` and `gradeParties`. Each share is over the contracts that have an answer; party recall and precision pool
 * the names of all contracts, so that one contract with forty parties counts forty times (the means over contracts
 * stand beside). The naive rival is the first regular expression one would write. The shipped model of parties is tried unless
 * it was fitted on some of the texts: then five folds by filer within FILE. The rules were written while reading contracts
 * of the default file, so its figures flatter: give other contracts.
 */
export async function run(args: string[]): Promise<void> {
  const contracts = readContracts(sourcesOf(args).data ?? dataPath('contracts', 'cuad.jsonl'));
  const models = modelsFor(contracts);
  const extractions = contracts.map(({ text }, index) =>
    extractTerms(text, null, { parties: models[index]! }),
  );
  const ours = measure(contracts, extractions.map(gradedOf));
  const naive = measure(contracts, contracts.map(naiveTerms));
  const caps = measureCaps(
    contracts,
    extractions.map(({ liabilityCaps }) => liabilityCaps),
  );
  const naiveCaps = measureCaps(contracts, contracts.map(naiveCapsOf));
  const extra = (metric: keyof Measures, target?: number, floor?: number) => ({
    metric,
    value: ours[metric],
    naive: naive[metric],
    ...(floor === undefined ? {} : { floor }),
    ...(target === undefined ? {} : { target }),
  });
  report(
    'terms',
    [
      extra('governingLaw', 0.95, 0.9),
      extra('governingLawPrecision'),
      extra('agreementDate', 0.9, 0.8),
      extra('agreementDateWhole'),
      extra('partyRecall', 0.88, 0.75),
      extra('partyPrecision'),
      extra('partyRecallPerContract'),
      extra('partyPrecisionPerContract'),
      extra('effectiveDate'),
      extra('expiryDate'),
      extra('renewal'),
      extra('notice'),
      { metric: 'capContracts', value: caps.contracts, naive: naiveCaps.contracts },
      { metric: 'capSpanRecall', value: caps.recall, naive: naiveCaps.recall },
      { metric: 'capSpanPrecision', value: caps.precision, naive: naiveCaps.precision },
    ],
    {
      metrics: { ...ours, ...capKeys(caps) },
      naive: { ...naive, ...capKeys(naiveCaps) },
    },
  );
}

const folds = 5;
const seed = 20261122;
const shipped = 'brain/models/terms-1.1.0.bin';

/** For each contract a model that did not see it. */
function modelsFor(contracts: readonly Contract[]): PartyModel[] {
  const artefact = existsSync(shipped) ? readArtefact(readFileSync(shipped)) : null;
  const seen = new Set(artefact?.header.trainedOn);
  const overlap = contracts.filter(({ text }) => seen.has(fingerprint(text, 16))).length;
  if (artefact && overlap === 0) {
    console.log(`The shipped model on ${contracts.length} contracts it was not fitted on.`);
    const { parties } = unpackTerms(artefact);
    return contracts.map(() => parties);
  }
  console.log(
    artefact
      ? `The shipped model was fitted on ${overlap} of these ${contracts.length} contracts: ${folds} folds by filer instead.`
      : `No model is shipped to try: ${folds} folds by filer instead.`,
  );
  return crossFitParties(
    contracts.map(labelCandidates),
    contracts.map(({ id }) => filerOf(id)),
    folds,
    seed,
  );
}

interface Measures {
  readonly governingLaw: number;
  readonly governingLawPrecision: number;
  readonly agreementDate: number;
  readonly agreementDateWhole: number;
  readonly partyRecall: number;
  readonly partyPrecision: number;
  readonly partyRecallPerContract: number;
  readonly partyPrecisionPerContract: number;
  readonly effectiveDate: number;
  readonly expiryDate: number;
  readonly renewal: number;
  readonly notice: number;
}

function measure(contracts: readonly Contract[], found: readonly Graded[]): Measures {
  const grades = contracts.map((contract, index) => grade(contract, found[index] ?? nothing));
  const parties = grades.flatMap(({ parties: each }) => (each ? [each] : []));
  const recalls = parties.map(({ gold, missed }) => ({
    of: gold.length,
    right: gold.length - missed.length,
  }));
  const precisions = parties.map(({ found: names }) => ({
    of: names.length,
    right: names.filter(({ right }) => right).length,
  }));
  const lawsGiven = found.filter(({ jurisdictions }) => jurisdictions.length > 0).length;
  return {
    governingLaw: share(grades, 'governingLaw'),
    governingLawPrecision: ratio(
      grades.filter(({ governingLaw }) => governingLaw === true).length,
      lawsGiven,
    ),
    agreementDate: share(grades, 'agreementDate'),
    agreementDateWhole: share(grades, 'wholeAgreementDate'),
    partyRecall: pooled(recalls),
    partyPrecision: pooled(precisions),
    partyRecallPerContract: perContract(recalls),
    partyPrecisionPerContract: perContract(precisions),
    effectiveDate: share(grades, 'effectiveDate'),
    expiryDate: share(grades, 'expiryDate'),
    renewal: share(grades, 'renewal'),
    notice: share(grades, 'notice'),
  };
}

const nothing: Graded = {
  jurisdictions: [],
  agreementDate: null,
  effectiveDate: null,
  expiryDate: null,
  renewalDays: null,
  noticeDays: null,
  parties: [],
};

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function share(grades: readonly Grades[], key: Exclude<keyof Grades, 'parties'>): number {
  const answered = grades.flatMap((each) => (each[key] === null ? [] : [each[key]]));
  return ratio(answered.filter(Boolean).length, answered.length);
}

interface Count {
  readonly of: number;
  readonly right: number;
}

function pooled(counts: readonly Count[]): number {
  const sum = (key: keyof Count): number => counts.reduce((total, count) => total + count[key], 0);
  return ratio(sum('right'), sum('of'));
}

function perContract(counts: readonly Count[]): number {
  const some = counts.filter(({ of }) => of > 0);
  return ratio(
    some.reduce((total, { of, right }) => total + right / of, 0),
    some.length,
  );
}

interface Span {
  readonly start: number;
  readonly end: number;
}
type CapFigures = Record<'contracts' | 'recall' | 'precision', number>;

function capKeys({ contracts, recall, precision }: CapFigures): Record<string, number> {
  return { capContracts: contracts, capSpanRecall: recall, capSpanPrecision: precision };
}

function naiveCapsOf({ text }: Contract): Span[] {
  const sentences = text.matchAll(/[^.;]*\bliabilit[^.;]*\b(?:exceed|limited to)\b[^.;]*/gi);
  return Array.from(sentences, ({ index, 0: words }) => ({ start: index, end: index + words.length }));
}

/** Sentences found to limit liability, against the spans of CUAD's "Cap On Liability": overlap counts as a match. */
function measureCaps(contracts: readonly Contract[], caps: readonly (readonly Span[])[]): CapFigures {
  let agree = 0;
  const recall = { of: 0, right: 0 };
  const precision = { of: 0, right: 0 };
  contracts.forEach(({ labels }, index) => {
    const gold = labels.filter(({ category }) => category === 'Cap On Liability');
    const found = caps[index] ?? [];
    const meets = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
    if (gold.length > 0 === found.length > 0) agree += 1;
    recall.of += gold.length;
    recall.right += gold.filter((span) => found.some((cap) => meets(cap, span))).length;
    precision.of += found.length;
    precision.right += found.filter((cap) => gold.some((span) => meets(cap, span))).length;
  });
  return {
    contracts: ratio(agree, contracts.length),
    recall: ratio(recall.right, recall.of),
    precision: ratio(precision.right, precision.of),
  };
}

/** The first regular expression one would write for each. */
function naiveTerms({ text }: Contract): Graded {
  const head = text.slice(0, 20_000);
  const law = /laws of (?:the )?(?:State of )?([A-Z][a-z]+(?: [A-Z][a-z]+)?)/.exec(text)?.[1];
  const date =
    /(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}/.exec(
      head,
    )?.[0];
  const first = date === undefined ? undefined : findDates(date)[0];
  const iso = first ? isoDate(first.date) : null;
  const between = /between\s+([A-Z][^,(]{1,80})[,(][\s\S]{0,400}?\band\s+([A-Z][^,(]{1,80})[,(]/.exec(head);
  const until = /(?:expire|terminate|until|through|ending)[^.;]{0,60}/i.exec(text)?.[0];
  const expiry = until === undefined ? undefined : findDates(until)[0];
  const renewal = /renew[\s\S]{0,200}?(\d{1,3})\)?[ -]?(day|month|year)/i.exec(text)?.[0];
  const notice = /(\d{1,3})\)? days[\s\S]{0,80}?renew/i.exec(text)?.[0];
  return {
    ...nothing,
    expiryDate: expiry ? isoDate(expiry.date) : null,
    renewalDays: daysIn(renewal),
    noticeDays: daysIn(notice),
    jurisdictions: law ? findPlaces(law).map(({ place }) => place.name) : [],
    agreementDate: iso,
    effectiveDate: iso,
    parties: between ? [between[1] ?? '', between[2] ?? ''].map((name) => name.trim()) : [],
  };
}

function daysIn(words: string | undefined): number | null {
  const found = words === undefined ? undefined : findDurations(words).at(-1);
  return found ? roughDays(found.duration) : null;
}

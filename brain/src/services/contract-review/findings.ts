import {
  hypotheses,
  type Checklist,
  type DefinitionCheck,
  type InferenceFinding,
  type Playbook,
  type ProcessorFinding,
  type ReferenceCheck,
  type RiskFinding,
  type Segment,
  type Terms,
} from '../../engines/legal-processor/index.ts';
import type { NamedCategory } from './reader.ts';
import type { Result } from './result.ts';

/** From what the processor found to what the page shows. Pure. */

type Detail = Result['details'][number];
type Item = Result['checklist'][number];

/** Of one kind of finding; more would hide the others. */
const mostOfAKind = 60;

const kinds = { missing: 'MISSING', unusual: 'UNUSUAL', risky: 'RISKY', ok: 'OK' } as const;
const severities = { high: 'HIGH', medium: 'MEDIUM', low: 'LOW' } as const;

export function nameClauses(
  segments: readonly Segment[],
  named: readonly (readonly NamedCategory[])[],
): Result['clauses'] {
  return segments.map(({ start, end, number, heading, level }, index) => ({
    start,
    end,
    number,
    heading,
    level,
    categories: (named[index] ?? []).map((category) => ({ ...category, because: [...category.because] })),
  }));
}

export function playbookFindings(playbook: Playbook, findings: readonly ProcessorFinding[]): Detail[] {
  return findings.map((finding) => ({
    id: `playbook ${finding.id}`,
    kind: kinds[finding.kind],
    // What is as expected asks nothing of the reader.
    severity: finding.kind === 'ok' ? 'INFO' : severities[finding.severity],
    title: finding.title,
    explanation: `${finding.says} ${finding.why}`,
    suggestion: finding.kind === 'ok' ? null : (finding.fallback ?? null),
    confidence: finding.confidence,
    evidence: finding.evidence.map(({ start, end }) => ({ start, end })),
    source: `${playbook.name}: ${finding.basis.join(', ')}`,
  }));
}

/** One finding a kind of risk, with every place it was met. */
export function riskFindings(risks: readonly RiskFinding[]): Detail[] {
  return [...Map.groupBy(risks, ({ code }) => code)].map(([code, found]) => {
    const { name, explanation } = found[0]!;
    const sure = found.flatMap(({ probability }) => probability ?? []);
    return {
      id: `risk ${code}`,
      kind: 'RISKY',
      severity: 'MEDIUM',
      title: name,
      explanation,
      suggestion: null,
      confidence: sure.length ? Math.max(...sure) : null,
      evidence: found.slice(0, mostOfAKind).map(({ start, end }) => ({ start, end })),
      source: found.some(({ basis }) => basis === 'model') ? 'Clause model' : 'Wording',
    };
  });
}

const definitionWords = {
  USED_NOT_DEFINED: ['used, but its meaning was not found', 'LOW'],
  DEFINED_NOT_USED: ['defined, but no use of it was found', 'INFO'],
  DEFINED_TWICE: ['defined more than once', 'MEDIUM'],
} as const;
const referenceWords = {
  POINTS_AT_NOTHING: ['points at a place that was not found', 'MEDIUM'],
  POINTS_AT_ITSELF: ['points at the clause it stands in', 'LOW'],
  NOT_ATTACHED: ['names an attachment that was not found in this text', 'LOW'],
} as const;
export function structureFindings(
  text: string,
  definitions: DefinitionCheck,
  references: ReferenceCheck,
): Detail[] {
  const terms = definitions.findings.slice(0, mostOfAKind).map((finding, index): Detail => {
    const [says, severity] = definitionWords[finding.code];
    return {
      id: `term ${index}`,
      kind: 'TERM',
      severity,
      title: `“${finding.term}” is ${says}`,
      explanation: 'A term with one clear meaning in one place leaves less room for dispute.',
      suggestion: null,
      confidence: null,
      evidence: [finding, ...finding.others].slice(0, 8).map(({ start, end }) => ({ start, end })),
      source: 'Defined terms',
    };
  });
  const places = references.findings.slice(0, mostOfAKind).map((finding, index): Detail => {
    const [says, severity] = referenceWords[finding.code];
    return {
      id: `reference ${index}`,
      kind: 'REFERENCE',
      severity,
      title: `“${text.slice(finding.start, finding.end)}” ${says}`,
      explanation: 'A reference that leads nowhere often is left over from an earlier version.',
      suggestion: null,
      confidence: null,
      evidence: [{ start: finding.start, end: finding.end }],
      source: 'References',
    };
  });
  return [...terms, ...places];
}

const answers = { Entailment: 'FOUND', Contradiction: 'CONTRADICTED', NotMentioned: 'NOT_FOUND' } as const;
/** Below this the model does not know. */
const leastSure = 0.5;

/** The questions that are asked of every confidentiality agreement. */
export function ndaItems(findings: readonly InferenceFinding[]): Item[] {
  return findings.map(({ hypothesis, label, probabilities, evidence }) => ({
    id: hypothesis,
    checklist: 'Confidentiality agreement',
    title: hypotheses.find(({ code }) => code === hypothesis)?.name ?? hypothesis,
    source: 'Questions asked of confidentiality agreements',
    result: probabilities[label] < leastSure ? 'UNCLEAR' : answers[label],
    confidence: probabilities[label],
    evidence: evidence.map(({ start, end }) => ({ start, end })),
  }));
}

export function checklistItems(checklist: Checklist, findings: readonly ProcessorFinding[]): Item[] {
  return findings.map(({ id, title, kind, confidence, evidence, source }) => ({
    id: `${checklist.id} ${id}`,
    checklist: checklist.name,
    title,
    source: source ?? checklist.name,
    result: kind === 'ok' ? 'FOUND' : kind === 'missing' ? 'NOT_FOUND' : 'CONTRADICTED',
    confidence,
    evidence: evidence.map(({ start, end }) => ({ start, end })),
  }));
}

export function termList(terms: Terms): Pick<Result, 'terms' | 'parties'> {
  const list: Result['terms'][number][] = [];
  const add = (
    kind: string,
    label: string,
    item: { value: unknown; confidence: number | null; start: number; end: number } | null,
    value: string | null,
  ) => {
    if (!item || value === null) return;
    list.push({ kind, label, value, confidence: item.confidence, start: item.start, end: item.end });
  };
  const { agreementDate, effectiveDate, termLength, expiry, renewal, renewalNotice, governingLaw } = terms;
  add('agreementDate', 'Date of the agreement', agreementDate, agreementDate?.value.iso ?? null);
  add('effectiveDate', 'In effect from', effectiveDate, effectiveDate?.value.iso ?? null);
  add('termLength', 'Length', termLength, termLength && lengthOf(termLength.value));
  add(
    'expiry',
    'Ends',
    expiry,
    expiry && (expiry.value.perpetual ? 'runs until ended' : (expiry.value.date?.iso ?? null)),
  );
  add(
    'renewal',
    'Renewal',
    renewal,
    renewal &&
      [
        renewal.value.automatic ? 'automatic' : 'by agreement',
        renewal.value.period ? `for ${lengthOf(renewal.value.period)}` : '',
        renewal.value.successive ? 'again and again' : '',
      ]
        .filter(Boolean)
        .join(', '),
  );
  add(
    'renewalNotice',
    'Notice against renewal',
    renewalNotice,
    renewalNotice && lengthOf(renewalNotice.value),
  );
  add('governingLaw', 'Governing law', governingLaw, governingLaw?.value.jurisdictions.join(', ') ?? null);
  for (const venue of terms.venues)
    add(
      'venue',
      'Courts',
      venue,
      venue.value.exclusive ? `${venue.value.place}, exclusive` : venue.value.place,
    );
  for (const cap of terms.liabilityCaps) add('liabilityCap', 'Limit of liability', cap, capOf(cap.value));
  for (const payment of terms.paymentTerms)
    add(
      'paymentTerm',
      'Payment',
      payment,
      [`within ${lengthOf(payment.value.within)}`, payment.value.from ? `of ${payment.value.from}` : '']
        .filter(Boolean)
        .join(' '),
    );
  for (const amount of terms.amounts) add('amount', 'Amount', amount, moneyOf(amount.value));
  return {
    terms: list,
    parties: terms.parties.map(({ value, start, end }) => ({
      name: value.name,
      role: value.role ?? value.definedName,
      start,
      end,
    })),
  };
}

type Length = NonNullable<Terms['termLength']>['value'];
type Money = Terms['amounts'][number]['value'];

function lengthOf({ count, unit, business }: Length): string {
  return `${count} ${business ? 'business ' : ''}${unit}${count === 1 ? '' : 's'}`;
}

function moneyOf({ amount, currency }: Money): string {
  return currency ? `${amount} ${currency}` : amount;
}

function capOf(cap: Terms['liabilityCaps'][number]['value']): string {
  switch (cap.kind) {
    case 'amount':
      return cap.amounts.map(moneyOf).join(', ');
    case 'fees':
      return cap.months === null ? 'what was paid' : `what was paid in ${cap.months} months`;
    case 'excluded':
      return 'some kinds of damage are left out';
    case 'other':
      return 'limited by another measure';
  }
}

import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { processorMs } from '@smartstart/testkit/processor-time';
import { ArtefactError, createDraw, type ArtefactHeader } from '../../ml/index.ts';
import { categoryOfSource, clauseCategories } from './clause-categories.ts';
import { clauseSegments, labelContract, type LabelledContract } from './clause-contracts.ts';
import { clauseFeatureHash, packClauses, unpackClauses } from './clause-model.ts';
import { crossValidateClauses, measureClauses, regularExpressionRival } from './clause-quality.ts';
import { met, rulePoints } from './clause-rules.ts';
import { fitClauses, learntCategories } from './clause-training.ts';
import { createClauseClassifier, type ClauseClassifier } from './clauses.ts';

const shipped = 'brain/models/clauses-1.0.0.bin';
const category = (code: string) => clauseCategories.find((one) => one.code === code)!;
const number = (code: string) => clauseCategories.findIndex((one) => one.code === code);

/** Made-up contracts of one plain pattern: enough to learn governing law and insurance, and nothing else. */
function inventContracts(count: number): LabelledContract[] {
  const draw = createDraw(3);
  const pick = (...list: string[]) => list[draw(list.length)]!;
  return Array.from({ length: count }, (_, at) => {
    const law = `This Agreement ${pick('is', 'shall be')} governed by the laws of ${pick('Ontario', 'Delaware', 'Kenya')}.`;
    const insurance = `${pick('Supplier', 'Vendor')} shall maintain insurance of at least ${draw(9) + 1} million dollars.`;
    const others = Array.from(
      { length: 12 },
      (_, line) =>
        `${line + 3}. The ${pick('buyer', 'seller', 'carrier')} ${pick('delivers', 'inspects', 'packs')} goods in week ${draw(50)}.`,
    );
    const text = ['SUPPLY AGREEMENT', `1. ${law}`, `2. ${insurance}`, ...others].join('\n\n');
    const label = (name: string, words: string) => ({
      category: name,
      start: text.indexOf(words),
      end: text.indexOf(words) + words.length,
    });
    const labels = [
      label('Governing Law', law),
      label('Insurance', insurance),
      label('Document Name', 'SUPPLY AGREEMENT'),
    ];
    return labelContract(`contract ${at}`, text, labels);
  });
}

const header: Omit<ArtefactHeader, 'settings'> = {
  name: 'clauses',
  version: 'test',
  createdFrom: { data: 'made up', sha256: '', licence: 'none' },
  featureSetHash: clauseFeatureHash(),
  seed: 5,
  metrics: {},
  trainedOn: [],
};
const document =
  'LEASE\n\n1. Governing Law. This Agreement shall be governed by the laws of Kenya.\n\n2. The tenant packs goods in week 5.\n\n' +
  '3. No party shall disparage the other or damage its reputation.';

describe('a classifier fitted on made-up contracts', () => {
  const contracts = inventContracts(45);
  let bytes: Uint8Array;
  let classifier: ClauseClassifier;
  beforeAll(() => {
    bytes = packClauses(fitClauses(contracts, 5), header);
    classifier = createClauseClassifier(bytes);
  });

  test('learns what forty contracts show and leaves the rest to rules', () => {
    expect(learntCategories(contracts)).toEqual(['document-name', 'governing-law', 'insurance'].map(number));
    expect(learntCategories(contracts.slice(0, 39))).toEqual([]);
    const methods = new Map(classifier.categories.map(({ code, method }) => [code, method]));
    expect(methods.get('governing-law')).toBe('learnt');
    expect(methods.get('most-favoured')).toBe('rules');
  });

  test('finds a clause where it stands, with a probability between 0 and 1', () => {
    const segments = clauseSegments(document);
    const findings = classifier.classify(segments);
    const holding = segments.findIndex(({ text }) => text.includes('laws of Kenya'));
    expect(findings).toHaveLength(segments.length);
    expect(findings[holding]![0]!.category.code).toBe('governing-law');
    for (const { probability } of findings.flat()) {
      expect(probability).toBeGreaterThanOrEqual(0.2);
      expect(probability).toBeLessThanOrEqual(1);
    }
    const packing = segments.findIndex(({ text }) => text.includes('packs'));
    expect(findings[packing]!.map(({ category }) => category.code)).not.toContain('governing-law');
  });

  test('reasons add up to the margin and point at their characters', () => {
    const segments = clauseSegments(document);
    const index = segments.findIndex(({ text }) => text.includes('laws of Kenya'));
    const reasons = classifier.explain(segments, index, category('governing-law'), Infinity);
    const { matrix } = unpackClauses(bytes).model.segments;
    const bias = matrix.biases[unpackClauses(bytes).model.segments.learnt.indexOf(number('governing-law'))]!;
    const own = classifier.classify(segments, 0)[index]!;
    const { margin } = own.find(({ category }) => category.code === 'governing-law')!;
    expect(reasons.reduce((sum, { contribution }) => sum + contribution, bias)).toBeCloseTo(margin, 4);
    const words = reasons.filter(({ start }) => start !== undefined);
    expect(words.length).toBeGreaterThan(3);
    for (const { term, start, end } of words) expect(document.slice(start, end)).toBe(term);
  });

  test('a rule’s reasons are its cues', () => {
    const segments = clauseSegments(document);
    const index = segments.findIndex(({ text }) => text.includes('disparage'));
    const reasons = classifier.explain(segments, index, category('non-disparagement'));
    expect(reasons[0]).toMatchObject({ place: 'cue', term: 'disparag' });
    for (const { term, start, end } of reasons) expect(document.slice(start, end)).toBe(term);
  });

  test('names a marked passage', () => {
    const segments = clauseSegments(document);
    const start = document.indexOf('This Agreement');
    const types = classifier.typeOf(document, segments, start, document.indexOf('Kenya.') + 6);
    expect(types).toHaveLength(clauseCategories.length);
    expect(types[0]!.category.code).toBe('governing-law');
  });

  test('the same contracts and seed give the same bytes, and packing loses nothing', () => {
    expect(packClauses(fitClauses(contracts, 5), header)).toEqual(bytes);
    expect(packClauses(unpackClauses(bytes).model, header)).toEqual(bytes);
  });

  test('refuses damaged bytes and those of another model', () => {
    const damaged = bytes.slice();
    damaged[500] = damaged[500]! ^ 1;
    expect(() => createClauseClassifier(damaged)).toThrow(ArtefactError);
    const other = packClauses(unpackClauses(bytes).model, { ...header, name: 'others' });
    expect(() => createClauseClassifier(other)).toThrow(/"others"/);
  });

  test('beats the plain expressions on unseen contracts of the kind', () => {
    const keys = contracts.map(({ id }) => id);
    const more = [...contracts, ...inventContracts(10).map((one, at) => ({ ...one, id: `more ${at}` }))];
    const quality = measureClauses(
      crossValidateClauses(more, [...keys, ...more.slice(keys.length).map(({ id }) => id)], 5, 5),
    );
    const naive = measureClauses(regularExpressionRival(more));
    expect(quality.top1).toBe(1);
    expect(quality.meanAp).toBeGreaterThanOrEqual(naive.meanAp);
    expect(quality.ece).toBeLessThan(0.2);
  });

  test('takes any text', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('', '\ud800', '\u202eחוזה זה', '\0\u0001'),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const segments = clauseSegments(text);
        expect(classifier.classify(segments)).toHaveLength(segments.length);
        segments.forEach((_, index) => classifier.explain(segments, index, category('insurance')));
        expect(classifier.typeOf(text, segments, 0, text.length)).toHaveLength(clauseCategories.length);
      }),
    );
  });

  test('a megabyte without a break is read in time', () => {
    for (const unit of ['a', 'solicit not ', 'not exceed ', '"', '(the ']) {
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
      expect(
        processorMs(() => classifier.classify([{ text, start: 0, end: text.length, heading: text }])),
      ).toBeLessThan(2000);
    }
  });
});

describe('labels', () => {
  test('touch the segments they overlap, and one passage with two categories is one span', () => {
    const text = 'The licence is perpetual. It cannot be transferred. Nothing else.';
    const [start, end] = [0, text.indexOf('. Nothing') + 1];
    const labels = ['License Grant', 'Non-Transferable License', 'No Such Category'].map((category) => ({
      category,
      start,
      end,
    }));
    const { segments, segmentLabels, spans, spanLabels } = labelContract('x', text, labels);
    const wanted = ['License Grant', 'Non-Transferable License'].map(categoryOfSource);
    expect(spanLabels).toEqual([wanted]);
    expect(spans[0]!.text).toBe(text.slice(start, end));
    segments.forEach(({ start }, index) => expect(segmentLabels[index]).toEqual(start < end ? wanted : []));
  });
});

describe('rules', () => {
  test.each([
    ['source-code-escrow', 'Licensor shall deposit the source code with an escrow agent.'],
    ['third-party-beneficiary', 'Acme is an intended third-party beneficiary of this Agreement.'],
    ['most-favoured', 'Prices shall be no less favorable than those offered to any other customer.'],
    ['joint-ip', 'The parties shall jointly own all Joint Inventions.'],
    ['unlimited-license', 'Licensor grants a licence for an unlimited number of users.'],
    ['non-disparagement', 'Neither party shall disparage the other.'],
    ['no-solicit-customers', 'The Agent shall not solicit any customers of the Company.'],
    [
      'affiliate-license-licensor',
      'Licensor, on behalf of itself and its Affiliates, hereby grants to Licensee a licence.',
    ],
    ['price-restrictions', 'The prices shall not be increased by more than 3% a year.'],
  ])('%s', (code, text) => {
    expect(rulePoints(number(code), text, '')).toBeGreaterThanOrEqual(met);
    expect(rulePoints(number(code), 'The weather in June was fine.', code)).toBe(0);
  });

  test('"no third-party beneficiaries" is the opposite', () => {
    const text = 'There are no third-party beneficiaries of this Agreement.';
    expect(rulePoints(number('third-party-beneficiary'), text, '')).toBeLessThan(met);
  });
});

describe.skipIf(!existsSync(shipped))('the shipped model', () => {
  test('was fitted with the features of this code, and names clauses it never saw', () => {
    const bytes = readFileSync(shipped);
    const { header, model } = unpackClauses(bytes);
    expect(header.featureSetHash).toBe(clauseFeatureHash());
    expect(header.createdFrom.licence).toBe('CC BY 4.0');
    expect(bytes.length).toBeLessThan(3_500_000);
    expect(model.segments.matrix.columns).toBe(model.segments.blocks.columns + 12 + clauseCategories.length);
    const classifier = createClauseClassifier(bytes);
    const text = [
      'CO-OPERATION AGREEMENT',
      '1. Term. This Agreement commences on the Effective Date and continues for three (3) years.',
      '2. Insurance. Supplier shall maintain commercial general liability insurance of not less than $1,000,000 per occurrence.',
      '3. Records. Customer may audit the books and records of Supplier on ten days written notice.',
      '4. Governing Law. This Agreement shall be governed by and construed in accordance with the laws of the State of New York.',
      '5. Assignment. Neither party may assign this Agreement without the prior written consent of the other party.',
    ].join('\n\n');
    const segments = clauseSegments(text);
    const found = new Map(
      classifier
        .classify(segments)
        .flatMap((list, index) => list.map(({ category }) => [category.code, index])),
    );
    for (const [code, words] of [
      ['expiration-date', 'commences'],
      ['insurance', 'liability insurance'],
      ['audit-rights', 'audit the books'],
      ['governing-law', 'State of New York'],
      ['anti-assignment', 'prior written consent'],
    ] as const)
      expect(segments[found.get(code) ?? -1]?.text).toContain(words);
  });
});

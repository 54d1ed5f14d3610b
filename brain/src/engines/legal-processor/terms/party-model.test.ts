import { processorMs } from '@smartstart/testkit/processor-time';
import { describe, expect, it } from 'vitest';
import { candidatesIn, tokensIn } from './party-candidates.ts';
import { describeCandidates } from './party-features.ts';
import { withModel, type PartyModel } from './party-model.ts';
import { crossFitParties, filerOf, fitParties, labelCandidates } from './party-training.ts';
import { findParties } from './parties.ts';
import { termsModel } from './terms-model.ts';
import { extractTerms } from './terms.ts';
import { plainView } from '../extraction/plain-view.ts';

const namesIn = (text: string): string[] =>
  candidatesIn(text, tokensIn(text, 0, text.length)).map(({ start, end }) => text.slice(start, end));

describe('candidates', () => {
  it.each([
    ['made by Acme Robotics, Inc., a firm', 'Acme Robotics, Inc.'],
    ['between drkoop.com, inc. and others', 'drkoop.com, inc.'],
    ['LICENSEE Bank of America, N.A. ("Bank")', 'Bank of America, N.A.'],
    ['and Beijing Tianying (Shanghai) Co., Ltd. of', 'Beijing Tianying (Shanghai) Co., Ltd.'],
    ['AND Jane Croft of Leeds', 'Jane Croft'],
  ])('of “%s” hold %j', (text, name) => expect(namesIn(text)).toContain(name));

  it('end at a paragraph, and none begins with a small word or a mark', () => {
    const text = 'by Acme\u2029Robotics "Beta" of gamma';
    expect(namesIn(text)).toEqual(['Acme', 'Robotics', 'Beta']);
  });
});

const contractOf = (first: string, second: string, noise: string) => {
  const text = `This Agreement is made between ${first}, a Delaware corporation ("First"), and ${second}, a Nevada company ("Second").\n\n${noise} shall govern. The ${noise} applies to the Products.`;
  const labels = [first, second].map((name) => ({
    category: 'Parties',
    start: text.indexOf(name),
    end: text.indexOf(name) + name.length,
  }));
  return { text, labels, answers: { Parties: `${first} ("First"); ${second} ("Second")` } };
};
const words = ['Alder', 'Birch', 'Cedar', 'Elm', 'Fir', 'Hazel', 'Larch', 'Maple', 'Oak', 'Pine'];
const contracts = words.map((word, at) =>
  contractOf(`${word} Works, Inc.`, `${words[(at + 3) % words.length]} Partners LLC`, `Delivery Schedule`),
);

describe('the model of parties', () => {
  const labelled = contracts.map(labelCandidates);
  const model = fitParties(
    labelled.flatMap((each) => each ?? []),
    7,
  );

  it('learns from the marked names, the same each time', () => {
    const again = fitParties(
      labelled.flatMap((each) => each ?? []),
      7,
    );
    expect([...again.weights]).toEqual([...model.weights]);
    const other = contractOf('Rowan Works, Inc.', 'Willow Partners LLC', 'Delivery Schedule');
    const found = withModel(plainView(other.text), [], model).map(({ name }) => name);
    expect(found).toEqual(['Rowan Works, Inc.', 'Willow Partners LLC']);
  });

  it('leaves out a contract without an answer', () => {
    expect(labelCandidates({ text: 'Acme, Inc.', labels: [], answers: {} })).toBeNull();
  });

  it('cross-fits by groups: the model of a contract is that of its fold', () => {
    const groups = words.map((_, at) => `group ${at % 2}`);
    const models = crossFitParties(labelled, groups, 2, 7);
    expect(models).toHaveLength(words.length);
    expect(models[0]).toBe(models[2]);
    expect(models[0]).not.toBe(models[1]);
    expect(filerOf('ACCURAYINC_09_01_2010-EX-10.31')).toBe('ACCURAYINC');
  });

  const view = plainView(
    'This Agreement is between Acme Works, Inc. ("Acme") and Beta Partners LLC ("Beta").',
  );
  const sure = (name: string, margin: number): PartyModel => ({
    weights: new Map(
      describeCandidates(view)
        .filter((candidate) => candidate.name === name)
        .flatMap(({ features }) => features.slice(-1))
        .map((feature) => [feature, margin]),
    ),
    bias: -20,
  });

  it('drops of the rules only what it gives next to no chance', () => {
    const rules = findParties(view).map((party) => ({ ...party, rule: 'label' as const }));
    expect(rules.map(({ name }) => name)).toEqual(['Acme Works, Inc.', 'Beta Partners LLC']);
    expect(withModel(view, rules, { weights: new Map(), bias: -20 })).toEqual([]);
    expect(withModel(view, rules, { weights: new Map(), bias: -3 })).toHaveLength(2);
    expect(
      withModel(
        view,
        rules.map((party) => ({ ...party, rule: 'signature' as const })),
        sure('none', 0),
      ),
    ).toHaveLength(2);
  });

  it('adds a name with all of its legal form, and never what a party is called', () => {
    const added = withModel(view, [], { weights: new Map(), bias: 5 });
    expect(added.map(({ name }) => name)).not.toContain('Acme');
    expect(added.every(({ rule }) => rule === 'learnt')).toBe(true);
    expect(added.find(({ name }) => name.startsWith('Acme'))?.name).toBe('Acme Works, Inc.');
  });
});

describe('the shipped model', () => {
  it.each([
    [
      'CONFIDENTIALITY UNDERTAKING\n\nConfidentiality and Non-Disclosure Undertaking\n\nBetween\n\nNorthern Harbour (Proprietary) Limited\n\nand\n\n____________________ (Insert Full Name of Vendor)',
      ['Northern Harbour (Proprietary) Limited'],
    ],
    [
      'NON-DISCLOSURE AGREEMENT\n\nThis Agreement is made between Halo Works, Inc. ("HALO"), located at 2 Bunker Lane, Santa Clara, CA 95054, and the party named below ("RECIPIENT").\n\nCONFIDENTIAL INFORMATION means what is disclosed.',
      ['Halo Works, Inc.'],
    ],
  ])('reads “%s”', (text, expected) => {
    expect(extractTerms(text, null, termsModel()).parties.map(({ value }) => value.name)).toEqual(expected);
  });

  it.each([
    'between A and ',
    'By: A Inc. ',
    '("A") ',
    'A',
    'Acme, Inc. ("A") and ',
    '/s/ ',
    'A (A ',
    'of the ',
    'The Acme & ',
    '1. A, ',
  ])(
    'reads a megabyte of “%s” in seconds',
    (unit) => {
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
      const model = termsModel().parties;
      expect(processorMs(() => findParties(plainView(text), model))).toBeLessThan(8000);
    },
    20_000,
  );
});

import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { processorMs } from '@smartstart/testkit/processor-time';
import { describe, expect, test } from 'vitest';
import { readNdas } from '../../../commands/data-sets.ts';
import { segment } from './segmentation.ts';

const words = (text: string) => segment(text).map(({ start, end }) => text.slice(start, end));

describe('borders', () => {
  test('sentences and list items of one paragraph', () => {
    expect(
      words('1. Use. The Recipient shall (a) keep it secret, and (b) return it. It may not copy it.'),
    ).toEqual([
      '1. Use.',
      'The Recipient shall',
      '(a) keep it secret, and',
      '(b) return it.',
      'It may not copy it.',
    ]);
  });

  test('abbreviations, amounts in brackets and references do not divide', () => {
    for (const text of [
      'Acme Inc. and Dr. J. Smith of St. Louis signed No. 5 under 5 U.S.C. § 552.',
      'It lasts five (5) years and thirty (30) days.',
      'As said in Section 3 (a) and clauses (b) and (c), it ends.',
      'This is subject to paragraph 2 (i) above.',
    ])
      expect(words(text)).toEqual([text]);
  });

  test('a company form ends a sentence when one visibly opens after it', () => {
    expect(words('It is made with Acme, Inc. The parties agree.')).toHaveLength(2);
    expect(words('It is made with Acme, Inc. Delaware.')).toHaveLength(1);
  });

  test('a long field to fill in stands alone', () => {
    expect(words('Name: ____________________ Date: ____________________')).toEqual([
      'Name:',
      '____________________',
      'Date:',
      '____________________',
    ]);
    expect(words('made on the ___ day of ___ 20__')).toHaveLength(1);
  });
});

const wrapped = `CONSULTING AGREEMENT

1. Services. The Consultant shall provide the services described in
Exhibit A in a professional manner and in accordance with the standards
generally accepted in the industry, and shall report to the Company
every month.

2. Confidentiality. The Consultant shall not disclose any information
which it receives from the Company, whether written or spoken, to any
- 3 -
person other than its own employees and advisers who need to know it
for the services.

    (a) This does not apply to information that was already public when
        it was disclosed to the Consultant or became so later without its
        fault.
`;

describe('layout', () => {
  test('hard-wrapped lines are one paragraph, across a page number too', () => {
    const found = words(wrapped);
    expect(found).toHaveLength(6);
    expect(found[4]).toMatch(/^The Consultant shall not[^]*- 3 -[^]*services\.$/);
    expect(found[5]).toMatch(/^\(a\) This does not apply[^]*fault\.$/);
  });

  test('page numbers, running lines and tables of contents are set apart', () => {
    const text =
      'TABLE OF CONTENTS\n1. Definitions ........ 2\n2. Term ............... 5\nPage 1 of 9\n1. Definitions\n"Fee" means money.\nSource: ACME INC, 8-K, 6/3/2019\n';
    expect(segment(text).map(({ kind }) => kind)).toEqual([
      'heading',
      'other',
      'other',
      'other',
      'heading',
      'definition',
      'other',
    ]);
  });
});

describe('what a segment is', () => {
  const text = [
    'MUTUAL NON-DISCLOSURE AGREEMENT',
    'This Agreement is made on 1 May 2024 between Acme Ltd and Beta Ltd.',
    'RECITALS',
    'A. The parties wish to talk.',
    'WHEREAS, they need to share information;',
    'NOW, THEREFORE, the parties agree as follows:',
    '1. DEFINITIONS',
    '"Purpose" means the talks between the parties.',
    '2. TERM',
    '2.1 This Agreement lasts two years. It then ends.',
    '(a) unless renewed; or',
    '(b) unless ended earlier.',
    'IN WITNESS WHEREOF, the parties have signed.',
    'By: ____________________',
    'Name: Jane Doe',
    'EXHIBIT A',
    'The price is stated in this exhibit and is to be paid within thirty days of the invoice, in full and without any deduction.',
  ].join('\n');

  test('kinds, numbers, titles and levels', () => {
    const found = segment(text).map(({ kind, number, heading, level }) => [kind, number, heading, level]);
    expect(found).toEqual([
      ['heading', null, 'MUTUAL NON-DISCLOSURE AGREEMENT', 0],
      ['clause', null, null, 0],
      ['heading', null, 'RECITALS', 1],
      ['recital', 'A', null, 2],
      ['recital', null, null, 2],
      ['clause', null, null, 0],
      ['heading', '1', 'DEFINITIONS', 1],
      ['definition', null, null, 1],
      ['heading', '2', 'TERM', 1],
      ['clause', '2.1', null, 2],
      ['clause', null, null, 2],
      ['item', '(a)', null, 3],
      ['item', '(b)', null, 3],
      ['signature', null, null, 0],
      ['signature', null, null, 0],
      ['signature', null, null, 0],
      ['signature', null, null, 0],
      ['heading', 'EXHIBIT A', null, 1],
      ['clause', null, null, 1],
    ]);
  });

  test('a title in front of its words is found', () => {
    expect(segment('Governing Law: This Agreement is governed by the law of Ontario.')[0]).toMatchObject({
      heading: 'Governing Law',
      kind: 'clause',
    });
  });
});

describe('any text', () => {
  const pieces = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '(a) ',
      '1.1 ',
      '\n',
      '\r\n',
      '. ',
      '____________________',
      'WHEREAS',
      'Section 2 ',
      '"X" means',
      '\f',
      '\ud800',
      'By: ',
      'مرحبا',
      'Inc. ',
    ),
  );

  test('is covered in order without overlap, and segments begin and end with a character', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        const covered = new Uint8Array(text.length);
        let last = 0;
        for (const { start, end, level } of segment(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(level).toBeGreaterThanOrEqual(0);
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          covered.fill(1, start, end);
          last = end;
        }
        for (let at = 0; at < text.length; at += 1) if (text[at]?.trim()) expect(covered[at]).toBe(1);
      }),
      { numRuns: 300 },
    );
  });

  test('of a megabyte takes a moment, whatever it is', () => {
    for (const unit of [
      '(a) ',
      '1.1 ',
      '_',
      ' ',
      '.',
      '\n',
      '"a" or ',
      'section (a) ',
      'A. ',
      'a\n',
      '. . . . 1\n',
      'By: ____\n',
      '\ud800',
    ]) {
      const text = unit.repeat(Math.ceil(1e6 / unit.length));
      expect(processorMs(() => segment(text))).toBeLessThan(4000);
    }
  });
});

const file = '../shared/data/nda-inference/dev.json';
test.skipIf(!existsSync(file))('borders of real agreements agree with those set by hand', () => {
  let [both, ours, gold] = [0, 0, 0];
  for (const { text, spans } of readNdas(file)) {
    const starts = new Set(segment(text).map(({ start }) => start));
    both += spans.filter(({ start }) =>
      starts.has(start + (/^\s*/.exec(text.slice(start, start + 50))?.[0].length ?? 0)),
    ).length;
    ours += starts.size;
    gold += spans.length;
  }
  expect((2 * both) / (ours + gold)).toBeGreaterThan(0.93);
});

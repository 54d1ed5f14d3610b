import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitVectorizer, unpackVectorizer, type SparseRows, type Vectorizer } from './index.ts';

const texts = [
  'This Agreement is governed by the laws of Delaware.',
  'The laws of Ontario, Canada govern this Agreement!',
  'Either party may terminate on 30 days notice.',
  'Notice of 60 days; the party may not terminate   early.',
  'Fees are due on receipt of the notice',
  'The fees, the fees and again the FEES',
];

function valueAt(rows: SparseRows, row: number, column: number): number {
  for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k++)
    if (rows.indices[k] === column) return rows.values[k]!;
  return 0;
}

const valuesOf = (vectorizer: Vectorizer, term: string) => {
  const rows = vectorizer.transform(texts);
  return texts.map((_, row) => valueAt(rows, row, vectorizer.columnOf(term)));
};

const near = (found: number[], wanted: number[]) =>
  wanted.forEach((value, row) => expect(found[row]).toBeCloseTo(value, 5));

// The numbers are those of TfidfVectorizer of scikit-learn 1.2.1 on the same texts.
describe('TF-IDF as in scikit-learn', () => {
  test('words and pairs of words', () => {
    const vectorizer = fitVectorizer(texts, { analyzer: 'word', ngrams: [1, 2] });
    expect(vectorizer.columns).toBe(68);
    near(valuesOf(vectorizer, 'the'), [0.138675, 0.150108, 0, 0.130317, 0.145265, 0.317636]);
    near(valuesOf(vectorizer, 'fees'), [0, 0, 0, 0, 0.232507, 0.508398]);
    near(valuesOf(vectorizer, 'laws of'), [0.221958, 0.240258, 0, 0, 0, 0]);
    near(valuesOf(vectorizer, '30'), [0, 0, 0.282686, 0, 0, 0]);
    expect(vectorizer.columnOf('usury')).toBe(-1);
  });

  test('sublinear counts of terms in two texts at least', () => {
    const vectorizer = fitVectorizer(texts, {
      analyzer: 'word',
      ngrams: [1, 2],
      sublinear: true,
      minCount: 2,
    });
    expect(vectorizer.columns).toBe(16);
    expect(valuesOf(vectorizer, 'fees')[5]).toBeCloseTo(0.84808, 4);
    expect(valuesOf(vectorizer, 'laws of')[0]).toBeCloseTo(0.38031, 4);
  });

  test('runs of characters', () => {
    const vectorizer = fitVectorizer(texts, { analyzer: 'char', ngrams: [2, 3] });
    expect(vectorizer.columns).toBe(262);
    expect(valuesOf(vectorizer, 'law')[0]).toBeCloseTo(0.18982, 4);
    expect(valuesOf(vectorizer, 'e ')[3]).toBeCloseTo(0.15421, 4);
    expect(valuesOf(vectorizer, 'fe')[5]).toBeCloseTo(0.26247, 4);
  });
});

describe('vectorizer', () => {
  test('keeps the most frequent terms', () => {
    const vectorizer = fitVectorizer(texts, { analyzer: 'word', ngrams: [1, 1], maxFeatures: 2 });
    expect(vectorizer.columns).toBe(2);
    expect(vectorizer.columnOf('the')).toBeGreaterThanOrEqual(0);
    expect(vectorizer.columnOf('of')).toBeGreaterThanOrEqual(0);
  });

  test('folds digits when asked', () => {
    const vectorizer = fitVectorizer(texts, { analyzer: 'word', ngrams: [1, 2], foldDigits: true });
    expect(vectorizer.columnOf('60 days')).toBe(vectorizer.columnOf('30 days'));
    expect(vectorizer.columnOf('17')).toBe(vectorizer.columnOf('60'));
  });

  test('names the words behind a column as the text writes them', () => {
    const vectorizer = fitVectorizer(texts, { analyzer: 'word', ngrams: [1, 2] });
    const terms = vectorizer.termsIn('All LAWS\nof Delaware');
    expect(terms.get(vectorizer.columnOf('laws of'))).toEqual({ term: 'LAWS\nof', start: 4, end: 11 });
    expect([...terms.values()].map(({ term }) => term).sort()).toEqual([
      'Delaware',
      'LAWS',
      'LAWS\nof',
      'of',
      'of Delaware',
    ]);
  });

  test('rows have length one, columns rise, and a packed copy does the same, whatever the text', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('\ud800', '\u202eabc', 'the fees'),
    );
    fc.assert(
      fc.property(
        fc.array(anyText, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('word' as const, 'char' as const),
        (list, analyzer) => {
          const vectorizer = fitVectorizer(list, { analyzer, ngrams: [1, 3], sublinear: true });
          const rows = vectorizer.transform(list);
          for (let row = 0; row < list.length; row++) {
            const from = rows.starts[row]!;
            const to = rows.starts[row + 1]!;
            const length = Math.hypot(...rows.values.subarray(from, to));
            expect(to === from ? 1 : length).toBeCloseTo(1, 5);
            for (let k = from + 1; k < to; k++) expect(rows.indices[k]).toBeGreaterThan(rows.indices[k - 1]!);
          }
          expect(unpackVectorizer(vectorizer.pack()).transform(list)).toEqual(rows);
        },
      ),
    );
  });
});

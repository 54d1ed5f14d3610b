import { describe, expect, test } from 'vitest';
import { LevelStack, numberAt } from './numbering.ts';

describe('the number of a clause', () => {
  test.each([
    ['Article IV. Term', 'Article IV', 'article'],
    ['ARTICLE 2 – Scope', 'ARTICLE 2', 'article'],
    ['Section 3.2 Notices', 'Section 3.2', 'decimal2'],
    ['§ 8 Legal relationships', '§ 8', 'decimal1'],
    ['Exhibit B', 'Exhibit B', 'annex'],
    ['1. Definitions', '1', 'decimal1'],
    ['1 Definitions', '1', 'decimal1'],
    ['10.3 The rights', '10.3', 'decimal2'],
    ['2.3.2.2 any entity', '2.3.2.2', 'decimal4'],
    ['(a) the name', '(a)', 'lowerLetter'],
    ['(iv) the name', '(iv)', 'lowerRoman'],
    ['(aa) the name', '(aa)', 'double'],
    ['(2) the name', '(2)', 'digit'],
    ['b) the name', 'b)', 'lowerLetter'],
    ['II. Purpose', 'II', 'upperRoman'],
    ['A. Scope', 'A', 'upperLetter'],
  ])('%s', (line, label, style) => {
    expect(numberAt(line)).toMatchObject({ label, style });
  });

  test.each([
    'The parties',
    '2016 was',
    '30 days after',
    'Section a party',
    'I agree',
    'U.S. law',
    '',
    '(see above)',
  ])('is not seen in "%s"', (line) => {
    expect(numberAt(line)).toBeNull();
  });

  test('a bullet has none, but opens an item', () => {
    expect(numberAt('• the name')).toMatchObject({ label: null, style: 'bullet' });
  });
});

describe('levels', () => {
  const levels = (lines: string[]) => {
    const stack = new LevelStack();
    return lines.map((line) => stack.enter(numberAt(line)!));
  };

  test('clauses, sub-clauses and items nest, and close again', () => {
    expect(levels(['1. A', '1.1 A', '(a) x', '(i) x', '(ii) x', '(b) x', '1.2 A', '2. A'])).toEqual([
      1, 2, 3, 4, 4, 3, 2, 1,
    ]);
  });

  test('(i) after (h) is a letter, elsewhere a numeral', () => {
    const letters = ['(a)', '(b)', '(c)', '(d)', '(e)', '(f)', '(g)', '(h)', '(i)', '(j)'];
    expect(new Set(levels(letters.map((mark) => `${mark} x`)))).toEqual(new Set([1]));
    expect(levels(['(a) x', '(i) x', '(ii) x', '(b) x'])).toEqual([1, 2, 2, 1]);
  });

  test('3.2 lies under Article III whatever stood before it', () => {
    expect(levels(['Article III', '3.1 A', '(a) x', '(i) x', '3.2 B', 'Article IV'])).toEqual([
      1, 2, 3, 4, 2, 1,
    ]);
  });
});

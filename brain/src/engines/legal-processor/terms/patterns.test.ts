import * as fc from 'fast-check';
import { processorMs } from '@smartstart/testkit/processor-time';
import { describe, expect, test } from 'vitest';
import { createPhraseIndex, parsePhrase } from './patterns.ts';

const found = (text: string, phrase: string) =>
  createPhraseIndex(text)
    .find(phrase)
    .map(({ start, end }) => text.slice(start, end));

describe('phrases', () => {
  test.each([
    ['The Confidential  Information is kept.', 'confidential information', ['Confidential  Information']],
    ['It terminates, and terminated it is.', 'terminat*', ['terminates', 'terminated']],
    [
      'may not, without prior written consent, assign',
      'without ~2 consent',
      ['without prior written consent'],
    ],
    ['may not, without prior written consent, assign', 'without ~1 consent', []],
    ['No non-compete applies.', 'non-compete', ['non-compete']],
    ['A party’s rights; the parties’ rights.', 'party/parties rights', ['party’s rights', 'parties’ rights']],
    ['a b a c', 'a ~3 c', ['a c']],
    ['first part\n\nsecond part', 'first ~5 second', []],
  ])('%j holds %j at %j', (text, phrase, expected) => expect(found(text, phrase)).toEqual(expected));

  test.each([
    ['for thirty (30) days after notice', '{period} ~2 notice', 30],
    ['a term of two years', 'term of {period}', 720],
    ['pays $ 5,000.50 a month', 'pays {money}', 5000.5],
    ['an interest of 7.5% a year', 'interest ~1 {percent}', 7.5],
    ['about 12 hours a month', '{number} hours', 12],
  ])('%j: %j has the value %d', (text, phrase, value) =>
    expect(createPhraseIndex(text).find(phrase)[0]?.value).toBe(value),
  );

  test.each([
    '',
    '~3 word',
    'word ~3',
    'word ~999 word',
    'a(b)*',
    '.*',
    '(a+)+',
    '{year}',
    'a/b-c',
    'a**',
    'x'.repeat(500),
  ])('%j is refused with a sentence', (phrase) => expect(() => parsePhrase(phrase)).toThrow(RangeError));

  test('phrases do not reach over the borders of the places given', () => {
    const text = 'The buyer pays. The seller delivers.';
    const places = [
      { start: 0, end: 15 },
      { start: 16, end: 36 },
    ];
    expect(createPhraseIndex(text).find('pays ~3 delivers')).toHaveLength(1);
    expect(createPhraseIndex(text, places).find('pays ~3 delivers')).toHaveLength(0);
  });

  test('any text and any phrase: a match lies in the text and begins with the phrase', () => {
    const word = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, fc.constantFrom('.', '\n\n', '\ud800', 'é')), { maxLength: 40 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), word), { minLength: 1, maxLength: 4 }),
        (parts, items) => {
          const text = parts.join(' ');
          const phrase = items
            .map(([gap, item], at) => (at > 0 && gap > 0 ? `~${gap} ${item}` : item))
            .join(' ');
          const matches = found(text, phrase);
          const words = items.map(([, item]) => item);
          const pattern = items
            .map(([gap, item], at) => (at === 0 ? item : `(?:[abcé ]{0,${gap * 2}}) ${item}`))
            .join('');
          for (const match of matches) {
            expect(match.startsWith(words[0]!)).toBe(true);
            expect(match.endsWith(words.at(-1)!)).toBe(true);
          }
          const plain = text
            .split(/\n\n/)
            .some((part) => new RegExp(`(?<![abcé])${pattern}`).test(part.replaceAll(/[^abcé\n]+/g, ' ')));
          if (plain && !text.includes('\ud800')) expect(matches.length).toBeGreaterThan(0);
        },
      ),
    );
  });

  test.each([
    ['one word over and over', 'a '.repeat(500_000)],
    ['one endless word', 'a'.repeat(1_000_000)],
    ['open brackets', '('.repeat(1_000_000)],
    ['digits and commas', '1,'.repeat(500_000)],
    ['lone surrogates', '\ud800'.repeat(1_000_000)],
    ['almost a period each', 'thirty ('.repeat(120_000)],
  ])('a megabyte of %s is read in seconds, whatever the phrase', (_, text) => {
    const spent = processorMs(() => {
      const index = createPhraseIndex(text);
      const long = Array.from({ length: 12 }, () => 'a*').join(' ~60 ');
      for (const phrase of [long, 'a ~60 b', '{period} ~60 {money}', '{percent} ~5 {number}'])
        index.find(phrase);
    });
    expect(spent).toBeLessThan(15_000);
  });
});

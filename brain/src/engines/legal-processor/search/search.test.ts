import { existsSync } from 'node:fs';
import * as fc from 'fast-check';
import { processorMs } from '@smartstart/testkit/processor-time';
import { describe, expect, test } from 'vitest';
import { createIndex, openIndex } from './search.ts';
import { searchTerms, sentencesBetween } from './search-terms.ts';

const lease = `1. Rent. The tenant pays rent of $900 each month. 2. Repairs. The landlord repairs the roof and the heating.

3. End. Either side may terminate the lease with three months of notice.`;
const nda = `The recipient keeps confidential information secret. The duty of secrecy lasts five years. This agreement is governed by the law of Ontario.`;
const filler = Array.from({ length: 40 }, (_, number) => ({
  id: `filler-${number}`,
  text: `Paragraph ${number} speaks of ${['apples', 'bridges', 'clouds', 'drums', 'engines'][number % 5]} and of ${['green', 'heavy', 'idle', 'joint'][number % 4]} things. It adds a remark about ${['rivers', 'songs', 'towers'][number % 3]}.`,
}));
const documents = [{ id: 'lease', text: lease }, { id: 'nda', text: nda }, ...filler];

describe('search', () => {
  test('answers with the sentence that fits, and says by which words', () => {
    const [hit] = createIndex(documents).search('who repairs the heating?', 3);
    expect(hit).toMatchObject({ id: 'lease' });
    expect(lease.slice(hit!.start, hit!.end)).toBe('The landlord repairs the roof and the heating.');
    expect(hit!.why.filter(({ related }) => !related).map(({ term }) => term)).toEqual(
      expect.arrayContaining(['heating', 'repairs']),
    );
  });

  test('other forms of a word are found', () => {
    expect(createIndex(documents).search('repairing')[0]).toMatchObject({ id: 'lease' });
    expect(createIndex([{ id: 'one', text: nda }]).search('governs laws')[0]).toMatchObject({ id: 'one' });
  });

  test('unknown words, stop words and an empty index give no hit', () => {
    const index = createIndex(documents);
    expect(index.search('xylophone')).toEqual([]);
    expect(index.search('of the and')).toEqual([]);
    expect(index.search('')).toEqual([]);
    expect(createIndex([]).search('rent')).toEqual([]);
    expect(createIndex([{ id: 'empty', text: '' }]).search('rent')).toEqual([]);
  });

  test('units: whole documents give one hit each, with the best sentence; segments keep their borders', () => {
    const hits = createIndex(documents, { unit: 'document' }).search('terminate the lease', 100);
    expect(hits.filter(({ id }) => id === 'lease')).toHaveLength(1);
    expect(lease.slice(hits[0]!.start, hits[0]!.end)).toContain('terminate the lease');
    const segments = [
      { start: 0, end: 50 },
      { start: 50, end: lease.length },
    ];
    const [hit] = createIndex([{ id: 'lease', text: lease, segments }], { unit: 'segment' }).search('roof');
    expect(hit!.start).toBeGreaterThanOrEqual(50);
  });

  test('a filter limits the answers', () => {
    const hits = createIndex(documents).search(
      'paragraph of heavy engines or rent',
      50,
      new Set(['lease', 'nda']),
    );
    expect(hits.length).toBeGreaterThan(0);
    expect(new Set(hits.map(({ id }) => id))).toEqual(new Set(['lease']));
  });

  test('adding and removing documents: as if built at once, up to the fitted space', () => {
    const grown = createIndex(filler)
      .with([{ id: 'lease', text: lease }])
      .with([{ id: 'nda', text: nda }]);
    expect(grown.search('secrecy five years')[0]).toMatchObject({ id: 'nda' });
    const replaced = grown.with([{ id: 'nda', text: 'A text about zebras.' }]);
    expect(replaced.search('zebras')[0]).toMatchObject({ id: 'nda' });
    expect(replaced.documents).toHaveLength(42);
    const shrunk = grown.without(new Set(['lease']));
    expect(shrunk.search('landlord')).toEqual([]);
    expect(shrunk.documents).not.toContain('lease');
  });

  test('packed and opened it answers the same; damaged bytes are refused', () => {
    const index = createIndex(documents);
    const bytes = index.pack();
    const opened = openIndex(bytes);
    for (const question of ['rent', 'law of Ontario', 'engines and songs'])
      expect(opened.search(question)).toEqual(index.search(question));
    bytes[bytes.length >> 1]! ^= 1;
    expect(() => openIndex(bytes)).toThrow(/damaged/);
  });

  test('any texts and question: hits lie in their documents, best first', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(lease, nda, 'مرحبا بالعالم', '契約書', '\ud800 a'),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), text, (texts, question) => {
        const index = createIndex(texts.map((one, at) => ({ id: String(at), text: one })));
        const hits = index.search(question);
        hits.forEach((hit, at) => {
          expect(hit.end).toBeLessThanOrEqual(texts[Number(hit.id)]!.length);
          expect(hit.start).toBeLessThan(hit.end);
          if (at > 0) expect(hit.score).toBeLessThanOrEqual(hits[at - 1]!.score);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('sentences cover every character that is not white space', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('A b', '. ', '\n', '\n\n', '1. ', ' . ', '(a) ', '\ud83d', 'No. 5 '), {
          maxLength: 30,
        }),
        (parts) => {
          const text = parts.join('');
          const found = sentencesBetween(text, 0, text.length);
          let rest = '';
          let reached = 0;
          for (const { start, end } of found) {
            expect(start).toBeGreaterThanOrEqual(reached);
            rest += text.slice(reached, start);
            reached = end;
          }
          expect((rest + text.slice(reached)).trim()).toBe('');
        },
      ),
    );
  });

  test.each([
    ['one endless word', 'a'.repeat(1_000_000)],
    ['one word over and over', 'a '.repeat(500_000)],
    ['full stops', '.'.repeat(1_000_000)],
    ['line feeds', '\n'.repeat(1_000_000)],
    ['quotes', '."'.repeat(500_000)],
  ])('a megabyte of %s is indexed in seconds', (_, text) => {
    const spent = processorMs(() => {
      createIndex([{ id: 'noise', text }]).search('a question');
      searchTerms(text);
    });
    expect(spent).toBeLessThan(15_000);
  });
});

const collection = '../shared/data/search';
describe.skipIf(!existsSync(collection))('search on a test collection', () => {
  test('the fused ranking beats BM25', async () => {
    const { readSearchCollection } = await import('../../../commands/data-sets.ts');
    const { documents, queries, relevant } = readSearchCollection(collection);
    const index = createIndex(documents, { unit: 'document' });
    const precision = (view: 'words' | 'fused') =>
      queries.reduce((sum, { id, text }) => {
        const scores = index.rank(text)![view];
        const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!).slice(0, 10);
        return sum + order.filter((unit) => relevant.get(id)?.has(index.documentOf(unit))).length;
      }, 0);
    expect(precision('fused')).toBeGreaterThan(precision('words'));
  });
});

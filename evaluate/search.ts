import path from 'node:path';
import { readContracts, readSearchCollection, type Contract } from '../brain/src/commands/data-sets.ts';
import { clauseQuestions } from '../brain/src/engines/legal-processor/clauses/clause-questions.ts';
import { createIndex, type SearchIndex } from '../brain/src/engines/legal-processor/search/search.ts';
import { dataPath, report, sourcesOf } from './report.ts';

const views = ['words', 'meaning', 'fused'] as const;
type View = (typeof views)[number];
interface Quality {
  readonly map: number;
  readonly ndcgAt10: number;
}
type Measured = Record<View, Quality>;

/**
 * `npm run evaluate -- search [--data DIR]`: mean average precision and nDCG@10 over full rankings, of the fused ranking
 * and of its two views alone; the naive rival is BM25. Nothing in the ranking is fitted to queries, so there is no
 * training part. The second table asks plain questions of contracts: a hit is a sentence that overlaps a marked clause
 * of the kind asked for, ranked within its contract, over all questions the contract has an answer to.
 */
export async function run(args: string[]): Promise<void> {
  const { data } = sourcesOf(args);
  const collection = abstracts(data ?? dataPath('search'));
  const questions = contractQuestions(readContracts(dataPath('contracts', 'cuad.jsonl')));
  for (const [name, { words, meaning, fused }] of [
    ['collection', collection],
    ['clause questions', questions],
  ] as const)
    console.table(
      [
        ['BM25 alone', words],
        ['LSA alone', meaning],
        ['fused', fused],
      ].map(([ranking, quality]) => ({ on: name, ranking, ...(quality as Quality) })),
    );
  report(
    'search',
    [
      {
        metric: 'MAP',
        value: collection.fused.map,
        naive: collection.words.map,
        floor: collection.words.map,
        target: 0.345,
        stretch: 0.37,
      },
      { metric: 'nDCG@10', value: collection.fused.ndcgAt10, naive: collection.words.ndcgAt10 },
      {
        metric: 'MAP, clause questions',
        value: questions.fused.map,
        naive: questions.words.map,
        floor: questions.words.map,
      },
      {
        metric: 'nDCG@10, clause questions',
        value: questions.fused.ndcgAt10,
        naive: questions.words.ndcgAt10,
      },
    ],
    {
      metrics: { ...collection.fused, clauseQuestions: questions.fused },
      naive: { ...collection.words, clauseQuestions: questions.words },
    },
  );
}

function abstracts(folder: string): Measured {
  const { documents, queries, relevant } = readSearchCollection(path.normalize(folder));
  const index = createIndex(documents, { unit: 'document' });
  const sums = createSums();
  for (const { id, text } of queries) {
    const wanted = relevant.get(id);
    if (!wanted) continue;
    const ranking = index.rank(text);
    for (const view of views) {
      const scores = ranking?.[view] ?? new Float64Array(index.unitCount);
      const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b);
      sums.add(
        view,
        order.map((unit) => wanted.has(index.documentOf(unit))),
        wanted.size,
      );
    }
  }
  return sums.means();
}

function contractQuestions(contracts: readonly Contract[]): Measured {
  const index = createIndex(contracts.map(({ id, text }) => ({ id, text })));
  const units = unitsByDocument(index);
  const sums = createSums();
  for (const [category, question] of Object.entries(clauseQuestions)) {
    const ranking = index.rank(question);
    for (const contract of contracts) {
      const spans = contract.labels.filter((label) => label.category === category);
      const own = units.get(contract.id) ?? [];
      const wanted = own.map((unit) => {
        const { start, end } = index.sentenceOf(unit);
        return spans.some((span) => span.start < end && span.end > start);
      });
      const count = wanted.filter(Boolean).length;
      if (count === 0) continue;
      for (const view of views) {
        const score = (at: number) => ranking?.[view][own[at]!] ?? 0;
        const order = [...own.keys()].sort((a, b) => score(b) - score(a) || a - b);
        sums.add(
          view,
          order.map((at) => wanted[at]!),
          count,
        );
      }
    }
  }
  return sums.means();
}

function unitsByDocument(index: SearchIndex): Map<string, number[]> {
  const units = new Map<string, number[]>();
  for (let unit = 0; unit < index.unitCount; unit++) {
    const id = index.documentOf(unit);
    const own = units.get(id);
    if (own) own.push(unit);
    else units.set(id, [unit]);
  }
  return units;
}

function createSums(): {
  add(view: View, hits: readonly boolean[], relevant: number): void;
  means(): Measured;
} {
  const sums = { words: [0, 0, 0], meaning: [0, 0, 0], fused: [0, 0, 0] } satisfies Record<View, number[]>;
  return {
    add(view, hits, relevant) {
      const sum = sums[view];
      sum[0]! += averagePrecision(hits, relevant);
      sum[1]! += ndcg(hits, relevant, 10);
      sum[2]! += 1;
    },
    means: () => {
      const of = (view: View): Quality => {
        const [map = 0, ndcgAt10 = 0, count = 0] = sums[view];
        return { map: map / (count || 1), ndcgAt10: ndcgAt10 / (count || 1) };
      };
      return { words: of('words'), meaning: of('meaning'), fused: of('fused') };
    },
  };
}

/** Relevant documents that are nowhere in the ranking count as found never. */
function averagePrecision(hits: readonly boolean[], relevant: number): number {
  let found = 0;
  let sum = 0;
  hits.forEach((hit, rank) => {
    if (hit) sum += ++found / (rank + 1);
  });
  return sum / relevant;
}

function ndcg(hits: readonly boolean[], relevant: number, depth: number): number {
  let gain = 0;
  let ideal = 0;
  for (let rank = 0; rank < depth; rank++) {
    if (hits[rank]) gain += 1 / Math.log2(rank + 2);
    if (rank < relevant) ideal += 1 / Math.log2(rank + 2);
  }
  return gain / ideal;
}

import {
  fitBlend,
  fitPopularity,
  hideShare,
  historyOf,
  historyOfPerson,
  rankingQuality,
  takeNewcomers,
  topItems,
  type History,
  type Interactions,
  type Recommender,
} from '../brain/src/engines/ml/recommend/index.ts';
import { readInteractions } from '../brain/src/commands/data-sets.ts';
import { fitBpr } from './bpr.ts';
import { generatedInteractions } from './generated-interactions.ts';
import { report, sourcesOf } from './report.ts';

const depth = 10;
const seed = 42;
const hiddenShare = 0.25;
const newcomerShare = 0.2;
const firstItems = [0, 1, 5, 10];

interface Quality {
  readonly ndcgAt10: number;
  readonly map: number;
  readonly recallAt10: number;
}

/**
 * `npm run evaluate -- matching [--data FILE.tsv]`: lines of user, item, rating, timestamp, every line one interaction
 * whatever its rating. A quarter of everybody's items, drawn by chance, is hidden; all items the person did not have in
 * the rest are ranked; quality is that of the first ten. Settings and weights are found within the rest. Without a file
 * a community is generated. Cold start: a fifth of the people is kept from every fit, their first k items are shown and
 * all their others asked for. The naive rival is popularity; BPR stands beside it.
 */
export async function run(args: string[]): Promise<void> {
  const { data: file } = sourcesOf(args);
  const data = file ? readInteractions(file) : generatedInteractions(seed);
  console.log(
    `${data.people} people, ${data.items} items, ${data.item.length} interactions${file ? '' : ' (generated)'}`,
  );
  const { train, hidden } = hideShare(data, hiddenShare, seed);
  const asked = hidden.flatMap((relevant, person) =>
    relevant.size > 0 ? [{ history: historyOfPerson(train, person), relevant }] : [],
  );
  if (!asked.length) throw new Error('Nobody has enough items to hide some: there is nothing to rank.');
  const started = performance.now();
  const blend = fitBlend(train, { seed, depth });
  const fitSeconds = (performance.now() - started) / 1000;
  const blended = qualityOf(blend, asked, data.items);
  const naive = qualityOf(fitPopularity(train), asked, data.items);
  const bpr = qualityOf(fitBpr(train, seed), asked, data.items);
  console.table([
    { ranking: 'popularity', ...naive },
    { ranking: 'BPR', ...bpr },
    { ranking: 'blend', ...blended },
  ]);
  console.table(blend.settings);
  console.table(
    blend.steps.map(({ from, weights, ndcg, popularity }) => ({ from, ...weights, ndcg, popularity })),
  );
  console.log(`settings, weights and fit: ${fitSeconds.toFixed(1)} s`);
  const cold = coldStart(data);
  report(
    'matching',
    [
      {
        metric: 'nDCG@10',
        value: blended.ndcgAt10,
        naive: naive.ndcgAt10,
        floor: bpr.ndcgAt10,
        ...(isMovieLens(data) ? { target: publishedBest } : {}),
      },
      { metric: 'MAP@10', value: blended.map, naive: naive.map },
      { metric: 'recall@10', value: blended.recallAt10, naive: naive.recallAt10 },
      ...firstItems
        .filter((first) => Number.isFinite(cold.blend[first]))
        .map((first) => ({
          metric: `nDCG@10 of newcomers, first ${first} items known`,
          value: cold.blend[first]!,
          naive: cold.popularity[first]!,
          floor: cold.popularity[first]!,
        })),
    ],
    {
      metrics: { ...blended, coldStart: cold.blend, bpr: bpr.ndcgAt10 },
      naive: { ...naive, coldStart: cold.popularity },
      ...(file ? {} : { data: 'a generated community: no file of interactions lies beside the project' }),
    },
  );
}

/** BiVAE on MovieLens-100K, the best of the published comparison of this protocol. */
const publishedBest = 0.475;

function isMovieLens({ people, items, item }: Interactions): boolean {
  return people === 943 && items === 1682 && item.length === 100_000;
}

interface Question {
  readonly history: History;
  readonly relevant: ReadonlySet<number>;
}

/** Of people whom no fit has seen, by the number of items known of them. */
function coldStart(data: Interactions): Record<'blend' | 'popularity', Record<number, number>> {
  const { train, rows } = takeNewcomers(data, newcomerShare, seed);
  const rankings = { blend: fitBlend(train, { seed, depth }), popularity: fitPopularity(train) };
  const result: Record<'blend' | 'popularity', Record<number, number>> = { blend: {}, popularity: {} };
  for (const first of firstItems) {
    const asked = rows.flatMap((row) =>
      row.length > Math.max(...firstItems)
        ? [
            {
              history: historyOf(row.slice(0, first)),
              relevant: new Set(row.slice(first).map(({ item }) => item)),
            },
          ]
        : [],
    );
    for (const name of ['blend', 'popularity'] as const)
      result[name][first] = qualityOf(rankings[name], asked, data.items).ndcgAt10;
  }
  return result;
}

function qualityOf(recommender: Recommender, asked: readonly Question[], items: number): Quality {
  const scores = new Float64Array(items);
  let [ndcg, precision, recall] = [0, 0, 0];
  for (const { history, relevant } of asked) {
    const met = new Uint8Array(items);
    for (let k = 0; k < history.items.length; k++) met[history.items[k]!] = 1;
    recommender.score(history, scores);
    const quality = rankingQuality(topItems(scores, depth, met), relevant, depth);
    ndcg += quality.ndcg;
    precision += quality.averagePrecision;
    recall += quality.recall;
  }
  // No number where nobody is asked.
  const count = asked.length;
  return { ndcgAt10: ndcg / count, map: precision / count, recallAt10: recall / count };
}

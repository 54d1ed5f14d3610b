import { parseArgs } from 'node:util';
import { dayOf, readFundingHistories } from '../brain/src/commands/venture-files.ts';
import { brier, calibrationError, rocAuc } from '../brain/src/engines/ml/index.ts';
import { bootstrapInterval, take } from '../brain/src/engines/ml/tabular/index.ts';
import {
  fitNextRound,
  labelledSnapshot,
  nextRoundChances,
} from '../brain/src/engines/venture-analyzer/index.ts';
import { dataPath, report } from './report.ts';

const seed = 1;
const top = 100;

/**
 * `npm run evaluate -- venture [--data DIR] [--train-at DAY,DAY] [--test-at DAY]`: which companies raise another round
 * within twelve months, from what was known before the day. The naive rival says the base rate of the training days.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string', default: dataPath('ventures') },
      'train-at': { type: 'string', default: '2009-10-01,2010-10-01' },
      'test-at': { type: 'string', default: '2011-10-01' },
    },
  });
  const histories = readFundingHistories(values.data);
  const trainDays = values['train-at'].split(',').map(asDay);
  const testDay = asDay(values['test-at']);
  const model = fitNextRound(
    trainDays.map((day) => labelledSnapshot(histories, day)),
    seed,
  );
  const { matrix, labels } = labelledSnapshot(histories, testDay);
  const chances = nextRoundChances(model, matrix);
  const baseRate = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  const first = [...chances.keys()].sort((a, b) => chances[b]! - chances[a]!).slice(0, top);
  const metrics = {
    auc: rocAuc(labels, chances),
    brier: brier(labels, chances),
    ece: calibrationError(labels, chances),
    precisionAt100: first.reduce((sum, row) => sum + labels[row]!, 0) / first.length,
    baseRate,
  };
  const flat = labels.map(() => model.baseRate);
  const naive = {
    auc: 0.5,
    brier: brier(labels, flat),
    ece: calibrationError(labels, flat),
    precisionAt100: baseRate,
    baseRate,
  };
  const { low, high } = bootstrapInterval(
    labels.length,
    (rows) => rocAuc(take(labels, rows), take(chances, rows)),
    { seed, draws: 200 },
  );
  console.log(`${labels.length} companies; AUC between ${low.toFixed(3)} and ${high.toFixed(3)} (95 %)`);
  report(
    'venture',
    [
      { metric: 'AUC', value: metrics.auc, naive: naive.auc, floor: 0.66, target: 0.68, stretch: 0.7 },
      { metric: 'Brier', value: metrics.brier, naive: naive.brier, floor: naive.brier, lessIsBetter: true },
      { metric: 'ECE', value: metrics.ece, naive: naive.ece, floor: 0.04, target: 0.025, lessIsBetter: true },
      {
        metric: 'precision of the first 100 over the base rate',
        value: metrics.precisionAt100 / baseRate,
        naive: 1,
        target: 1.7,
      },
    ],
    { metrics, naive },
  );
}

function asDay(text: string): number {
  const day = dayOf(text.length === 7 ? `${text}-01` : text);
  if (day === null) throw new Error(`“${text}” is no day; write it as 2011-10-01.`);
  return day;
}

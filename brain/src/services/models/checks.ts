import { createDraw } from '../../engines/ml/index.ts';
import { calibrationError } from '../../engines/ml/index.ts';
import type { Db } from '../../kernel/db.ts';
import type { Log } from '../../kernel/log.ts';
import { sharesIn, stabilityIndex } from './distributions.ts';
import { binCount, reliability } from './measures.ts';
import type { StoredReport } from './report.ts';
import type { Servings } from './servings.ts';
import { vectorOf } from './servings.ts';
import type { ServingRow } from './serving-store.ts';
import type { Trainable } from './trainable.ts';
import type { CheckReport } from './views.ts';

export type CheckResult =
  | { readonly kind: 'DRIFT'; readonly state: State; readonly report: CheckReport<'driftCheck'> }
  | { readonly kind: 'CALIBRATION'; readonly state: State; readonly report: CheckReport<'calibrationCheck'> }
  | { readonly kind: 'PARITY'; readonly state: State; readonly report: CheckReport<'parityCheck'> };
type State = 'FINE' | 'ALARM' | 'TOO_FEW';

/** Section 14, rule 7. */
const psiLimit = 0.2;
const eceLimit = 0.05;
/** With fewer rows in ten parts, chance alone moves the index near its limit (99 % of draws stay below 0.11 with 200). */
export const rowsNeeded = 200;

/** Are those who are asked about now distributed as those it learnt from? */
export function driftOf(
  { features }: Trainable,
  { reference }: StoredReport,
  rows: readonly ServingRow[],
): Extract<CheckResult, { kind: 'DRIFT' }> {
  // The newest row of each: who is asked about daily counts once.
  const newest = [...new Map(rows.toReversed().map((row) => [row.subject, row])).values()];
  const enough = newest.length >= rowsNeeded;
  const vectors = newest.map((row) => row.vector as (number | string | null)[]);
  const found = features.map(({ name, description }, at) => {
    const then = reference.find((one) => one.name === name);
    if (!then || !newest.length) return { feature: name, description, psi: null, drifted: false };
    const now = sharesIn(
      then,
      vectors.map((vector) => vector[at] ?? null),
    );
    const psi = stabilityIndex({ shares: then.shares, count: then.rows }, now);
    return { feature: name, description, psi, drifted: enough && psi > psiLimit };
  });
  const drifted = found.filter((one) => one.drifted);
  const text = !enough
    ? `Too few to tell: ${newest.length} of ${rowsNeeded} subjects were asked about in thirty days.`
    : drifted.length
      ? `${drifted.map(({ description }) => `“${description}”`).join(', ')} ${drifted.length === 1 ? 'is' : 'are'} distributed otherwise than when it was learnt (index above ${psiLimit}).`
      : `All ${found.length} features are distributed as when it was learnt (index at most ${psiLimit}).`;
  return {
    kind: 'DRIFT',
    state: !enough ? 'TOO_FEW' : drifted.length ? 'ALARM' : 'FINE',
    report: { rows: newest.length, needed: rowsNeeded, text, features: found },
  };
}

const chanceDraws = 400;

/** Does what was said come true? Size and sample both count: chance alone makes an error too. */
export function calibrationOf(
  settled: readonly { readonly said: number; readonly outcome: number }[],
  seed: number,
): Extract<CheckResult, { kind: 'CALIBRATION' }> {
  const said = Float64Array.from(settled, (one) => one.said);
  const came = Float64Array.from(settled, (one) => one.outcome);
  const rows = settled.length;
  const bins = binCount(rows);
  const enough = rows >= rowsNeeded;
  const ece = rows ? calibrationError(came, said, bins) : null;
  const byChance = enough ? errorByChance(said, bins, seed) : null;
  const alarm = enough && ece! > eceLimit && ece! > byChance!;
  const text = !enough
    ? `Too few to tell: of ${rowsNeeded} statements that are needed, ${rows} have come due.`
    : `Said and come true differ by ${ece!.toFixed(3)} on average; ${eceLimit} is the limit, and ${byChance!.toFixed(3)} is reached by chance in one of twenty cases.`;
  return {
    kind: 'CALIBRATION',
    state: !enough ? 'TOO_FEW' : alarm ? 'ALARM' : 'FINE',
    report: {
      rows,
      needed: rowsNeeded,
      text,
      ece,
      eceByChance: byChance,
      bins: rows ? reliability(came, said) : [],
    },
  };
}

/** What the error reaches in one of twenty draws in which every chance was said rightly. */
function errorByChance(said: Float64Array, bins: number, seed: number): number {
  const draw = createDraw(seed);
  const fine = 2 ** 30;
  const errors = Array.from({ length: chanceDraws }, () =>
    calibrationError(
      said.map((chance) => (draw(fine) < chance * fine ? 1 : 0)),
      said,
      bins,
    ),
  ).sort((a, b) => a - b);
  return errors[Math.floor(0.95 * chanceDraws)]!;
}

const parityShare = 0.01;
const parityLeast = 20;
const parityMost = 300;

/** One of a hundred served rows, its features computed again as of then by the one feature function: the same to the bit? */
export async function parityOf(
  db: Db,
  trainable: Trainable,
  rows: readonly ServingRow[],
  servings: Servings,
  log: Log,
): Promise<Extract<CheckResult, { kind: 'PARITY' }>> {
  const count = Math.min(
    rows.length,
    parityMost,
    Math.max(parityLeast, Math.ceil(rows.length * parityShare)),
  );
  const step = count ? rows.length / count : 1;
  const drawn = Array.from({ length: count }, (_, place) => rows[Math.floor(place * step)]!);
  const differing = new Map<string, number>();
  let [equal, gone] = [0, 0];
  for (const row of drawn) {
    const again = await recomputed(db, trainable, servings, row, log);
    if (!again) {
      gone++;
      continue;
    }
    const before = row.vector as (number | string | null)[];
    const others = trainable.features.filter((_, at) => !Object.is(before[at] ?? null, again[at] ?? null));
    if (!others.length) equal++;
    for (const { name } of others) differing.set(name, (differing.get(name) ?? 0) + 1);
  }
  const compared = count - gone;
  const state: State = compared === 0 ? 'TOO_FEW' : equal === compared ? 'FINE' : 'ALARM';
  const text =
    compared === 0
      ? 'Nothing was served yet that could be computed again.'
      : `${equal} of ${compared} served rows were the same to the bit when computed again.`;
  return {
    kind: 'PARITY',
    state,
    report: {
      rows: compared,
      equal,
      gone,
      text,
      differing: [...differing].map(([feature, times]) => ({ feature, rows: times })),
    },
  };
}

async function recomputed(
  db: Db,
  trainable: Trainable,
  servings: Servings,
  row: ServingRow,
  log: Log,
): Promise<(number | string | null)[] | null> {
  try {
    const vector = await trainable.featuresOf(db, servings.keyOf(row), row.as_of);
    return vector && vectorOf(trainable.features, vector);
  } catch (err) {
    log.error({ err, model: trainable.name }, 'features could not be computed again');
    return trainable.features.map(() => 'failed');
  }
}

import { cholesky, inverse, solve } from '../dense.ts';
import { checkFit, FitError, rowOf, type Matrix } from '../tabular/index.ts';
import type { Durations } from './survival-curve.ts';

export interface CoxModel {
  readonly names: readonly string[];
  /** Logarithms of hazard ratios a unit of each feature. */
  readonly coefficients: Float64Array;
  readonly errors: Float64Array;
  readonly means: Float64Array;
  /** Of the partial likelihood at the fit, without the penalty. */
  readonly logLikelihood: number;
  /** Breslow's cumulative hazard of a row at the means, at each moment of an event. */
  readonly baseTimes: Float64Array;
  readonly baseHazard: Float64Array;
}

/**
 * Proportional hazards (Cox 1972) by Newton's method; several events at one moment as Efron (1977) counts them.
 * No value may be missing.
 */
export function fitCox(matrix: Matrix, durations: Durations, ridge = 0): CoxModel {
  checkFit(matrix, durations.time);
  for (const value of matrix.values)
    if (Number.isNaN(value)) throw new FitError('A value is missing: impute first.');
  const { columns, rows } = matrix;
  if (!Array.from({ length: rows }, (_, row) => durations.event[row]!).some((event) => event === 1))
    throw new FitError('No event was seen: there is nothing to explain.');
  const means = new Float64Array(columns);
  for (let row = 0; row < rows; row++)
    rowOf(matrix, row).forEach((value, column) => (means[column] = means[column]! + value / rows));
  const centred = { ...matrix, values: matrix.values.map((value, at) => value - means[at % columns]!) };
  const order = Uint32Array.from({ length: rows }, (_, row) => row).sort(
    (a, b) => durations.time[b]! - durations.time[a]!,
  );
  let coefficients = new Float64Array(columns);
  let here = slopesAt(centred, durations, order, coefficients, ridge);
  for (let step = 0; step < 50; step++) {
    const move = solve(cholesky(here.information.slice(), columns), columns, here.gradient.slice());
    let stride = 1;
    let next = here;
    let moved = coefficients;
    for (; stride > 1e-6; stride /= 2) {
      moved = coefficients.map((value, at) => value + stride * move[at]!);
      next = slopesAt(centred, durations, order, moved, ridge);
      if (next.penalised >= here.penalised) break;
    }
    const gained = next.penalised - here.penalised;
    if (gained < 0) break;
    [coefficients, here] = [moved, next];
    if (gained < 1e-10) break;
  }
  const covariance = inverse(here.information.slice(), columns);
  return {
    names: matrix.names,
    coefficients,
    errors: coefficients.map((_, at) => Math.sqrt(covariance[at * (columns + 1)]!)),
    means,
    logLikelihood: here.logLikelihood,
    ...baseline(centred, durations, order, coefficients),
  };
}

/** exp(β · (x − mean)): how many times the hazard of a row at the means. */
export function relativeHazard({ coefficients, means }: CoxModel, row: Float64Array): number {
  let sum = 0;
  for (let column = 0; column < coefficients.length; column++)
    sum += coefficients[column]! * (row[column]! - means[column]!);
  return Math.exp(sum);
}

/** The share of such rows still without the event at a moment. */
export function coxSurvival(model: CoxModel, row: Float64Array, moment: number): number {
  let hazard = 0;
  for (let at = 0; at < model.baseTimes.length && model.baseTimes[at]! <= moment; at++)
    hazard = model.baseHazard[at]!;
  return Math.exp(-hazard * relativeHazard(model, row));
}

interface Slopes {
  readonly logLikelihood: number;
  readonly penalised: number;
  readonly gradient: Float64Array;
  /** Minus the second derivatives, row-major. */
  readonly information: Float64Array;
}

/** Sums over those still at risk grow while one walks from the last moment to the first. */
function slopesAt(
  matrix: Matrix,
  { time, event }: Durations,
  order: Uint32Array,
  coefficients: Float64Array,
  ridge: number,
): Slopes {
  const size = matrix.columns;
  const risk = emptySums(size);
  let logLikelihood = 0;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  for (let from = 0; from < order.length;) {
    const tied = emptySums(size);
    let ties = 0;
    let to = from;
    for (; to < order.length && time[order[to]!] === time[order[from]!]; to++) {
      const row = order[to]!;
      const here = rowOf(matrix, row);
      const score = dot(coefficients, here);
      addTo(risk, here, Math.exp(score));
      if (event[row] !== 1) continue;
      ties++;
      addTo(tied, here, Math.exp(score));
      logLikelihood += score;
      for (let at = 0; at < size; at++) gradient[at] = gradient[at]! + here[at]!;
    }
    for (let tie = 0; tie < ties; tie++) {
      const share = tie / ties;
      const weight = risk.weight - share * tied.weight;
      logLikelihood -= Math.log(weight);
      for (let one = 0; one < size; one++) {
        const mean = (risk.first[one]! - share * tied.first[one]!) / weight;
        gradient[one] = gradient[one]! - mean;
        for (let other = 0; other < size; other++) {
          const otherMean = (risk.first[other]! - share * tied.first[other]!) / weight;
          const at = one * size + other;
          information[at] =
            information[at]! + (risk.second[at]! - share * tied.second[at]!) / weight - mean * otherMean;
        }
      }
    }
    from = to;
  }
  let penalty = 0;
  for (let at = 0; at < size; at++) {
    penalty += (ridge / 2) * coefficients[at]! ** 2;
    gradient[at] = gradient[at]! - ridge * coefficients[at]!;
    // A column that never varies among those at risk has no information of its own.
    information[at * (size + 1)] = information[at * (size + 1)]! + ridge + 1e-10;
  }
  return { logLikelihood, penalised: logLikelihood - penalty, gradient, information };
}

interface RiskSums {
  weight: number;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

function emptySums(size: number): RiskSums {
  return { weight: 0, first: new Float64Array(size), second: new Float64Array(size * size) };
}

function addTo(sums: RiskSums, row: Float64Array, weight: number): void {
  sums.weight += weight;
  for (let one = 0; one < row.length; one++) {
    const scaled = weight * row[one]!;
    sums.first[one] = sums.first[one]! + scaled;
    for (let other = 0; other < row.length; other++) {
      const at = one * row.length + other;
      sums.second[at] = sums.second[at]! + scaled * row[other]!;
    }
  }
}

function baseline(
  matrix: Matrix,
  { time, event }: Durations,
  order: Uint32Array,
  coefficients: Float64Array,
): { baseTimes: Float64Array; baseHazard: Float64Array } {
  const steps: { time: number; hazard: number }[] = [];
  let weight = 0;
  for (let from = 0; from < order.length;) {
    let events = 0;
    let to = from;
    for (; to < order.length && time[order[to]!] === time[order[from]!]; to++) {
      weight += Math.exp(dot(coefficients, rowOf(matrix, order[to]!)));
      if (event[order[to]!] === 1) events++;
    }
    if (events > 0) steps.push({ time: time[order[from]!]!, hazard: events / weight });
    from = to;
  }
  steps.reverse();
  let sum = 0;
  return {
    baseTimes: Float64Array.from(steps, (step) => step.time),
    baseHazard: Float64Array.from(steps, ({ hazard }) => (sum += hazard)),
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}

import { FitError } from '../tabular/index.ts';
import { minimise } from '../simplex.ts';

/** Of each customer: repeat purchases, the moment of the last, and the moment seen to, counted from the first purchase. */
export interface PurchaseSummary {
  readonly frequency: ArrayLike<number>;
  readonly recency: ArrayLike<number>;
  readonly age: ArrayLike<number>;
}

export interface BgNbd {
  /** Shape and rate of the gamma of purchase rates. */
  readonly r: number;
  readonly alpha: number;
  /** Of the beta of the chance to leave after a purchase. */
  readonly a: number;
  readonly b: number;
  readonly logLikelihood: number;
}

/**
 * The BG/NBD model (Fader, Hardie, Lee, "Counting your customers the easy way", Marketing Science 24, 2005): purchases
 * come at a rate of one's own until one leaves, which may happen after each. Maximum likelihood. What it says of being
 * "alive" is no churn score: of those with one purchase it always says yes.
 */
export function fitBgNbd(summary: PurchaseSummary): BgNbd {
  const { frequency, recency, age } = summary;
  if (frequency.length < 10) throw new FitError(`${frequency.length} customers are too few to fit anything.`);
  for (let row = 0; row < frequency.length; row++)
    if (!(frequency[row]! >= 0 && recency[row]! >= 0 && recency[row]! <= age[row]!))
      throw new FitError(`Customer ${row} bought for the last time outside the time seen.`);
  // Times on a scale of about one keep the four parameters comparable.
  let longest = 0;
  for (let row = 0; row < age.length; row++) longest = Math.max(longest, age[row]!);
  const scale = 10 / longest;
  const cost = (logs: Float64Array) => {
    const [r, alpha, a, b] = logs.map(Math.exp) as unknown as [number, number, number, number];
    return -logLikelihoodOf(summary, { r, alpha, a, b }, scale) / frequency.length;
  };
  const found = minimise(cost, [0, 0, 0, 0]);
  const [r, alpha, a, b] = found.point.map(Math.exp) as unknown as [number, number, number, number];
  const model = { r, alpha: alpha / scale, a, b };
  return { ...model, logLikelihood: logLikelihoodOf(summary, model, 1) };
}

/** Expected purchases within `horizon` from now (equation 10). */
export function expectedPurchases(
  { r, alpha, a, b }: BgNbd,
  horizon: number,
  frequency: number,
  recency: number,
  age: number,
): number {
  const z = horizon / (alpha + age + horizon);
  const series = hypergeometric(r + frequency, b + frequency, a + b + frequency - 1, z);
  const grown = ((alpha + age) / (alpha + age + horizon)) ** (r + frequency) * series;
  const top = ((a + b + frequency - 1) / (a - 1)) * (1 - grown);
  const gone =
    frequency > 0 ? (a / (b + frequency - 1)) * ((alpha + age) / (alpha + recency)) ** (r + frequency) : 0;
  return top / (1 + gone);
}

function logLikelihoodOf(
  { frequency, recency, age }: PurchaseSummary,
  { r, alpha, a, b }: Omit<BgNbd, 'logLikelihood'>,
  scale: number,
): number {
  let sum = 0;
  const startOf = r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b);
  for (let row = 0; row < frequency.length; row++) {
    const x = frequency[row]!;
    const seen = age[row]! * scale;
    const shared = startOf + logGamma(r + x) + logGamma(b + x) - logGamma(a + b + x);
    const stays = -(r + x) * Math.log(alpha + seen);
    // The chance to be gone counts from the first repeat purchase on.
    const left =
      x > 0
        ? Math.log(a) - Math.log(b + x - 1) - (r + x) * Math.log(alpha + recency[row]! * scale)
        : -Infinity;
    const most = Math.max(stays, left);
    sum += shared + most + Math.log(Math.exp(stays - most) + Math.exp(left - most));
  }
  return sum;
}

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0, by Lanczos' approximation (g = 7, nine terms; relative error below 1e-14). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
  const at = x - 1;
  let sum = lanczos[0]!;
  for (let term = 1; term < lanczos.length; term++) sum += lanczos[term]! / (at + term);
  const t = at + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** ₂F₁(a, b; c; z) for 0 ≤ z < 1 by its series. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < 10_000 && Math.abs(term) > 1e-15 * Math.abs(sum); n++) {
    term *= ((a + n) * (b + n) * z) / ((c + n) * (n + 1));
    sum += term;
  }
  return sum;
}

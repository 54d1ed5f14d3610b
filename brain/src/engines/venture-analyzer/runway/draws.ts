import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Seeded draws for simulations: the same seed gives the same courses on every machine. */
export interface Draws {
  /** From 0 on, below 1. */
  uniform(): number;
  /** Fills with standard normal draws: many at once, because one at a time costs more than the draw itself. */
  normals(target: Float64Array): void;
  /** Chi-squared with so many degrees of freedom, above 0. */
  chiSquared(freedom: number): number;
}

const strips = 128;
const right = 3.442619855899;
const area = 9.91256303526217e-3;
const scale = 2 ** 31;
const limits = new Int32Array(strips);
const widths = new Float64Array(strips);
const heights = new Float64Array(strips);
fillStrips();

/** Normal draws by the ziggurat of Marsaglia and Tsang (2000), gamma draws by their method of the same year. */
export function createDraws(seed: number): Draws {
  const source = xoroshiro128plus(seed);
  const uniform = () => (source.next() >>> 0) / 2 ** 32;

  function normalFrom(first: number): number {
    for (let bits = first; ; bits = source.next() | 0) {
      const strip = bits & (strips - 1);
      if (Math.abs(bits) < limits[strip]!) return bits * widths[strip]!;
      if (strip === 0) return tail(bits < 0);
      const x = bits * widths[strip]!;
      const height = heights[strip]! + uniform() * (heights[strip - 1]! - heights[strip]!);
      if (height < Math.exp(-0.5 * x * x)) return x;
    }
  }

  function normals(target: Float64Array): void {
    for (let at = 0; at < target.length; at++) {
      const bits = source.next() | 0;
      const strip = bits & (strips - 1);
      // Nearly every draw falls into the rectangle of its strip.
      target[at] = Math.abs(bits) < limits[strip]! ? bits * widths[strip]! : normalFrom(bits);
    }
  }

  function tail(negative: boolean): number {
    for (;;) {
      const x = -Math.log(1 - uniform()) / right;
      const y = -Math.log(1 - uniform());
      if (y + y > x * x) return negative ? -right - x : right + x;
    }
  }

  function chiSquared(freedom: number): number {
    const shape = freedom / 2 - 1 / 3;
    const width = 1 / Math.sqrt(9 * shape);
    for (;;) {
      const x = normalFrom(source.next() | 0);
      const cube = (1 + width * x) ** 3;
      if (cube <= 0) continue;
      if (Math.log(1 - uniform()) < 0.5 * x * x + shape - shape * cube + shape * Math.log(cube))
        return 2 * shape * cube;
    }
  }
  return { uniform, normals, chiSquared };
}

function fillStrips(): void {
  let edge = right;
  let above = right;
  const base = area / Math.exp(-0.5 * right * right);
  limits[0] = Math.floor((right / base) * scale);
  limits[1] = 0;
  widths[0] = base / scale;
  widths[strips - 1] = right / scale;
  heights[0] = 1;
  heights[strips - 1] = Math.exp(-0.5 * right * right);
  for (let strip = strips - 2; strip >= 1; strip--) {
    edge = Math.sqrt(-2 * Math.log(area / edge + Math.exp(-0.5 * edge * edge)));
    limits[strip + 1] = Math.floor((edge / above) * scale);
    above = edge;
    heights[strip] = Math.exp(-0.5 * edge * edge);
    widths[strip] = edge / scale;
  }
}

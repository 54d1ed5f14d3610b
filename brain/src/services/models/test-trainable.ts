import { dayMs } from '@smartstart/units';
import { createDraw } from '../../engines/ml/index.ts';
import type { FeatureVector, Trainable, TrainingRow } from './index.ts';

/** A small model for tests: people who come often stay. Everything about it can be changed while a test runs. */
export interface TinyWorld {
  rows: readonly TrainingRow[];
  /** What the feature function says, when it is to differ from what was served. */
  features: ((key: string, asOf: Date) => FeatureVector | null) | null;
  /** Called while rows are collected. */
  collecting: () => Promise<void>;
}

export interface TinyOptions {
  readonly name: string;
  readonly featureSet?: string;
  readonly learner?: 'boosting' | 'logistic' | 'blend';
}

export function tinyTrainable(
  tiny: TinyWorld,
  { name, featureSet = '1', learner = 'logistic' }: TinyOptions,
): Trainable {
  return {
    name,
    title: 'People who leave',
    purpose: 'Tells who may leave, so that somebody asks how they are.',
    target: 'no visit in the next 30 days',
    unit: 'person',
    horizonDays: 30,
    features: [
      { name: 'daysAway', kind: 'number', description: 'days since the last visit', monotone: 1 },
      { name: 'visits', kind: 'number', description: 'visits in a month' },
      { name: 'way', kind: 'category', description: 'way of joining' },
    ],
    featureSet,
    needs: { rows: 300, keys: 50, rarer: 60 },
    data: { title: 'made-up people of a test', licence: 'CC0-1.0', foreign: false },
    recipe: { learner, seed: 7, boosting: { rounds: 30, leaves: 4 } },
    baseline: { title: 'visits alone', score: (row) => -Number(row['visits'] ?? 0) },
    gate: { measure: 'prAuc', eceLimit: 0.1, recallGap: 0.4 },
    async collect(_db, { progress }) {
      await progress(1, 2);
      await tiny.collecting();
      return tiny.rows;
    },
    featuresOf: (_db, key, asOf) =>
      Promise.resolve(
        // Whoever is no person of this world is gone.
        !key.startsWith('person-') ? null : tiny.features ? tiny.features(key, asOf) : vectorAt(key, asOf),
      ),
  };
}

/** The same for the same person and moment. */
export function vectorAt(key: string, asOf: Date): FeatureVector {
  const draw = createDraw(hashOf(`${key} ${Math.floor(asOf.getTime() / dayMs)}`));
  return {
    daysAway: draw(10) === 0 ? null : draw(60),
    visits: draw(20) / 2,
    way: ['invited', 'found', 'sent'][draw(3)]!,
  };
}

export function madeUpRows({
  people,
  months,
  until,
  telling = true,
  seed = 1,
}: {
  people: number;
  months: number;
  until: Date;
  telling?: boolean;
  seed?: number;
}): TrainingRow[] {
  const draw = createDraw(seed);
  return Array.from({ length: months }, (_, month) =>
    Array.from({ length: people }, (__, person): TrainingRow => {
      const key = `person-${person}`;
      const asOf = new Date(until.getTime() - (months - month) * 31 * dayMs);
      const features = vectorAt(key, asOf);
      const margin = telling ? (Number(features['daysAway'] ?? 30) - 40) / 6 : -1;
      return {
        key,
        asOf,
        features,
        label: draw(1_000) < 1_000 / (1 + Math.exp(-margin)) ? 1 : 0,
        closedAt: new Date(asOf.getTime() + 30 * dayMs),
        subgroups: { language: person % 3 === 0 ? 'fr' : 'en' },
      };
    }),
  ).flat();
}

function hashOf(text: string): number {
  let hash = 17;
  for (const letter of text) hash = (hash * 31 + letter.codePointAt(0)!) | 0;
  return hash;
}

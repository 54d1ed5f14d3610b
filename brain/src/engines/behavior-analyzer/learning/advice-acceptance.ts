import { addDays } from '@smartstart/units';
import type { Db } from '../../../kernel/db.ts';
import type { Feature, FeatureVector, Trainable, TrainingRow } from '../../../services/models/index.ts';
import { featureSet, personFeatures } from '../history/features.ts';
import * as store from '../record/advice-store.ts';

/** Which suggestions help: learnt from what people answered, to order what the rules suggest. It suggests nothing itself. */

const order = [
  'SIGN_PAPERS',
  'CONTINUE_JOURNEY',
  'RUNWAY_SHORT',
  'ANSWER_REQUESTS',
  'READINESS_GAP',
  'JOIN_VENTURE',
  'SEE_OPPORTUNITIES',
  'MEET_PEOPLE',
  'OPEN_QUESTS',
];
const mostRows = 50_000;

const features: readonly Feature[] = [
  { name: 'action', kind: 'category', description: 'what is suggested' },
  ...personFeatures,
];

export function adviceFeatures(action: string, person: FeatureVector): FeatureVector {
  return { action, ...person };
}

export function adviceAcceptance(options: {
  fictional: boolean;
  consenting: (db: Db, userIds: readonly string[]) => Promise<ReadonlySet<string>>;
}): Trainable {
  return {
    name: 'advice-acceptance',
    title: 'Suggestions that help',
    purpose: 'Orders the suggestions that rules make to a person. It makes none, and hides none.',
    target: 'the person says that the suggestion helped, rather than dismissing it',
    unit: 'suggestion',
    horizonDays: 30,
    features,
    featureSet: `advice-1 ${featureSet}`,
    needs: { rows: 500, keys: 50, rarer: 100 },
    data: options.fictional
      ? {
          title: 'Sample data of a demonstration: fictional people',
          licence: 'made by this platform',
          foreign: true,
        }
      : { title: 'Answers given on this installation', licence: 'own data', foreign: false },
    recipe: { learner: 'logistic', seed: 20_261_127 },
    baseline: {
      title: 'The order of the rules',
      score: ({ action }) => -order.indexOf(String(action)),
    },
    gate: { measure: 'auc' },
    async collect(db, { until, progress }) {
      const rows = await store.answeredUntil(db, until, mostRows);
      const people = await options.consenting(db, [...new Set(rows.map((row) => row.user_id))]);
      await progress(rows.length, rows.length);
      return rows.flatMap((row): TrainingRow[] =>
        people.has(row.user_id)
          ? [
              {
                key: row.user_id,
                asOf: row.suggested_at,
                features: row.features as FeatureVector,
                label: row.answer === 'HELPFUL' ? 1 : 0,
                closedAt: row.answered_at ?? addDays(row.suggested_at, 30),
              },
            ]
          : [],
      );
    },
    featuresOf: async (db, key) => ((await store.find(db, key))?.features ?? null) as FeatureVector | null,
  };
}

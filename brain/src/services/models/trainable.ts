import type { insightWire } from '@smartstart/contract';
import type { Recipe as TabularRecipe } from '../../engines/ml/tabular/index.ts';
import type { Db } from '../../kernel/db.ts';

export type Interval = (typeof insightWire.interval)['_zod']['output'];
export type Reason = (typeof insightWire.insightReason)['_zod']['output'];
export type Provenance = (typeof insightWire.provenance)['_zod']['output'];
export type PastRecord = (typeof insightWire.pastRecord)['_zod']['output'];

/** One thing a model looks at. Age, sex, origin, religion, health and what stands for them are none (section 14, rule 6). */
export interface Feature {
  /** A stable key, e.g. `daysSinceActive`. */
  readonly name: string;
  readonly kind: 'number' | 'category';
  /** In plain words, as a person reads it in a reason: “days since the last active day”. */
  readonly description: string;
  /** The chance may only rise (1) or only fall (-1) with it, where anything else would be an accident of few rows. */
  readonly monotone?: 1 | -1;
}

/** By name of the feature; null is a missing value, as is NaN. A feature not named in it is missing too. */
export type FeatureVector = Readonly<Record<string, number | string | null>>;

export interface TrainingRow {
  /** Whom or what it is about: a person's or a venture's id. Rows of one key are never taken for independent. */
  readonly key: string;
  /** The moment the features were known; nothing later went into them. */
  readonly asOf: Date;
  readonly features: FeatureVector;
  readonly label: 0 | 1;
  /** The moment the label was certain: at the end of the horizon, never before. Rows are learnt from only once it has passed. */
  readonly closedAt: Date;
  /** What figures are compared by, and no model looks at: `{ language: 'en', region: 'CA', tenure: 'first year' }`. */
  readonly subgroups?: Readonly<Record<string, string | null>>;
}

export interface CollectWindow {
  /** Everything until this moment may be read; labels not closed by then are left out. */
  readonly until: Date;
  /** Says how far the collecting is; throws when the training was cancelled. */
  progress(done: number, total: number): Promise<void>;
}

/** How it is learnt; `calibration` stays out, because it is learnt on a later slice always. */
export type Recipe = Omit<TabularRecipe, 'calibration'> & { readonly seed: number };

/** What stands until a model is better, and what it is compared with. */
export interface Baseline {
  /** “Churn-risk rule score”, “recency alone”. */
  readonly title: string;
  /** Any figure that rises with the chance; only its order counts. */
  score(row: FeatureVector): number;
}

export interface GateRules {
  /** Must be above that of the baseline with its whole bootstrap interval. */
  readonly measure: 'prAuc' | 'auc';
  /** Largest mean distance of said and observed shares; 0.05 where not named. */
  readonly eceLimit?: number;
  /** Fewest positives a coefficient (logistic) or feature (trees) in the fit; 10 where not named. */
  readonly positivesPerFeature?: number;
  /** Largest gap in recall between subgroups; 0.1 where not named. */
  readonly recallGap?: number;
}

/**
 * A model that the platform learns by itself: what it looks at, where its rows come from, and what it must beat. All the
 * rest (training, judging, versions, serving, drift, parity, cards) follows from it.
 */
export interface Trainable {
  /** A key such as `user-churn`; lower case and hyphens. */
  readonly name: string;
  readonly title: string;
  /** What it is for, and what must not be done with it, for its card. */
  readonly purpose: string;
  /** The label in words: “no active day in the next 30 days”. */
  readonly target: string;
  /** What one row is: “person”, “venture”. */
  readonly unit: string;
  /** Days from the moment of the features until the label is certain. */
  readonly horizonDays: number;
  /** In the order the model reads them. */
  readonly features: readonly Feature[];
  /** Change it when a feature of the same name is computed otherwise: older versions no longer serve then. */
  readonly featureSet: string;
  /** Fewest rows, keys (people, ventures), and rows of the rarer class. */
  readonly needs: { readonly rows: number; readonly keys?: number; readonly rarer: number };
  /** Where the rows come from; `foreign` when they are not outcomes of this installation. */
  readonly data: { readonly title: string; readonly licence: string; readonly foreign: boolean };
  readonly recipe: Recipe;
  readonly baseline: Baseline;
  readonly gate: GateRules;
  collect(db: Db, window: CollectWindow): Promise<readonly TrainingRow[]>;
  /**
   * The one feature function: what serving hands to `predict` and what `collect` put into its rows. Null when the key is
   * gone or withdrew its consent.
   */
  featuresOf(db: Db, key: string, asOf: Date): Promise<FeatureVector | null>;
}

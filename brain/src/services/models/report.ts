import type { modelSchemasWire } from '@smartstart/contract';

/** What is kept of a judgement: what operators see, and what serving and drift need of it. */
export type StoredReport = (typeof modelSchemasWire.evaluationReport)['_zod']['output'] & {
  /** By rising chance: between what the share that came true lies among rows of about this chance. */
  readonly chances: readonly ChanceInterval[];
  readonly chanceLevel: number;
  /** How each feature was distributed among the rows of the fit. */
  readonly reference: readonly FeatureReference[];
  readonly foreign: boolean;
  /** What the data are, with their licence. */
  readonly source: string;
};

export interface ChanceInterval {
  readonly chance: number;
  readonly low: number;
  readonly high: number;
}

export type FeatureReference =
  | {
      readonly name: string;
      readonly kind: 'number';
      /** Rising inner borders; a value belongs to the first part whose border lies above it. */
      readonly borders: readonly number[];
      /** One more than borders, then that of missing values. */
      readonly shares: readonly number[];
      readonly rows: number;
    }
  | {
      readonly name: string;
      readonly kind: 'category';
      readonly categories: readonly string[];
      /** Of the categories, of all others, of missing values. */
      readonly shares: readonly number[];
      readonly rows: number;
    };

import type { Db } from '../../kernel/db.ts';
import type { FeatureVector, Interval, Provenance, Reason } from './trainable.ts';

export interface ServedRow {
  readonly key: string;
  readonly features: FeatureVector;
  /** The moment the features were read for, kept with them for the nightly comparison; now where not named. */
  readonly asOf?: Date;
}

/** A learnt chance, said no more exactly than its interval allows. */
export interface Prediction {
  readonly key: string;
  readonly mode: 'LEARNT';
  readonly probability: number;
  /** Of the share that came true among rows of about this chance, which the model did not learn from. */
  readonly interval: Interval;
  /** The three strongest, in words. */
  readonly reasons: readonly Reason[];
  readonly provenance: Provenance;
  /** What a shadow said of the same row; compared, never shown. */
  readonly shadow: { readonly version: string; readonly probability: number } | null;
}

/** Why the rule stands and no model serves. */
export type NotServing =
  | 'NO_CHAMPION'
  | 'SUSPENDED'
  | 'DAMAGED_ARTEFACT'
  | 'OTHER_FEATURE_SET'
  | 'UNKNOWN_MODEL';

export interface Serving {
  /** Chances by key; null when the rule stands instead. Never throws because of a model. */
  predict(rows: readonly ServedRow[]): Promise<ReadonlyMap<string, Prediction> | null>;
  /** What serves at this moment: a version, or the reason why none does, in a sentence. */
  state(db?: Db): Promise<ServingState>;
}

export interface ServingState {
  readonly version: string | null;
  readonly provenance: Provenance | null;
  readonly why: NotServing | null;
  readonly sentence: string;
}

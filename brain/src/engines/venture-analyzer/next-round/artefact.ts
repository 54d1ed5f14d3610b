import {
  ArtefactError,
  arrayOf,
  fingerprint,
  readArtefact,
  writeArtefact,
  type ArtefactHeader,
  type PlattScale,
} from '../../ml/index.ts';
import { featureNames, type Mood } from './features.ts';
import type { NextRoundModel } from './model.ts';

/** The shipped model with what it needs besides trees, as an artefact. Learnt on foreign data: whoever shows it says so. */
export interface ShippedNextRound {
  readonly model: NextRoundModel;
  readonly mood: Mood;
  /** Day on which the last of its rows were read. */
  readonly day: number;
  /** What became of companies it had not seen, by the chance said: rising. */
  readonly bins: readonly { readonly upTo: number; readonly seen: number; readonly raised: number }[];
  /** How far, in log-odds, the share that raised in a year lay from the share said: its standard deviation over years. */
  readonly yearSpread: number;
  /** What became of companies by the kind of their last round and the half-years since. */
  readonly base: readonly BaseRate[];
  /** Amounts raised, in US dollars, by kind of round and category; an empty category stands for all. */
  readonly amounts: readonly AmountMedian[];
}

export interface BaseRate {
  readonly kind: string;
  /** 0: less than six months; 7: three and a half years and more. */
  readonly silence: number;
  readonly seen: number;
  readonly raised: number;
}

export interface AmountMedian {
  readonly kind: string;
  readonly category: string;
  readonly rounds: number;
  readonly q25: number;
  readonly median: number;
  readonly q75: number;
}

interface Settings extends Omit<ShippedNextRound, 'model'> {
  readonly format: 'next-round-1';
  readonly loss: 'logistic';
  readonly start: number;
  readonly scale: PlattScale;
  readonly baseRate: number;
}

export function nextRoundFeatureHash(): string {
  return fingerprint(JSON.stringify(['next-round-1', featureNames]));
}

export function packNextRound(
  { model, ...rest }: ShippedNextRound,
  header: Omit<ArtefactHeader, 'settings' | 'featureSetHash'>,
): Uint8Array {
  const { trees, scale, baseRate } = model;
  const settings: Settings = {
    ...rest,
    format: 'next-round-1',
    loss: 'logistic',
    start: trees.base,
    scale,
    baseRate,
  };
  return writeArtefact({
    header: { ...header, featureSetHash: nextRoundFeatureHash(), settings },
    arrays: { ...trees.trees },
  });
}

/** @throws ArtefactError when it is damaged, something else, or of another feature set */
export function unpackNextRound(bytes: Uint8Array): { shipped: ShippedNextRound; header: ArtefactHeader } {
  const artefact = readArtefact(bytes);
  const { header } = artefact;
  const settings = header.settings as Settings | null;
  if (settings?.format !== 'next-round-1')
    throw new ArtefactError(`The artefact “${header.name}” is no model of the next round.`);
  if (header.featureSetHash !== nextRoundFeatureHash())
    throw new ArtefactError(
      `The model “${header.name}” ${header.version} was fitted on another feature set: train it anew.`,
    );
  const { format: _format, loss, start, scale, baseRate, ...rest } = settings;
  const arrays = {
    roots: arrayOf(artefact, 'roots', Int32Array),
    feature: arrayOf(artefact, 'feature', Int32Array),
    threshold: arrayOf(artefact, 'threshold', Float64Array),
    missingLeft: arrayOf(artefact, 'missingLeft', Uint8Array),
    left: arrayOf(artefact, 'left', Int32Array),
    right: arrayOf(artefact, 'right', Int32Array),
    value: arrayOf(artefact, 'value', Float64Array),
    cover: arrayOf(artefact, 'cover', Float64Array),
  };
  return {
    shipped: {
      ...rest,
      model: { trees: { names: featureNames, loss, base: start, trees: arrays }, scale, baseRate },
    },
    header,
  };
}

import {
  arrayOf,
  ArtefactError,
  fingerprint,
  readArtefact,
  writeArtefact,
  type Artefact,
  type ArtefactArray,
  type ArtefactHeader,
} from '../artefact.ts';
import type { BoostedTrees } from './boosting.ts';
import type { Calibration, Feature, LinearPart, Pipeline, Recipe, TreePart } from './pipeline.ts';
import type { Preparation } from './preparation.ts';
import type { Trees } from './trees.ts';

const format = 'tabular-pipeline-1';

interface Settings {
  readonly format: typeof format;
  readonly recipe: Recipe;
  readonly features: readonly Feature[];
  readonly trees: {
    readonly preparation: Preparation;
    readonly loss: BoostedTrees['loss'];
    readonly base: number;
  } | null;
  readonly linear: { readonly preparation: Preparation; readonly intercept: number } | null;
  readonly treeShare: number;
  readonly calibration: {
    readonly kind: Calibration['kind'];
    readonly slope: number;
    readonly offset: number;
  };
  readonly baseRate: number;
  readonly rows: number;
}

/** What an artefact says of itself besides the pipeline. */
export type PipelineHeader = Omit<ArtefactHeader, 'settings' | 'featureSetHash'> & {
  /** Changes when features of the same name mean something else. */
  readonly featureVersion: string;
};

/** SHA-256 of names, kinds and order of the features and of their version: equal ones make equal columns. */
export function featureSetHash(features: readonly Feature[], featureVersion: string): string {
  return fingerprint(JSON.stringify([featureVersion, features.map(({ name, kind }) => [name, kind])]));
}

export function savePipeline(pipeline: Pipeline, { featureVersion, ...about }: PipelineHeader): Uint8Array {
  const { recipe, features, trees, linear, treeShare, calibration, baseRate, rows } = pipeline;
  const scale = calibration.kind === 'none' ? { slope: -1, offset: 0 } : calibration.scale;
  const settings: Settings = {
    format,
    recipe,
    features,
    trees: trees && { preparation: trees.preparation, loss: trees.trees.loss, base: trees.trees.base },
    linear: linear && { preparation: linear.preparation, intercept: linear.regression.intercept },
    treeShare,
    calibration: { kind: calibration.kind, ...scale },
    baseRate,
    rows,
  };
  const arrays: Record<string, ArtefactArray> = {
    ...(trees ? treeArrays(trees.trees.trees) : {}),
    ...(linear
      ? {
          coefficients: linear.regression.coefficients,
          errors: linear.regression.errors,
          reference: linear.reference,
        }
      : {}),
    ...(calibration.kind === 'isotonic'
      ? { 'isotonic margins': calibration.steps.margins, 'isotonic chances': calibration.steps.probabilities }
      : {}),
  };
  const hash = featureSetHash(features, featureVersion);
  return writeArtefact({ header: { ...about, featureSetHash: hash, settings }, arrays });
}

/**
 * @param expected the feature set in use now; a model of another one is refused, because its columns would mean
 *   something else.
 * @throws ArtefactError when bytes are missing or changed, when it is no pipeline, or of another feature set.
 */
export function openPipeline(
  bytes: Uint8Array,
  expected?: { readonly featureSetHash: string },
): { readonly pipeline: Pipeline; readonly header: ArtefactHeader } {
  const artefact = readArtefact(bytes);
  const { header } = artefact;
  const settings = header.settings as Partial<Settings> | null;
  if (settings?.format !== format)
    throw new ArtefactError(
      `The artefact “${header.name}” is no tabular pipeline of this version (${format}).`,
    );
  if (expected && expected.featureSetHash !== header.featureSetHash)
    throw new ArtefactError(
      `The model “${header.name}” ${header.version} was fitted on another feature set ` +
        `(${header.featureSetHash.slice(0, 12)}, in use is ${expected.featureSetHash.slice(0, 12)}): train it anew.`,
    );
  return { pipeline: pipelineOf(artefact, settings as Settings), header };
}

function pipelineOf(artefact: Artefact, settings: Settings): Pipeline {
  const { recipe, features, treeShare, baseRate, rows } = settings;
  const { kind, slope, offset } = settings.calibration;
  const scale = { slope, offset };
  return {
    recipe,
    features,
    trees: settings.trees && treePartOf(artefact, settings.trees),
    linear: settings.linear && linearPartOf(artefact, settings.linear),
    treeShare,
    calibration:
      kind === 'none'
        ? { kind }
        : kind === 'platt'
          ? { kind, scale }
          : {
              kind,
              scale,
              steps: {
                margins: arrayOf(artefact, 'isotonic margins', Float64Array),
                probabilities: arrayOf(artefact, 'isotonic chances', Float64Array),
              },
            },
    baseRate,
    rows,
  };
}

function treePartOf(
  artefact: Artefact,
  { preparation, loss, base }: NonNullable<Settings['trees']>,
): TreePart {
  const numbers = (name: string) => arrayOf(artefact, `trees ${name}`, Float64Array);
  const places = (name: string) => arrayOf(artefact, `trees ${name}`, Int32Array);
  return {
    preparation,
    trees: {
      names: preparation.names,
      loss,
      base,
      trees: {
        roots: places('roots'),
        feature: places('feature'),
        threshold: numbers('threshold'),
        missingLeft: arrayOf(artefact, 'trees missingLeft', Uint8Array),
        left: places('left'),
        right: places('right'),
        value: numbers('value'),
        cover: numbers('cover'),
      },
    },
  };
}

function linearPartOf(
  artefact: Artefact,
  { preparation, intercept }: NonNullable<Settings['linear']>,
): LinearPart {
  return {
    preparation,
    regression: {
      names: preparation.names,
      intercept,
      coefficients: arrayOf(artefact, 'coefficients', Float64Array),
      errors: arrayOf(artefact, 'errors', Float64Array),
    },
    reference: arrayOf(artefact, 'reference', Float64Array),
  };
}

function treeArrays(trees: Trees): Record<string, ArtefactArray> {
  return Object.fromEntries(
    Object.entries(trees).map(([name, array]) => [`trees ${name}`, array as ArtefactArray]),
  );
}

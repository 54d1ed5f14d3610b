import { z } from 'zod';
import { pastRecord } from './insight-schemas.ts';
import { calibrationCheck, checkState, driftCheck, evaluationReport, parityCheck } from './model-schemas.ts';
import { op } from './op.ts';
import { empty, id, instant, page, pageOf, text } from './wire.ts';

/** The registry of models, and the acts of a SUPER_ADMIN on it (domain rules, section 14). */

const name = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);
const version = z.string().regex(/^\d{1,9}(\.\d{1,9}){0,2}$/);
const byName = z.strictObject({ name });

/** Section 20.14. What came with a release was evaluated by its tests. */
export const modelState = z.enum(['EVALUATED', 'PROMOTED', 'RETIRED']);

export const modelAlias = z.enum(['champion', 'challenger', 'shadow']);

export const modelVersion = z.object({
  name: z.string(),
  version: z.string(),
  state: modelState,
  /** `INSTALLATION`: learnt from outcomes here. `RELEASE`: came with the platform. */
  origin: z.enum(['RELEASE', 'INSTALLATION']),
  aliases: z.array(modelAlias),
  /** Better than what it would replace. Null where the tests of a release say so. */
  passed: z.nullable(z.boolean()),
  verdict: z.string(),
  /** Figures on what it did not learn from. */
  metrics: z.record(z.string(), z.number()),
  data: z.string(),
  licence: z.string(),
  dataHash: z.string(),
  artefactHash: z.string(),
  featureSetHash: z.string(),
  seed: z.int(),
  codeRevision: z.nullable(z.string()),
  registeredAt: instant,
  promotedAt: z.nullable(instant),
  promotedBy: z.nullable(id),
  reason: z.nullable(z.string()),
});

export const modelVersionDetail = modelVersion.extend({ report: z.nullable(evaluationReport) });

/** One training, whatever became of it. */
export const modelTraining = z.object({
  id,
  name: z.string(),
  jobId: z.nullable(id),
  state: z.enum(['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED']),
  outcome: z.nullable(z.enum(['PASSED', 'NOT_BETTER', 'NOT_ENOUGH', 'NOTHING_NEW'])),
  why: z.string(),
  version: z.nullable(z.string()),
  rows: z.nullable(z.int()),
  positives: z.nullable(z.int()),
  done: z.int(),
  total: z.int(),
  note: z.string(),
  askedBy: z.nullable(id),
  createdAt: instant,
  finishedAt: z.nullable(instant),
});

export const modelAlarm = z.object({
  id,
  version: z.string(),
  kind: z.enum(['DRIFT', 'CALIBRATION', 'ARTEFACT', 'FEATURES', 'PARITY']),
  detail: z.string(),
  raisedAt: instant,
  endedAt: z.nullable(instant),
  endedWhy: z.nullable(z.string()),
});

export const modelSummary = z.object({
  name: z.string(),
  title: z.string(),
  /** What it is for. */
  purpose: z.string(),
  /** The version that was promoted, or came with a release; null while the rule stands. */
  serving: z.nullable(z.string()),
  /** `LEARNT`: a version serves. `RULE`: something else stands, `standing` says what and why. */
  mode: z.enum(['LEARNT', 'RULE']),
  standing: z.string(),
  versions: z.int(),
  challenger: z.nullable(z.string()),
  shadow: z.nullable(z.string()),
  trainable: z.boolean(),
  /** Of the version that serves; null before the first check. */
  drift: z.nullable(checkState),
  calibration: z.nullable(checkState),
  parity: z.nullable(checkState),
  alarms: z.int(),
  training: z.nullable(modelTraining),
  /** When it learns again by itself; null when it never does. */
  nextTraining: z.nullable(instant),
});

export const modelFeature = z.object({
  name: z.string(),
  kind: z.enum(['number', 'category']),
  description: z.string(),
  monotone: z.nullable(z.union([z.literal(1), z.literal(-1)])),
});

export const shadowComparison = z.object({
  version: z.string(),
  /** Rows of the last thirty days both were asked about. */
  rows: z.int(),
  meanServed: z.nullable(z.number()),
  meanShadow: z.nullable(z.number()),
  meanGap: z.nullable(z.number()),
  /** Share of rows on which they differ by more than a tenth. */
  farApart: z.nullable(z.number()),
  /** Of statements whose outcome is known: mean squared distance of both. */
  settled: z.int(),
  brierServed: z.nullable(z.number()),
  brierShadow: z.nullable(z.number()),
});

export const model = modelSummary.extend({
  /** Null of a model whose learner is its own. */
  learning: z.nullable(
    z.object({
      target: z.string(),
      unit: z.string(),
      horizonDays: z.int(),
      learner: z.string(),
      seed: z.int(),
      features: z.array(modelFeature),
      needs: z.object({ rows: z.int(), keys: z.nullable(z.int()), rarer: z.int() }),
      baseline: z.string(),
      measure: z.enum(['prAuc', 'auc']),
      data: z.string(),
      foreign: z.boolean(),
    }),
  ),
  driftCheck: z.nullable(driftCheck),
  calibrationCheck: z.nullable(calibrationCheck),
  parityCheck: z.nullable(parityCheck),
  alarmList: z.array(modelAlarm),
  pastRecord,
  shadowComparison: z.nullable(shadowComparison),
});

/** Of one figure, both versions side by side. */
export const comparedFigure = z.object({
  key: z.string(),
  left: z.nullable(z.number()),
  right: z.nullable(z.number()),
  /** Right less left. */
  difference: z.nullable(z.number()),
  /** `UNCLEAR` where their intervals overlap. */
  better: z.enum(['LEFT', 'RIGHT', 'UNCLEAR']),
});

const named = { params: byName, level: 12, relation: 'administrator' } as const;
const one = z.strictObject({ name, version });

export const models = {
  list: op({
    method: 'GET',
    path: '/admin/models',
    summary: 'Every model: what it does, what serves, and how it does',
    level: 12,
    relation: 'administrator',
    output: z.object({ items: z.array(modelSummary) }),
    errors: [],
  }),
  read: op({
    ...named,
    method: 'GET',
    path: '/admin/models/{name}',
    summary: 'One model: features, needs, checks of the night, alarms, own past record',
    output: model,
    errors: ['NOT_FOUND'],
  }),
  versions: op({
    ...named,
    method: 'GET',
    path: '/admin/models/{name}/versions',
    summary: 'The hundred newest versions of a model with their figures',
    output: z.object({ items: z.array(modelVersion) }),
    errors: ['NOT_FOUND'],
  }),
  version: op({
    ...named,
    method: 'GET',
    path: '/admin/models/{name}/versions/{version}',
    summary:
      'One version: figures with intervals beside the rival, reliability, subgroups, what the gate said',
    params: one,
    output: modelVersionDetail,
    errors: ['NOT_FOUND'],
  }),
  card: op({
    ...named,
    method: 'GET',
    path: '/admin/models/{name}/versions/{version}/card',
    summary: 'The model card of a version, made from the registry',
    params: one,
    output: z.object({ markdown: z.string() }),
    errors: ['NOT_FOUND'],
  }),
  compare: op({
    ...named,
    method: 'GET',
    path: '/admin/models/{name}/compare',
    summary: 'Two versions side by side',
    query: z.strictObject({ left: version, right: version }),
    output: z.object({
      left: modelVersionDetail,
      right: modelVersionDetail,
      /** Judged by the same rows, so that figures may be compared. */
      sameData: z.boolean(),
      sameFeatures: z.boolean(),
      figures: z.array(comparedFigure),
    }),
    errors: ['NOT_FOUND'],
  }),
  trainings: op({
    ...named,
    method: 'GET',
    path: '/admin/models/{name}/trainings',
    summary: 'Trainings of a model, the newest first, with how far they are',
    query: z.strictObject(page),
    output: pageOf(modelTraining),
    errors: ['NOT_FOUND'],
  }),
  train: op({
    ...named,
    method: 'POST',
    path: '/admin/models/{name}/train',
    summary: 'Learn from the outcomes now and judge on later ones; progress under the trainings of the model',
    status: 202,
    body: empty,
    output: z.object({ jobId: id, trainingId: id }),
    errors: ['NOT_FOUND', 'CONFLICT'],
  }),
  cancelTraining: op({
    ...named,
    method: 'POST',
    path: '/admin/models/{name}/trainings/{trainingId}/cancel',
    summary: 'Stop a training; nothing of it is kept',
    params: z.strictObject({ name, trainingId: id }),
    body: empty,
    output: modelTraining,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
  setShadow: op({
    ...named,
    method: 'PUT',
    path: '/admin/models/{name}/shadow',
    summary: 'Let a version be scored along with the one that serves, compared and never shown; null ends it',
    body: z.strictObject({ version: z.nullable(version) }),
    output: modelSummary,
    errors: ['NOT_FOUND', 'RULE_VIOLATED'],
  }),
  promote: op({
    ...named,
    method: 'POST',
    path: '/admin/models/{name}/promote',
    summary: 'Let a version serve that was found better on later outcomes',
    stepUp: true,
    body: z.strictObject({ version, reason: text(5, 500) }),
    output: modelVersion,
    errors: ['NOT_FOUND', 'RULE_VIOLATED', 'ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
  rollback: op({
    ...named,
    method: 'POST',
    path: '/admin/models/{name}/rollback',
    summary:
      'End the version that serves; the one it replaced serves again, or else the rule it was better than',
    stepUp: true,
    body: z.strictObject({ reason: text(5, 500) }),
    output: z.object({ ended: modelVersion, serving: z.nullable(modelVersion) }),
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
  endAlarm: op({
    ...named,
    method: 'POST',
    path: '/admin/models/{name}/alarms/{alarmId}/end',
    summary: 'Let a version serve again against which an alarm stood',
    stepUp: true,
    params: z.strictObject({ name, alarmId: id }),
    body: z.strictObject({ reason: text(5, 500) }),
    output: modelSummary,
    errors: ['NOT_FOUND', 'STEP_UP_REQUIRED'],
  }),
  check: op({
    method: 'POST',
    path: '/admin/models/checks',
    summary: 'Do the checks of the night now: drift, calibration, parity, statements that are due',
    level: 12,
    relation: 'administrator',
    status: 202,
    body: empty,
    output: z.object({ jobId: id }),
    errors: [],
  }),
};

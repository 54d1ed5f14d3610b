import { dayMs } from '@smartstart/units';
import type { Db } from '../../../kernel/db.ts';
import type { JobContext } from '../../../kernel/jobs.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { inThread } from '../../../kernel/thread.ts';
import type { LastAct, Models, Run, RunEnd } from '../../models/index.ts';
import type { Components } from '../deps.ts';
import type { LearnedOrder, LearnedOrders, Ratable as Suggested } from '../matching/ground.ts';
import { decidedNeeded } from '../matching/rules.ts';
import type { Trained } from './evaluation.ts';
import * as store from './outcome-store.ts';
import { nothing, traitsOf, type Outcome, type Past } from './outcomes.ts';
import { dataHashOf, featureSetHash, openRanker, packRanker, rankerName } from './ranker-artefact.ts';
import { raterOf } from './ranker.ts';

export interface LearningDeps {
  readonly kernel: Kernel;
  readonly models: Pick<
    Models,
    'announce' | 'champion' | 'newest' | 'registerTrained' | 'track' | 'trainedArtefact'
  >;
}

export const trainingJob = `train-${rankerName}`;

/** Older answers say less of what is answered now, and the job is to end. */
const mostOutcomes = 20_000;
/** Monthly (domain rules, section 14); asked about every night, so that the first one need not wait a month. */
const retrainMs = 28 * dayMs;
const mostAnswers = 200;
/** Seconds for the most outcomes and traits; answers are not to wait for it. */
const deadlineMs = 5 * 60_000;
const memoryMb = 512;
const worker = new URL('./ranker-worker.ts', import.meta.url);

/**
 * The order learnt from answered applications. A job learns and judges; what passed serves once an operator has promoted
 * it. What it may order, how many answers it takes and what stands when it fails, matching decides.
 */
export function createLearnedOrders(deps: LearningDeps): LearnedOrders {
  const { kernel, models } = deps;
  kernel.jobs.define({
    name: trainingJob,
    cron: '20 3 * * *',
    // Another try would learn from the same answers; the night asks again.
    retryLimit: 0,
    run: (context) => trainWhenDue(deps, context),
  });
  models.announce({
    name: rankerName,
    title: 'Order of opportunities',
    purpose:
      'Orders the opportunities a person is shown by what was accepted before. The score that is shown is the transparent one always; nobody is refused by it.',
    until: 'the transparent score',
    job: trainingJob,
  });
  let open: { version: string; rate: ReturnType<typeof raterOf> } | null = null;
  return {
    async champion(db) {
      const champion = await models.champion(db, rankerName);
      if (!champion) return null;
      const { version, registeredAt } = champion;
      if (open?.version !== version) {
        const bytes = await models.trainedArtefact(db, rankerName, version);
        if (!bytes) return null;
        open = { version, rate: raterOf(openRanker(bytes)) };
      }
      const { rate } = open;
      return { name: rankerName, version, trainedAt: registeredAt, order: orderBy(kernel, rate) };
    },
  };
}

async function trainWhenDue(deps: LearningDeps, context: JobContext): Promise<Record<string, unknown>> {
  const { kernel, models } = deps;
  const newest = await models.newest(kernel.database.db, rankerName);
  const asked = context.input['asked'] === true;
  if (!asked && newest && kernel.clock.now().getTime() - newest.registeredAt.getTime() < retrainMs)
    return { result: 'NOT_DUE', version: newest.version };
  return models.track(rankerName, context, (run) => train(deps, run, newest));
}

async function train(
  { kernel, models }: LearningDeps,
  run: Run,
  newest: Awaited<ReturnType<Models['newest']>>,
): Promise<RunEnd | LastAct> {
  await run.progress(0, 100, 'Collecting answers');
  const outcomes = await decidedOutcomes(kernel.database.db);
  const positives = outcomes.filter(({ accepted }) => accepted).length;
  const seen = { rows: outcomes.length, positives };
  if (outcomes.length < decidedNeeded)
    return {
      outcome: 'NOT_ENOUGH',
      why: `Not enough data yet: ${outcomes.length} of ${decidedNeeded} applications have been decided.`,
      ...seen,
    };
  const dataHash = dataHashOf(outcomes);
  if (newest?.dataHash === dataHash && newest.featureSetHash === featureSetHash)
    return {
      outcome: 'NOTHING_NEW',
      why: `No application has been decided since version ${newest.version}; it would be the same.`,
      ...seen,
    };
  const onBeat = () => run.progress(30, 100, 'Learning and judging');
  const trained = await inThread<Trained>(worker, outcomes, { deadlineMs, memoryMb, onBeat });
  const { passed, why } = trained.evaluation;
  return async (tx) => {
    const version = await models.registerTrained(tx, rankerName, {
      artefact: (given) => packRanker(given, trained, dataHash),
      passed,
      verdict: why,
    });
    return { outcome: passed ? 'PASSED' : 'NOT_BETTER', why, version, ...seen };
  };
}

async function decidedOutcomes(db: Db): Promise<Outcome[]> {
  const rows = await store.decidedWithTraits(db, mostOutcomes);
  return rows.map((row) => ({
    applicationId: row.id,
    applicantId: row.applicant_id,
    sideId: row.side_id,
    appliedAt: row.created_at.getTime(),
    decidedAt: row.decided_at.getTime(),
    accepted: row.state === 'ACCEPTED',
    components: row.components as Components,
    wish: row.wish,
    traits: traitsOf({ ...row, skills: row.skill_names }),
  }));
}

function orderBy({ database }: Kernel, rate: ReturnType<typeof raterOf>): LearnedOrder['order'] {
  const { db } = database;
  return async (userId, suggestions) => {
    if (!suggestions.length) return [];
    const person = await pastOf(db, userId);
    const about = new Map(
      (await store.aboutThese(db, suggestions.map(idOf))).map((row) => [row.id, row] as const),
    );
    const sides = await store.answersOf(db, [...new Set([...about.values()].map((row) => row.side_id))]);
    const rated = suggestions.flatMap((one) => {
      const row = about.get(idOf(one));
      if (!row) return [];
      const side = { ...nothing, ...sides.get(row.side_id) };
      const traits = traitsOf({ ...row, skills: row.skill_names });
      const { components, wish } = one;
      return [{ id: row.id, value: rate({ components, wish, traits, pasts: { person, side } }) }];
    });
    return rated.toSorted((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
  };
}

const idOf = ({ opportunityId }: Suggested) => opportunityId;

async function pastOf(db: Db, userId: string): Promise<Past> {
  const rows = await store.answersTo(db, userId, mostAnswers);
  const accepted = rows.filter(({ state }) => state === 'ACCEPTED');
  const traits = accepted.flatMap((row) => traitsOf({ ...row, skills: row.skill_names }));
  return { asked: rows.length, accepted: accepted.length, traits: [...new Set(traits)] };
}

import { setImmediate } from 'node:timers/promises';
import { dayMs } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import type { JobContext } from '../../kernel/jobs.ts';
import type { Prediction } from '../../services/models/index.ts';
import { adviceFeatures } from './learning/advice-acceptance.ts';
import { inScope } from './learning/user-churn.ts';
import { settleAdvice, suggestionsTo } from './advising.ts';
import { churnStatement, statementOf, type ChurnStatement } from './churn.ts';
import type { Ground } from './deps.ts';
import { figuresOf, type Figures } from './figures.ts';
import { featuresAt } from './history/features.ts';
import { dayText } from './history/history.ts';
import { knownNow, predictable, profiled, type Known } from './people.ts';
import * as facts from './record/fact-store.ts';
import * as standings from './record/standing-store.ts';
import { predictSeats, seatChance, seatStatementOf } from './seats.ts';
import { placeInSegments, type Placeable } from './segmenting.ts';

/** Every night everybody who consented is worked out again: in batches, off the path of any request. */

const batch = 200;
const servedAtOnce = 8;
/** People who have been away for longer have left; they are no risk any more. */
const riskDays = 90;

export async function workOut(ground: Ground, context: JobContext): Promise<Record<string, unknown>> {
  const { database, clock } = ground.kernel;
  // Figures and statements alone, for histories that are made at once.
  const brief = context.input['brief'] === true;
  const startedAt = clock.now();
  let [after, people] = [null as string | null, 0];
  const placeable: Placeable[] = [];
  for (;;) {
    const ids = await ground.habits.consentedAfter(database.db, after, batch);
    if (!ids.length) break;
    people += await workOutBatch(ground, ids, placeable, brief);
    after = ids.at(-1)!;
    await context.progress(people, people, 'people worked out');
  }
  // Whoever was not met now withdrew the consent, or is gone.
  await database.transact((tx) => standings.dropBefore(tx, startedAt));
  return { people, segments: brief ? null : await placeInSegments(ground, placeable) };
}

async function workOutBatch(
  ground: Ground,
  userIds: readonly string[],
  placeable: Placeable[],
  brief: boolean,
): Promise<number> {
  const { database, clock } = ground.kernel;
  const { db } = database;
  const now = clock.now();
  const known = await knownNow(ground, db, await profiled(ground, db, userIds));
  const mayPredict = await predictable(ground, db, [...known.keys()]);
  const worked = [...known.values()].map((one) => ({ ...one, figures: figuresNow(one, now) }));
  const learnt = await predictChurn(
    ground,
    worked.filter(({ person }) => mayPredict.has(person.id)),
    now,
  );
  const seats = await predictSeats(
    ground,
    db,
    worked.filter(({ person }) => mayPredict.has(person.id)),
  );
  const rows: standings.NewStanding[] = [];
  for (const one of worked) {
    const may = mayPredict.has(one.person.id) && one.figures.lastActiveDay !== null && here(one.figures, now);
    const churn = may ? churnStatement(one.figures, learnt?.get(one.person.id) ?? null, one.fictional) : null;
    const advised = churn !== null && churn.level !== 'LOW' && !brief;
    const nextStep = advised ? await nextStepOf(ground, db, one) : null;
    const seat = seats?.get(one.person.id);
    rows.push({ ...standingRow(one, churn, nextStep, now), ...seatColumns(seat, one.fictional) });
    if (may)
      placeable.push({
        userId: one.person.id,
        features: featuresAt(one.history, now),
        fictional: one.fictional,
      });
  }
  await database.transact(async (tx) => {
    // Consents may have been withdrawn while this was worked out.
    const still = await ground.people.withConsent(tx, [...known.keys()], 'BEHAVIOUR_ANALYTICS');
    const allowed = await predictable(ground, tx, [...still]);
    await facts.noteFacts(
      tx,
      now,
      worked.flatMap(({ person, current, fictional }) =>
        still.has(person.id) ? [{ userId: person.id, facts: factsOnly(current), fictional }] : [],
      ),
    );
    await standings.save(
      tx,
      rows
        .filter((row) => still.has(row.user_id))
        .map((row) => (allowed.has(row.user_id) ? row : withoutPredictions(row))),
    );
    await ground.models.statements.make(
      tx,
      [...(learnt ?? [])].flatMap(([userId, prediction]) =>
        allowed.has(userId) ? [statementOf(userId, prediction, now)] : [],
      ),
    );
    await ground.models.statements.make(
      tx,
      [...(seats ?? [])].flatMap(([userId, prediction]) =>
        allowed.has(userId) ? [seatStatementOf(userId, prediction, now)] : [],
      ),
    );
  });
  return worked.length;
}

export function figuresNow({ history, current, person }: Known, now: Date): Figures {
  return figuresOf(history.days, current, dayText(now), dayText(person.createdAt));
}

/** Chances of those the label is about: active within the last 30 days. Null while the rule stands. */
export async function predictChurn(
  ground: Ground,
  people: readonly Known[],
  now: Date,
): Promise<ReadonlyMap<string, Prediction> | null> {
  const asOf = new Date(`${dayText(now)}T00:00:00.000Z`);
  const rows = people.flatMap(({ person, history }) => {
    const features = featuresAt(history, asOf);
    return inScope(features) ? [{ key: person.id, features, asOf }] : [];
  });
  const learnt = new Map<string, Prediction>();
  // Explaining a row takes a while; requests have their turn in between.
  for (let from = 0; from < rows.length; from += servedAtOnce) {
    const part = await ground.churn.predict(rows.slice(from, from + servedAtOnce));
    if (!part) return null;
    for (const [userId, prediction] of part) learnt.set(userId, prediction);
    await setImmediate();
  }
  return rows.length ? learnt : null;
}

function here({ lastActiveDay }: Figures, now: Date): boolean {
  return (
    lastActiveDay !== null && now.getTime() - Date.parse(`${lastActiveDay}T00:00:00Z`) < riskDays * dayMs
  );
}

async function nextStepOf(
  ground: Ground,
  db: Db,
  { person, current, figures }: Known & { figures: Figures },
) {
  const [first] = await suggestionsTo(ground, db, person.id, figures, current);
  return first ? { action: first.action, title: first.title, reason: first.reason } : null;
}

function standingRow(
  { person, current, figures, fictional }: Known & { figures: Figures },
  churn: ChurnStatement | null,
  nextStep: unknown,
  now: Date,
): standings.NewStanding {
  const rank = churn && (churn.probability === null ? churn.score : churn.probability * 100);
  return {
    user_id: person.id,
    computed_at: now,
    last_active_on: figures.lastActiveDay,
    engagement: figures.engagement.score,
    collaboration: figures.collaboration.score,
    xp_progress: figures.xpProgress.score,
    performance: figures.performance.score,
    xp_level: current.xpLevel,
    churn_level: churn?.level ?? null,
    churn_rank: rank ?? null,
    churn: churn ? JSON.stringify(churn) : null,
    next_step: nextStep ? JSON.stringify(nextStep) : null,
    segment: null,
    fictional,
  };
}

function withoutPredictions(row: standings.NewStanding): standings.NewStanding {
  const none = { churn: null, churn_level: null, churn_rank: null, seat_churn: null, seat_rank: null };
  return { ...row, ...none, next_step: null, segment: null };
}

function seatColumns(seat: Prediction | undefined, fictional: boolean) {
  return seat
    ? { seat_churn: JSON.stringify(seatChance(seat, fictional)), seat_rank: seat.probability }
    : { seat_churn: null, seat_rank: null };
}

/** Of what is known now, what is kept as facts. */
export function factsOnly({
  xpLevel: _level,
  xpPercent: _percent,
  nextLevel: _next,
  ...kept
}: Known['current']) {
  return kept;
}

/** The suggestions to one person as they stand now, with what a learnt order looks at. */
export async function adviseNow(ground: Ground, known: Known, figures: Figures) {
  const { database, clock } = ground.kernel;
  const { person, current, history } = known;
  const suggestions = await suggestionsTo(ground, database.db, person.id, figures, current);
  const now = clock.now();
  const features = featuresAt(history, now);
  const state = await ground.advising.state();
  const rows = await database.transact((tx) =>
    settleAdvice(tx, person.id, suggestions, {
      now,
      featuresFor: (action) => adviceFeatures(action, features),
      by: state.version === null ? null : state.provenance,
    }),
  );
  const learnt =
    state.version === null
      ? null
      : await ground.advising.predict(
          rows.map((row) => ({
            key: row.id,
            features: adviceFeatures(row.action, features),
            asOf: row.suggested_at,
          })),
        );
  return { rows, learnt };
}

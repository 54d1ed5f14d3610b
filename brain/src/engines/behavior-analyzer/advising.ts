import { dayMs } from '@smartstart/units';
import type { Answer, contract } from '@smartstart/contract';
import type { Call } from '../../kernel/call.ts';
import { callerOf } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { FeatureVector, Prediction } from '../../services/models/index.ts';
import type { CurrentFacts, Ground } from './deps.ts';
import type { Figures } from './figures.ts';
import * as store from './record/advice-store.ts';
import { suggestionsFor, type Suggestion } from './rules/advice.ts';

/** Suggestions to one person: made by rules, ordered by the rules or by what helped others, answered by the person. */

export type AdviceView = Answer<typeof contract.insights.answerAdvice>;

export const adviceModel = 'advice-acceptance';
/** What was dismissed is not suggested again for so long, though its rule still holds. */
const restDays = 30;
const shownAtOnce = 6;

/** What the rules suggest to somebody now. */
export async function suggestionsTo(
  ground: Ground,
  db: Db,
  userId: string,
  figures: Figures,
  facts: CurrentFacts,
): Promise<Suggestion[]> {
  const more = await ground.sources.adviceFor(db, userId);
  return suggestionsFor({
    ...more,
    compliance: facts.compliance,
    collaboration: figures.collaboration.score,
    ventures: facts.ventures,
    connections: facts.connections,
    xpProgress: figures.xpProgress.score,
  });
}

/** Brings what is kept into line with what the rules say now: new ones begin, those that do not hold any longer end. */
export async function settleAdvice(
  tx: Tx,
  userId: string,
  suggestions: readonly Suggestion[],
  {
    now,
    featuresFor,
    by,
  }: {
    now: Date;
    /** What a learnt order looks at, kept with the suggestion as it was then. */
    featuresFor: (action: string) => FeatureVector;
    by: Prediction['provenance'] | null;
  },
): Promise<store.AdviceRow[]> {
  const keyOf = ({ action, subject }: { action: string; subject: string }) => `${action} ${subject}`;
  const known = new Map((await store.open(tx, userId)).map((row) => [keyOf(row), row]));
  const wanted = new Map(suggestions.map((one) => [keyOf(one), one]));
  const rested = (row: store.AdviceRow) =>
    row.answer === 'DISMISSED' && now.getTime() - row.answered_at!.getTime() >= restDays * dayMs;
  const over = [...known].filter(([key, row]) => !wanted.has(key) || rested(row));
  await store.end(
    tx,
    over.map(([, { id }]) => id),
    now,
  );
  for (const [key] of over) known.delete(key);
  for (const [key, { title, reason, link }] of wanted) {
    const row = known.get(key);
    if (row && (row.title !== title || row.reason !== reason || row.link !== link))
      await store.reword(tx, row.id, { title, reason, link });
  }
  await store.insert(
    tx,
    [...wanted].flatMap(([key, one]) =>
      known.has(key)
        ? []
        : [
            {
              id: newId(),
              user_id: userId,
              ...one,
              model: by?.model ?? null,
              version: by?.version ?? null,
              features: JSON.stringify(featuresFor(one.action)),
              suggested_at: now,
            },
          ],
    ),
  );
  const order = [...wanted.keys()];
  const rank = (row: store.AdviceRow) => order.indexOf(keyOf(row));
  return (await store.open(tx, userId)).toSorted((a, b) => rank(a) - rank(b));
}

/** What is shown: not what was dismissed. Learnt order where a version serves, else that of the rules. */
export function shownAdvice(
  rows: readonly store.AdviceRow[],
  learnt: ReadonlyMap<string, Prediction> | null,
): AdviceView[] {
  const standing = rows.filter(({ answer }) => answer !== 'DISMISSED');
  const chance = (row: store.AdviceRow) => learnt?.get(row.id)?.probability ?? 0;
  const ordered = learnt ? standing.toSorted((a, b) => chance(b) - chance(a)) : standing;
  return ordered.slice(0, shownAtOnce).map((row) => adviceView(row, learnt?.get(row.id) ?? null));
}

export function adviceView(row: store.AdviceRow, learnt: Prediction | null): AdviceView {
  return {
    id: row.id,
    action: row.action as AdviceView['action'],
    title: row.title,
    reason: row.reason,
    link: row.link,
    mode: learnt ? 'LEARNT' : 'SCORECARD',
    provenance: learnt?.provenance ?? {
      model: null,
      version: null,
      trainedAt: null,
      source: `Rule: ${row.rule}. In the order of the rules; not learnt.`,
      foreign: false,
    },
    suggestedAt: row.suggested_at.toISOString(),
    answer: row.answer as AdviceView['answer'],
  };
}

/** The first answer stands: it is what later versions learn from. The same again changes nothing. */
export async function answerAdvice(
  ground: Ground,
  tx: Tx,
  call: Call,
  adviceId: string,
  answer: 'HELPFUL' | 'DISMISSED',
): Promise<AdviceView> {
  const row = found(await store.lock(tx, callerOf(call).userId, adviceId));
  if (row.answer === answer) return adviceView(row, null);
  if (row.answer !== null) throw new Fail('ILLEGAL_TRANSITION', 'You answered this suggestion already.');
  if (row.ended_at !== null)
    throw new Fail(
      'ILLEGAL_TRANSITION',
      'This suggestion is over. Load the page again to see those of today.',
    );
  const answered = await store.answer(tx, row.id, { answer, answered_at: ground.kernel.clock.now() });
  return adviceView(answered, null);
}

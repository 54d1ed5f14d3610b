import { callerOf, type Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Ground } from './deps.ts';
import * as advice from './record/advice-store.ts';
import * as choices from './record/choice-store.ts';
import * as contests from './record/contest-store.ts';
import * as facts from './record/fact-store.ts';
import * as signals from './record/signal-store.ts';
import * as standings from './record/standing-store.ts';

/** What is kept of a person: until when, at whose word it goes, and what they take along. */

/** Off: what was predicted goes at once, from here, from the lists of operators and from the record of statements. */
export async function setPredictions(ground: Ground, tx: Tx, call: Call, on: boolean) {
  const { userId } = callerOf(call);
  const before = await choices.choiceOf(tx, userId);
  if (before.on === on) return { on, changedAt: before.changedAt?.toISOString() ?? null };
  const now = ground.kernel.clock.now();
  await choices.choose(tx, userId, on, now);
  if (!on) {
    await standings.forgetPredictions(tx, userId);
    await ground.models.statements.forget(tx, userId);
  }
  await ground.security.audit(tx, {
    actorId: userId,
    action: 'insight.predictions-set',
    entity: 'insight',
    entityId: userId,
    before: { on: before.on },
    after: { on },
  });
  return { on, changedAt: now.toISOString() };
}

/** Without consent nobody is profiled: everything worked out goes. What the person themselves said stays theirs. */
async function forgetProfile(ground: Ground, tx: Tx, userId: string): Promise<void> {
  await standings.forget(tx, userId);
  await facts.forget(tx, userId);
  await advice.forget(tx, userId);
  await ground.models.statements.forget(tx, userId);
}

export function react(ground: Ground): void {
  const { outbox } = ground.kernel;
  outbox.subscribe('behavior.consent', ['consent.changed'], async (tx, { data }) => {
    if (data['kind'] !== 'BEHAVIOUR_ANALYTICS' || data['state'] === 'GRANTED') return;
    await forgetProfile(ground, tx, String(data['userId']));
  });
  outbox.subscribe('behavior.erase', ['account.erased'], async (tx, { data }) => {
    const userId = String(data['userId']);
    await forgetProfile(ground, tx, userId);
    await choices.forget(tx, userId);
    await contests.forget(tx, userId);
    await signals.forget(tx, userId);
  });
}

/** Everything this engine keeps of a person, as it lies there. */
export async function exportOf(db: Db, userId: string): Promise<unknown> {
  const standing = await standings.find(db, userId);
  return {
    predictions: await choices.choiceOf(db, userId),
    standing: standing ?? null,
    facts: (await facts.factsOf(db, [userId])).get(userId) ?? [],
    suggestions: await advice.allOf(db, userId),
    contested: await contests.ofPerson(db, userId),
    // Not to somebody whose account may be in other hands while it is looked into.
    signals: (await signals.ofPerson(db, userId))
      .filter(({ state }) => state !== 'OPEN')
      .map(({ kind, text, at, state }) => ({ kind, text, at, state })),
  };
}

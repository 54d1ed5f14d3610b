import { addDays } from '@smartstart/units';
import type { Tx } from '../../kernel/db.ts';
import type { Ground } from './ground.ts';
import { advance, view } from './journey.ts';
import { reminderDays } from './stages.ts';
import * as store from './store.ts';

/** Events after which a stage or a quest of the people they name may pass. */
const moving = [
  'account.created',
  'account.verified',
  'account.suspended',
  'account.reinstated',
  'account.deactivated',
  'account.reactivated',
  'account.closing',
  'profile.changed',
  'skill.added',
  'access.changed',
  'document.effective',
  'subscription.started',
  'security.credentials-changed',
  'venture.created',
  'member.joined',
  'connection.accepted',
  'team.joined',
  'company.created',
];

const remindersAtOnce = 200;

export function react(ground: Ground): void {
  const { outbox, jobs, database, clock } = ground.kernel;
  outbox.subscribe('journey', moving, async (tx, { data, actorId }) => {
    for (const userId of peopleIn(data, actorId)) await advance(ground, tx, userId);
  });
  outbox.subscribe('journey.erase', ['account.erased'], async (tx, { data }) => {
    if (typeof data['userId'] !== 'string') throw new Error('account.erased names nobody.');
    await store.erase(tx, data['userId']);
  });
  jobs.define({
    name: 'remind-journeys',
    cron: '20 * * * *',
    run: async () => {
      // The last first: a journey that is late for several reminders gets one now, not three.
      for (const [sent, days] of [...reminderDays.entries()].toReversed()) {
        const before = addDays(clock.now(), -days);
        for (let more = true; more;)
          more = await database.transact(async (tx) => {
            const due = await store.takeReminders(tx, { sent, before, limit: remindersAtOnce });
            for (const userId of due) await remind(ground, tx, userId, days);
            return due.length === remindersAtOnce;
          });
      }
    },
  });
}

/** Tells the next thing to do; who cannot go on now is left alone. */
async function remind(ground: Ground, tx: Tx, userId: string, days: number): Promise<void> {
  const { stages, current } = await view(ground, tx, userId);
  const stage = stages.find(({ number }) => number === current);
  if (!stage || stage.state === 'BLOCKED') return;
  await ground.kernel.outbox.publish(tx, {
    type: 'journey.reminder',
    actorId: null,
    at: ground.kernel.clock.now().toISOString(),
    topics: [`user:${userId}`],
    data: {
      userId,
      number: stage.number,
      title: stage.title,
      days,
      missing: stage.gates.flatMap(({ required, missing }) => (required ? missing : [])),
    },
  });
}

/** In one order, so that two reactions never wait for each other. */
function peopleIn(data: Readonly<Record<string, unknown>>, actorId: string | null): string[] {
  const named = [data['userId'], data['userIds']].flat().filter((id) => typeof id === 'string');
  // Some events of one's own account name nobody but the actor.
  return [...new Set(named.length > 0 || actorId === null ? named : [actorId])].toSorted();
}

import type { Tx } from '../../kernel/db.ts';
import { found } from '../../kernel/errors.ts';
import type { Ground } from './deps.ts';
import { follow } from './postings/life.ts';
import { prepare } from './postings/prepared.ts';
import * as applicationStore from './record/application-store.ts';
import { moveApplication } from './record/changes.ts';
import { forgetViewer } from './record/day-store.ts';
import { forget } from './record/invitation-store.ts';
import * as store from './record/store.ts';
import { undecided } from './rules/machines.ts';

/** What happens to opportunities when ventures and people change. */
export function react(ground: Ground): void {
  const { outbox } = ground.kernel;
  outbox.subscribe('opportunities.venture-activated', ['venture.activated'], (tx, { data }) =>
    prepare(ground, tx, String(data['ventureId'])),
  );
  outbox.subscribe('opportunities.venture-changed', ['venture.changed'], async (tx, { data }) => {
    const [ventureId, status] = [String(data['ventureId']), data['status']];
    if (status === 'CLOSED') await follow(ground, tx, { ventureId }, 'cancel', 'The venture was closed.');
    if (status === 'PAUSED' || status === 'SUSPENDED')
      await follow(ground, tx, { ventureId }, 'pause', 'The venture rests.');
  });
  outbox.subscribe(
    'opportunities.account-rests',
    ['account.deactivated', 'account.suspended', 'account.banned', 'account.closing'],
    (tx, { data }) =>
      follow(ground, tx, { creatorId: String(data['userId']) }, 'pause', 'The account of its creator rests.'),
  );
  outbox.subscribe('opportunities.erase', ['account.erased'], async (tx, { data }) => {
    if (typeof data['userId'] !== 'string') throw new Error('account.erased names nobody.');
    await erase(ground, tx, data['userId']);
  });
}

/** What the person posted ends and loses its words; what they applied for, too. Figures stay. */
async function erase(ground: Ground, tx: Tx, userId: string): Promise<void> {
  await follow(ground, tx, { creatorId: userId }, 'cancel', 'Its creator has left the platform.');
  for (const { id, opportunity_id } of await applicationStore.openOf(tx, userId)) {
    const row = found(await store.lock(tx, opportunity_id));
    const application = found(await applicationStore.lock(tx, id));
    if (undecided.some((state) => state === application.state))
      await moveApplication(ground, tx, row, application, 'withdraw', { actorId: null });
  }
  await store.blank(tx, userId);
  await applicationStore.blank(tx, userId);
  await forget(tx, userId);
  await forgetViewer(tx, userId);
}

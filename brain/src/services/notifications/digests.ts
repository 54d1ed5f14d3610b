import type { Kernel } from '../../kernel/kernel.ts';
import * as deliveries from './delivery-store.ts';
import { digestMail, listed } from './mails.ts';
import { choicesOf } from './preferences.ts';
import type { People } from './telling.ts';

const peopleARound = 100;

/** One mail with what would have been many: once a day for those who chose it, else when too many came in an hour. */
export function createDigests(
  { database, clock, mailer, config }: Pick<Kernel, 'database' | 'clock' | 'mailer' | 'config'>,
  people: Pick<People, 'byIds'>,
) {
  /** Queues the digests that are due. Answers with how many people it looked after. */
  async function round(): Promise<number> {
    const due = await deliveries.digestsDue(database.db, clock.now(), peopleARound);
    for (const userId of due) await sendTo(userId);
    return due.length;
  }

  /** Taking the items and queueing the mail is one transaction: it is sent once, whoever else tries. */
  async function sendTo(userId: string): Promise<void> {
    await database.transact(async (tx) => {
      await deliveries.takeTime(tx);
      const { items, total } = await deliveries.takeDigest(tx, userId, listed);
      const person = (await people.byIds(tx, [userId])).get(userId);
      if (!total || !person || person.status === 'ERASED') return;
      const chosen = (await choicesOf(tx, [userId]))(userId).settings.digestHour !== null;
      const mail = digestMail(items, total, { person, chosen }, config);
      const [mailId] = await mailer.queueAll(tx, [{ to: person.email, ...mail, bulk: true }]);
      await deliveries.attachMail(tx, userId, mailId!);
    });
  }

  return { round };
}

import type { MissingPaper } from '@smartstart/contract';
import { missingFor } from '../../engines/security/index.ts';
import type { Db } from '../../kernel/db.ts';
import type { Ground } from './ground.ts';
import type { Standing } from './stages.ts';
import * as store from './store.ts';

/** What all gates of the person's journey look at, as it is now. */
export async function standingOf(
  { security, people, paperName, kernel }: Ground,
  db: Db,
  userId: string,
): Promise<Standing> {
  const facts = await security.facts(db, userId);
  const named = (papers: readonly MissingPaper[]) =>
    papers.map(({ code }) => `Sign ${paperName(code)} (${code}).`);
  const gapsOf = (rung: 1 | 2) => {
    const { missingPapers, missingConditions } = missingFor(rung, facts, kernel.clock.now());
    return [...named(missingPapers), ...missingConditions];
  };
  const buz = await security.stand(db, userId, 'BUZ_USE');
  return {
    accountStatus: facts.find(({ kind }) => kind === 'ACCOUNT')?.value ?? '',
    emailVerified: facts.some(({ kind }) => kind === 'EMAIL_VERIFIED'),
    secondFactor: facts.some(({ kind }) => kind === 'SECOND_FACTOR' || kind === 'PASSKEY'),
    profileGaps: (await people.profileGaps(db, userId)).map((gap) => `Add: ${gap}.`),
    told: await people.profileExtras(db, userId),
    memberGaps: gapsOf(1),
    seatGaps: gapsOf(2),
    buzGaps: named(buz.missingPapers.filter(({ code }) => code === 'BTS' || code === 'BPP')),
    seen: await store.seenBy(db, userId),
  };
}

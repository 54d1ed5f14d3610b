import { addDays } from '@smartstart/units';
import type { Ground } from '../ground.ts';
import { ownerOf } from '../record/company-store.ts';
import { publish, record } from '../record/journal.ts';
import { ofTeam } from '../record/standing.ts';
import * as store from '../record/team-store.ts';
import { isBelow, percentOf, windowDays } from '../rules/rates.ts';
import { ratesNow } from './productivity.ts';

const batch = 50;

/** Section 18: a rate below 60 % over 30 days suggests a performance review; told once in 30 days. */
export function defineReviews(ground: Ground): void {
  ground.kernel.jobs.define({
    name: 'suggest-team-reviews',
    cron: '30 4 * * *',
    run: () => suggestReviews(ground),
  });
}

export async function suggestReviews(ground: Ground): Promise<void> {
  const { database, clock } = ground.kernel;
  const before = addDays(clock.now(), -windowDays);
  for (let after: string | null = null; ;) {
    const teams = await store.teamsToWatch(database.db, {
      activeSince: before,
      suggestedBefore: before,
      after,
      limit: batch,
    });
    for (const { id } of teams) await suggest(ground, id);
    if (teams.length < batch) return;
    after = teams.at(-1)!.id;
  }
}

function suggest(ground: Ground, teamId: string): Promise<void> {
  const { database, clock } = ground.kernel;
  return database.transact(async (tx) => {
    const team = await store.lockTeam(tx, teamId);
    if (team?.state !== 'ACTIVE') return;
    const { onTime, checkIns } = await ratesNow(ground, tx, team);
    if (!isBelow(onTime) && !isBelow(checkIns)) return;
    await store.markSuggested(tx, teamId, clock.now());
    await record(ground, tx, ofTeam(teamId), {
      entity: 'TEAM',
      entityId: teamId,
      event: 'review-suggested',
      subject: team.name,
      actorId: null,
    });
    const leadId = (await store.summariesOf(tx, [teamId], teamId)).get(teamId)?.leadId ?? null;
    const ownerId = team.company_id ? await ownerOf(tx, team.company_id) : null;
    await publish(ground, tx, 'team.review-suggested', null, {
      teamId,
      teamName: team.name,
      onTime: percentOf(onTime),
      checkIns: percentOf(checkIns),
      recipientIds: [...new Set([leadId, ownerId].filter((id) => id !== null))],
    });
  });
}

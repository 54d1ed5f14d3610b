import type { Tx } from '../../kernel/db.ts';
import type { Ground } from './deps.ts';
import { give, recount, takeBack } from './awards.ts';
import * as store from './endorsement-store.ts';
import { isMutual } from './rules/reputation.ts';
import { checkSkill } from './skills.ts';

export interface Given {
  readonly endorsementId: string;
  readonly fromUserId: string;
  readonly toUserId: string;
  readonly skill: string;
  readonly weight: number;
  readonly at: Date;
}

/** Both sides of an endorsement: XP for the one, standing and perhaps a verified skill for the other. */
export async function endorse(ground: Ground, tx: Tx, given: Given): Promise<void> {
  const { endorsementId, fromUserId, toUserId, skill, weight, at } = given;
  if (fromUserId === toUserId) return;
  const fresh = await store.insert(tx, {
    id: endorsementId,
    from_user_id: fromUserId,
    to_user_id: toUserId,
    skill: skill.trim().toLowerCase(),
    given_weight: weight,
    weight,
    at,
  });
  if (fresh) await weighAgain(tx, fromUserId, toUserId);
  const giver = () =>
    give(ground, tx, {
      userId: fromUserId,
      event: 'ENDORSEMENT_GIVEN',
      causeId: endorsementId,
      at,
      subject: skill,
      link: `/people/${toUserId}`,
      part: 'ENDORSEMENT',
      final: true,
    });
  await inOrder([fromUserId, giver], [toUserId, () => received(ground, tx, toUserId, skill)]);
  // The other direction may count less from now on.
  if (fresh) await recount(ground, tx, fromUserId, ['ENDORSEMENTS']);
}

export async function unendorse(ground: Ground, tx: Tx, endorsementId: string, at: Date): Promise<void> {
  const row = await store.withdraw(tx, endorsementId, at);
  if (!row) return;
  const { from_user_id: fromUserId, to_user_id: toUserId, skill } = row;
  await weighAgain(tx, fromUserId, toUserId);
  const giver = () =>
    takeBack(ground, tx, {
      event: 'ENDORSEMENT_GIVEN',
      causeId: endorsementId,
      userId: fromUserId,
      reason: 'The endorsement was withdrawn.',
      part: 'ENDORSEMENT',
    });
  await inOrder([fromUserId, giver], [toUserId, () => received(ground, tx, toUserId, skill)]);
  await recount(ground, tx, fromUserId, ['ENDORSEMENTS']);
}

async function received(ground: Ground, tx: Tx, userId: string, skill: string): Promise<void> {
  await checkSkill(ground, tx, userId, skill);
  await recount(ground, tx, userId, ['ENDORSEMENTS', 'SKILLS']);
}

/** Rows of people are locked in one order, whoever gave to whom. */
async function inOrder(...steps: (readonly [userId: string, step: () => Promise<unknown>])[]): Promise<void> {
  for (const [, step] of steps.toSorted(([one], [other]) => (one < other ? -1 : 1))) await step();
}

/** Endorsements that answer each other within the window weigh 1; those that no longer do weigh what they weighed. */
async function weighAgain(tx: Tx, one: string, other: string): Promise<void> {
  const rows = await store.between(tx, one, other);
  const all = rows.map((row) => ({ from: row.from_user_id, to: row.to_user_id, at: row.at }));
  for (const [index, row] of rows.entries()) {
    const weight = isMutual(all[index]!, all) ? 1 : row.given_weight;
    if (weight !== row.weight) await store.setWeight(tx, row.id, weight);
  }
}

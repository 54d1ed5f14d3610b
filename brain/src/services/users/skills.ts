import type { contract, Input } from '@smartstart/contract';
import type { Security } from '../../engines/security/index.ts';
import type { Call } from '../../kernel/call.ts';
import { violatedUnique, type Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import * as store from './store.ts';

const maxSkills = 50;

export async function addSkill(
  { clock, outbox }: Kernel,
  security: Security,
  tx: Tx,
  call: Call,
  userId: string,
  skill: Input<typeof contract.users.addSkill>['body'],
): Promise<store.SkillRow> {
  found(await store.lock(tx, userId));
  if ((await store.countSkills(tx, userId)) >= maxSkills)
    throw new Fail('RULE_VIOLATED', `At most ${maxSkills} skills can be named.`);
  const now = clock.now();
  const row = await store
    .insertSkill(tx, { user_id: userId, id: newId(), ...skill, created_at: now })
    .catch((error: unknown) => {
      if (violatedUnique(error) === 'user_skills_name')
        throw new Fail('ALREADY_EXISTS', 'You have named this skill already.');
      throw error;
    });
  await security.audit(tx, {
    actorId: userId,
    action: 'skill.added',
    entity: 'skill',
    entityId: row.id,
    call,
  });
  await outbox.publish(tx, {
    type: 'profile.changed',
    actorId: userId,
    at: now.toISOString(),
    topics: [`user:${userId}`],
    data: { userId, fields: ['skills'] },
  });
  await outbox.publish(tx, {
    type: 'skill.added',
    actorId: userId,
    at: now.toISOString(),
    topics: [],
    data: { userId, skillId: row.id, name: row.name },
  });
  return row;
}

export async function removeSkill(
  { clock, outbox }: Kernel,
  security: Security,
  tx: Tx,
  call: Call,
  userId: string,
  skillId: string,
): Promise<void> {
  found(await store.removeSkill(tx, userId, skillId));
  await security.audit(tx, {
    actorId: userId,
    action: 'skill.removed',
    entity: 'skill',
    entityId: skillId,
    call,
  });
  await outbox.publish(tx, {
    type: 'profile.changed',
    actorId: userId,
    at: clock.now().toISOString(),
    topics: [`user:${userId}`],
    data: { userId, fields: ['skills'] },
  });
}

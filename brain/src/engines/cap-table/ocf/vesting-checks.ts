import { circular } from './circles.ts';
import type { VestingCondition, VestingTerms } from './objects.ts';
import { problemAt, quoted, type Place, type Problem } from './problems.ts';

/** Whether the conditions of vesting terms name each other rightly, and come to an end. */
export function checkConditions(terms: VestingTerms, place: Place): Problem[] {
  const problems: Problem[] = [];
  const conditions = new Map<string, VestingCondition>();
  for (const [index, condition] of terms.vesting_conditions.entries()) {
    const at = { ...place, pointer: `/vesting_conditions/${index}/id` };
    if (conditions.has(condition.id))
      problems.push(problemAt('ID_TWICE', at, `names a second condition ${quoted(condition.id)}`));
    conditions.set(condition.id, condition);
  }
  const missing = (id: string, pointer: string): void => {
    if (conditions.has(id)) return;
    const what = `names the condition ${quoted(id)}, which these terms do not have`;
    problems.push(problemAt('NOT_FOUND', { ...place, pointer }, what));
  };
  for (const [index, { next_condition_ids, trigger }] of terms.vesting_conditions.entries()) {
    const pointer = `/vesting_conditions/${index}`;
    for (const [at, id] of next_condition_ids.entries()) missing(id, `${pointer}/next_condition_ids/${at}`);
    if (trigger.type === 'VESTING_SCHEDULE_RELATIVE')
      missing(trigger.relative_to_condition_id, `${pointer}/trigger/relative_to_condition_id`);
  }
  const followers = followersOf(conditions.values());
  const [first] = circular(conditions.keys(), (id) => followers.get(id) ?? []);
  if (first !== undefined) {
    const index = terms.vesting_conditions.findIndex(({ id }) => id === first);
    const at = { ...place, pointer: `/vesting_conditions/${index}` };
    problems.push(
      problemAt('CIRCULAR', at, `the condition ${quoted(first)} waits for itself, through others or at once`),
    );
  }
  return problems;
}

/** The conditions that wait for each: those named as next, and those that count from it. */
function followersOf(conditions: Iterable<VestingCondition>): Map<string, string[]> {
  const followers = new Map<string, string[]>();
  const follow = (id: string, follower: string): void => {
    const known = followers.get(id);
    if (known) known.push(follower);
    else followers.set(id, [follower]);
  };
  for (const { id, next_condition_ids, trigger } of conditions) {
    for (const next of next_condition_ids) follow(id, next);
    if (trigger.type === 'VESTING_SCHEDULE_RELATIVE') follow(trigger.relative_to_condition_id, id);
  }
  return followers;
}

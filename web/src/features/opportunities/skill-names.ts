import type { SkillLevel } from './types';

/** As they are sent: without rows that have no name. */
export function namedSkills(skills: readonly SkillLevel[]): SkillLevel[] {
  return skills.map(({ name, level }) => ({ name: name.trim(), level })).filter(({ name }) => name !== '');
}

import type { Chance } from './chance.ts';
import { cultures, type Culture, type CultureName } from './cultures.ts';
import { emailOf, firstDay, lastDay, type PersonPlan, type Standing } from './plan.ts';
import { headlineEndings, hopes, interests, professions } from './professions.ts';

/** Everybody who is not told of by name, from one seed. */

const standings = { UNVERIFIED: 3, GUEST: 8, BEGUN: 5, MEMBER: 84 };
/** Accounts that were never confirmed lapse after 30 days, so there are young ones only. */
const unverifiedDays = 25;
/** The first weeks belong to those who set the hub up. */
const openedDay = firstDay + 12;

export function planPeople(chance: Chance, count: number, taken: ReadonlySet<string>): PersonPlan[] {
  const keys = new Set(taken);
  const people: PersonPlan[] = [];
  while (people.length < count) {
    const person = planPerson(chance, keys);
    if (!person) continue;
    keys.add(person.key);
    people.push(person);
  }
  return people.sort((a, b) => a.joinedDay - b.joinedDay);
}

function planPerson(chance: Chance, taken: ReadonlySet<string>): PersonPlan | null {
  const cultureName = chance.weighted(shares);
  const culture: Culture = cultures[cultureName];
  const name = `${chance.pick(culture.given)} ${chance.pick(culture.family)}`;
  const key = keyOf(name);
  if (taken.has(key)) return null;
  const standing = chance.weighted(standings);
  // More people come in the later months than in the first.
  const joinedDay =
    standing === 'UNVERIFIED'
      ? -chance.within(1, unverifiedDays)
      : Math.min(-0.6, openedDay - openedDay * chance.within(0, 1) ** 0.7);
  return {
    ...characterOf(chance, name, culture),
    key,
    email: emailOf(key),
    name,
    culture: cultureName,
    locale: culture.locale,
    standing,
    joinedDay,
    signedDay: signingDay(chance, joinedDay, standing),
    trialDay: null,
    founds: false,
    invitations: 0,
  };
}

function signingDay(chance: Chance, joinedDay: number, standing: Standing): number {
  return standing === 'MEMBER' || standing === 'BEGUN'
    ? Math.min(lastDay, joinedDay + chance.pick([0.02, 0.02, 0.02, 1, 2, 5]))
    : joinedDay;
}

/** What a profile says. */
function characterOf(chance: Chance, name: string, culture: Culture) {
  const profession = chance.pick(professions);
  const { location, timeZone } = chance.pick(culture.places);
  const years = chance.between(1, 24);
  const skills = chance.some(profession.skills, chance.between(2, 5)).map((skill) => ({
    name: skill,
    level: Math.min(5, 1 + Math.round(years / 6) + chance.between(0, 1)),
    years: chance.between(1, years),
  }));
  const city = location.split(',')[0]!;
  const [given] = name.split(' ');
  return {
    location,
    timeZone,
    headline: `${profession.title}${chance.pick(headlineEndings)}`,
    biography: `I ${chance.pick(profession.work)}. That has been my work for ${years === 1 ? 'a year' : `${years} years`}, now from ${city}. ${chance.pick(hopes)}\n\n${given} is a fictional person of the demo community.`,
    years,
    hours: chance.percent(85) ? chance.pick([2, 4, 6, 8, 10, 15, 20, 40]) : null,
    website: chance.percent(30) ? `https://${keyOf(name).replace('.', '-')}.demo.example` : null,
    skills,
    interests: chance.some(interests, chance.between(2, 6)),
    visibility: chance.weighted({ MEMBERS: 58, PUBLIC: 32, PRIVATE: 10 }),
    showSkills: chance.percent(88),
    theme: chance.weighted({ AUTO: 75, DARK: 15, LIGHT: 10 }),
    analytics: chance.percent(35),
  } as const;
}

const shares = Object.fromEntries(
  Object.entries(cultures).map(([name, { share }]) => [name, share]),
) as Record<CultureName, number>;

/** Such as `elodie.tremblay`. */
export function keyOf(name: string): string {
  const plain = name.replaceAll('ı', 'i').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z]+/g, '.').replace(/^\.+|\.+$/g, '');
}

import type { NewEvent } from '../engines/analytics/index.ts';
import type { Chance } from './chance.ts';

/** How the fictional people use the platform: when they come, what they do, and how some fade away. */

export type Habit = 'STEADY' | 'WEEKENDS' | 'BUILDER' | 'BROWSER' | 'TRIER' | 'RETURNING';

interface Rhythm {
  /** Chance of a day with use, of a hundred. */
  readonly weekday: number;
  readonly weekend: number;
  /** Comes regularly, once in so many days, and hardly in between. */
  readonly every?: number;
  /** Chance of beginning to fade, of a hundred a month. */
  readonly fading: number;
  readonly uses: number;
  /** Chance of something written, of a hundred a day of use. */
  readonly writing: number;
  readonly features: readonly string[];
}

const everyday = ['dashboard.open', 'notifications.open', 'profile.edit'];
const work = ['board.move', 'checkin.post', 'files.upload', 'meeting.plan', 'risk.note', 'contract.read'];
const looking = ['opportunity.filter', 'venture.follow', 'people.search', 'match.read'];
const wallet = ['wallet.open', 'stake.quote', 'subscription.read'];

const rhythms: Readonly<Record<Habit, Rhythm>> = {
  STEADY: { weekday: 48, weekend: 18, fading: 24, uses: 3, writing: 22, features: [...everyday, ...work] },
  WEEKENDS: {
    weekday: 6,
    weekend: 55,
    fading: 26,
    uses: 3,
    writing: 14,
    features: [...everyday, ...looking],
  },
  BUILDER: {
    weekday: 74,
    weekend: 22,
    fading: 20,
    uses: 5,
    writing: 55,
    features: [...everyday, ...work, ...wallet, ...looking],
  },
  BROWSER: {
    weekday: 1,
    weekend: 1,
    every: 19,
    fading: 2,
    uses: 2,
    writing: 3,
    features: [...everyday, ...looking],
  },
  TRIER: { weekday: 40, weekend: 25, fading: 75, uses: 2, writing: 6, features: [...everyday, ...wallet] },
  RETURNING: { weekday: 30, weekend: 20, fading: 60, uses: 3, writing: 10, features: [...everyday, ...work] },
};

export const shares: Readonly<Record<Habit, number>> = {
  STEADY: 24,
  WEEKENDS: 14,
  BUILDER: 14,
  BROWSER: 28,
  TRIER: 10,
  RETURNING: 10,
};

const routes = ['/dashboard', '/opportunities', '/ventures', '/people', '/community', '/buz', '/documents'];
const searched = ['opportunities', 'people', 'documents'];
const written = ['message.posted', 'idea.posted', 'kudos.given'] as const;
/** Most use less and less; who only tried stops within days. */
const fadeDays = 16;
const stopDays = 3;
const monthDays = 30;
const dayMs = 86_400_000;

export interface Person {
  readonly userId: string;
  readonly habit: Habit;
  /** Days from the present, negative. */
  readonly joinedDay: number;
  /** Of the UTC day, the hour around which the person comes. */
  readonly hour: number;
}

/** How strong somebody’s use is on each day of their history: 1 as ever, 0 gone. */
export function strengths(chance: Chance, { habit, joinedDay }: Person): number[] {
  const { fading } = rhythms[habit];
  const list: number[] = [];
  let [level, falling, away] = [1, false, 0];
  for (let day = Math.ceil(joinedDay); day < 0; day++) {
    if (!falling && level === 1 && chance.percent(fading / monthDays)) falling = true;
    if (falling) level = Math.max(0, level - 1 / (habit === 'TRIER' ? stopDays : fadeDays));
    if (falling && level === 0) {
      away++;
      // Some come back after months, as if nothing had been.
      if (away > 35 && chance.percent(habit === 'RETURNING' ? 5 : 1.5))
        [level, falling, away] = [1, false, 0];
    }
    list.push(level);
  }
  return list;
}

/** Everything one person did, in the order of time, until just before the present. */
export function historyOf(chance: Chance, person: Person, present: Date): NewEvent[] {
  const { weekday, weekend, every } = rhythms[person.habit];
  // Drawn once a person, so that not all of them come on the same days.
  const turn = every ? Math.floor(person.hour * 97) % every : 0;
  const first = Math.ceil(person.joinedDay);
  return strengths(chance, person).flatMap((strength, at) => {
    const start = present.getTime() + (first + at) * dayMs;
    const midnight = Math.floor(start / dayMs) * dayMs;
    const day = new Date(midnight).getUTCDay();
    const regular = every !== undefined && (midnight / dayMs) % every === turn;
    const usual = regular ? 88 : day === 0 || day === 6 ? weekend : weekday;
    return chance.percent(usual * strength) ? visit(chance, person, midnight, present.getTime()) : [];
  });
}

function visit(chance: Chance, person: Person, midnight: number, until: number): NewEvent[] {
  const { uses, writing, features } = rhythms[person.habit];
  // Three throws make most come near their usual hour, and a few far from it.
  const spread = chance.within(-2.5, 2.5) + chance.within(-2.5, 2.5);
  let at = midnight + ((person.hour + spread + 24) % 24) * 3_600_000;
  const next = () => new Date((at += chance.between(4, 240) * 1000));
  const events: NewEvent[] = [];
  const add = (type: NewEvent['type'], properties: NewEvent['properties'] = {}) =>
    void events.push({ at: next(), userId: person.userId, type, properties });
  add('page.viewed', { route: '/dashboard' });
  for (let use = chance.between(1, uses * 2 - 1); use > 0; use--)
    add('feature.used', { feature: chance.pick(features) });
  if (chance.percent(60)) add('page.viewed', { route: chance.pick(routes) });
  if (chance.percent(18)) add('search.run', { area: chance.pick(searched), results: chance.between(0, 40) });
  if (chance.percent(25)) add('notification.read', {});
  if (chance.percent(writing)) add(chance.pick(written), {});
  return events.filter((event) => event.at.getTime() < until);
}

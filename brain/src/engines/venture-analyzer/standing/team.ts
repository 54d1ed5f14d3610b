import type { ventureAnalysisWire } from '@smartstart/contract';
import { scorecardOf } from './scorecards.ts';

/** How a team works, and whether its skills complement each other (domain rules, sections 7.10 and 13.2). Pure. */

type TeamStanding = (typeof ventureAnalysisWire.teamStanding)['_zod']['input'];

export interface Skill {
  readonly name: string;
  readonly level: number;
}

export interface TeamFacts {
  readonly members: number;
  readonly wanted: readonly Skill[];
  readonly held: readonly (Skill & { readonly userId: string })[];
  /** In percent; null without data. */
  readonly checkInRate: number | null;
  readonly onTimeRate: number | null;
}

const formula =
  'size (5–7 members: 30; 3–4 or 8–9: 20; else 10) + 25 × skill coverage + 25 × check-in rate + 20 × on-time rate;' +
  ' unknown parts are left out and the weights rescaled';
const sizePoints = 30;
const shownOverlaps = 12;

export function teamStandingOf(facts: TeamFacts): TeamStanding {
  const { members, wanted, held, checkInRate, onTimeRate } = facts;
  const holders = Map.groupBy(held, ({ name }) => name.trim().toLowerCase());
  const skills = wanted.map((skill) => coverOf(skill, holders.get(skill.name.trim().toLowerCase()) ?? []));
  const covered = skills.filter(({ state }) => state === 'COVERED' || state === 'SINGLE').length;
  const coverage = wanted.length ? covered / wanted.length : null;
  const size = sizeOf(members);
  const performance = scorecardOf(
    [
      {
        part: 'SIZE',
        label: 'Size of the team',
        weightPercent: sizePoints,
        value: (100 * size) / sizePoints,
        known: `${members} active ${members === 1 ? 'member' : 'members'}`,
      },
      {
        part: 'SKILLS',
        label: 'Skill coverage',
        weightPercent: 25,
        value: coverage === null ? null : 100 * coverage,
        known: wanted.length
          ? `${covered} of ${wanted.length} wanted skills`
          : 'The venture names no wanted skills.',
      },
      {
        part: 'CHECKINS',
        label: 'Check-ins',
        weightPercent: 25,
        value: checkInRate,
        known: checkInRate === null ? 'Nobody works in the venture yet.' : 'of the days of the last 14',
      },
      {
        part: 'ON_TIME',
        label: 'On time',
        weightPercent: 20,
        value: onTimeRate,
        known:
          onTimeRate === null
            ? 'Nothing was due in the last 30 days.'
            : 'of what was due in the last 30 days',
      },
    ],
    { formula, source: 'Stated weights of the platform’s rules, section 13.2: not learnt from outcomes.' },
  );
  const overlap = [...holders.values()]
    .map((list) => ({ name: list[0]!.name, holders: new Set(list.map(({ userId }) => userId)).size }))
    .filter((one) => one.holders > 1)
    .toSorted((a, b) => b.holders - a.holders || a.name.localeCompare(b.name))
    .slice(0, shownOverlaps);
  const sets = [...Map.groupBy(held, ({ userId }) => userId).values()].map(
    (list) => new Set(list.map(({ name }) => name.trim().toLowerCase())),
  );
  return {
    performance,
    members,
    membersWithSkills: sets.length,
    coverage: coverage === null ? null : hundredth(coverage),
    skills,
    overlap,
    similarity: similarityOf(sets),
    text: sentence(skills, members, sets.length),
  };
}

function sizeOf(members: number): number {
  if (members >= 5 && members <= 7) return sizePoints;
  return members === 3 || members === 4 || members === 8 || members === 9 ? 20 : 10;
}

function coverOf(wanted: Skill, held: TeamFacts['held']): TeamStanding['skills'][number] {
  const best = held.reduce<number | null>((top, { level }) => Math.max(top ?? 0, level), null);
  const able = new Set(held.filter(({ level }) => level >= wanted.level).map(({ userId }) => userId)).size;
  const state = able > 1 ? 'COVERED' : able === 1 ? 'SINGLE' : held.length ? 'BELOW' : 'MISSING';
  return { name: wanted.name, wantedLevel: wanted.level, bestLevel: best, holders: able, state };
}

/** Mean share of common skills over all pairs: near 0 the team complements itself, near 1 everybody does the same. */
function similarityOf(sets: readonly ReadonlySet<string>[]): number | null {
  if (sets.length < 2) return null;
  let [sum, pairs] = [0, 0];
  sets.forEach((one, at) => {
    for (const other of sets.slice(at + 1)) {
      const common = [...one].filter((name) => other.has(name)).length;
      sum += common / (one.size + other.size - common);
      pairs++;
    }
  });
  return hundredth(sum / pairs);
}

function sentence(skills: TeamStanding['skills'], members: number, shown: number): string {
  const named = (state: TeamStanding['skills'][number]['state']) =>
    skills.filter((skill) => skill.state === state).map(({ name }) => name);
  const [missing, below, single] = [named('MISSING'), named('BELOW'), named('SINGLE')];
  const parts = [
    missing.length ? `Missing: ${missing.join(', ')}.` : '',
    below.length ? `Below the wanted level: ${below.join(', ')}.` : '',
    single.length ? `Rests on one person: ${single.join(', ')}.` : '',
  ].filter(Boolean);
  if (!skills.length) return 'The venture names no wanted skills, so nobody can say what is missing.';
  const hidden = shown < members ? ` ${members - shown} of ${members} members show no skills.` : '';
  return `${parts.length ? parts.join(' ') : 'Every wanted skill is held by two people at least.'}${hidden}`;
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100;
}

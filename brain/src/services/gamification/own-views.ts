import type { gamificationWire } from '@smartstart/contract';
import { addMs } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { readCursor, requireId, toPage } from '../../kernel/paging.ts';
import type { Ground } from './deps.ts';
import { factsIn, figuresIn } from './facts.ts';
import * as ledger from './ledger-store.ts';
import * as people from './people-store.ts';
import * as portfolio from './portfolio-store.ts';
import type { BadgeDefinition } from './rules/badge-table.ts';
import { nextBadges, type Progress } from './rules/badges.ts';
import { standingOf } from './rules/levels.ts';
import { dayPlus, dayStart, localDay } from './rules/local-day.ts';
import { communityScore, communityWindowMs } from './rules/reputation.ts';
import { challengeParts } from './rules/streaks.ts';
import { capSentence } from './rules/xp-rules.ts';
import type { XpEvent } from './rules/xp-table.ts';
import * as rulesStore from './rules-store.ts';
import { reputationIn } from './standing.ts';
import { streakFor } from './streak.ts';
import * as streaks from './streak-store.ts';

/** What a person reads of their own standing, and others within the privacy flags. */

type EntryView = (typeof gamificationWire.xpEntry)['_zod']['input'];
type BadgeView = (typeof gamificationWire.badgeProgress)['_zod']['input'];

const nextShown = 3;
const calendarDays = 35;

export async function me(ground: Ground, db: Db, userId: string) {
  const row = await people.find(db, userId);
  const now = ground.kernel.clock.now();
  const held = (await people.badgesOf(db, userId)).map(({ code }) => code);
  const facts = factsIn(figuresIn(row?.facts), row?.xp ?? 0);
  const next = nextBadges(await rulesStore.offered(db), facts, held, nextShown);
  return {
    ...standingOf(row?.xp ?? 0),
    badges: held.length,
    reputation: row?.reputation ?? 0,
    communityScore: (await communityOf(db, userId, now)).total,
    streak: await streakFor(db, userId, now),
    optedOut: row?.opted_out ?? false,
    listable: (await ground.people.showingStanding(db, [userId])).has(userId),
    nextBadges: next.map(progressView),
  };
}

function progressView({ definition, percent, steps }: Progress & { definition: BadgeDefinition }): BadgeView {
  const { code, name, rarity } = definition;
  return { code, name, rarity, percent, steps: steps.map((step) => ({ ...step })) };
}

export async function badges(db: Db, userId: string) {
  const row = await people.find(db, userId);
  const held = await people.badgesOf(db, userId);
  const facts = factsIn(figuresIn(row?.facts), row?.xp ?? 0);
  const offered = await rulesStore.offered(db);
  const codes = held.map(({ code }) => code);
  const others = nextBadges(offered, facts, codes, offered.length);
  return { held: await heldViews(db, held), others: others.map(progressView) };
}

async function heldViews(db: Db, held: readonly { code: string; earned_at: Date }[]) {
  const known = new Map((await rulesStore.definitions(db)).map((row) => [row.code, row]));
  return held.flatMap(({ code, earned_at }) => {
    const row = known.get(code);
    if (!row) return [];
    const { name, rarity } = rulesStore.definitionOf(row);
    return { code, name, rarity, earnedAt: earned_at.toISOString() };
  });
}

/** Why did I get this: everything that counted, what a cap left at 0, what was undone, and corrections. */
export async function events(
  db: Db,
  userId: string,
  query: { event?: XpEvent | undefined; cursor?: string | undefined; limit: number },
) {
  const key = readCursor(query.cursor, 2);
  const after = key ? { at: momentOf(key[0]), id: requireId(key[1]) } : null;
  const rules = rulesStore.rulesOf(await rulesStore.current(db));
  const rows = await ledger.history(db, userId, { event: query.event, after, limit: query.limit });
  return toPage(
    rows,
    query.limit,
    ({ at, id }) => [at.toISOString(), id],
    (row): EntryView => {
      const state =
        row.event === null
          ? 'CORRECTED'
          : row.reversal !== null
            ? 'UNDONE'
            : row.xp > 0
              ? 'EARNED'
              : 'CAPPED';
      return {
        id: row.id,
        kind: row.event === null ? 'CORRECTION' : 'EVENT',
        event: row.event as XpEvent | null,
        state,
        xp: row.xp,
        before: state === 'UNDONE' ? row.posted : null,
        subject: row.subject,
        link: row.link,
        priority: row.priority as EntryView['priority'],
        reason:
          row.reversal ??
          row.reason ??
          (state === 'CAPPED' ? capSentence(row.event as XpEvent, rules) : null),
        at: row.at.toISOString(),
        changedAt: row.changed_at?.toISOString() ?? null,
      };
    },
  );
}

function momentOf(part: string | number | undefined): Date {
  const at = new Date(part ?? '');
  if (Number.isNaN(at.getTime()))
    throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
  return at;
}

const reputationParts = [
  ['ENDORSEMENTS', 'endorsementWeights', 5],
  ['KUDOS', 'kudosReceived', 3],
  ['CONTRIBUTIONS', 'contributionsApproved', 2],
  ['IDEAS', 'ideasPosted', 5],
  ['VERIFIED_SKILLS', 'verifiedSkills', 10],
] as const;

export async function reputation(ground: Ground, db: Db, userId: string) {
  const row = await people.find(db, userId);
  const figures = figuresIn(row?.facts);
  const xp = row?.xp ?? 0;
  return {
    total: reputationIn(figures, xp),
    parts: [
      { part: 'XP' as const, figure: xp, each: 0.01, points: Math.floor(xp / 100) },
      ...reputationParts.map(([part, figure, each]) => ({
        part,
        figure: figures[figure],
        each,
        points: each * figures[figure],
      })),
    ],
    community: await communityOf(db, userId, ground.kernel.clock.now()),
  };
}

const communityParts = [
  ['MESSAGES', 'MESSAGE', 'messages', 2],
  ['KUDOS_GIVEN', 'KUDOS_GIVEN', 'kudosGiven', 5],
  ['ENDORSEMENTS_GIVEN', 'ENDORSEMENT_GIVEN', 'endorsementsGiven', 8],
  ['IDEAS', 'IDEA_POSTED', 'ideas', 10],
  ['POLL_VOTES', 'POLL_VOTE', 'pollVotes', 3],
] as const;

async function communityOf(db: Db, userId: string, now: Date) {
  const wanted = communityParts.map(([, event]) => event);
  const counted = new Map(
    (await ledger.countStanding(db, userId, wanted, addMs(now, -communityWindowMs))).map((row) => [
      row.event,
      row.count,
    ]),
  );
  const figure = (event: XpEvent) => counted.get(event) ?? 0;
  return {
    total: communityScore({
      messages: figure('MESSAGE'),
      kudosGiven: figure('KUDOS_GIVEN'),
      endorsementsGiven: figure('ENDORSEMENT_GIVEN'),
      ideas: figure('IDEA_POSTED'),
      pollVotes: figure('POLL_VOTE'),
    }),
    days: 30,
    parts: communityParts.map(([part, event, , each]) => ({
      part,
      figure: figure(event),
      each,
      points: each * figure(event),
    })),
  };
}

export async function challenge(ground: Ground, db: Db, userId: string) {
  const now = ground.kernel.clock.now();
  const timeZone = (await ground.people.byIds(db, [userId])).get(userId)?.timeZone ?? 'UTC';
  const today = localDay(now, timeZone);
  const first = dayPlus(today, 1 - calendarDays);
  const done = Map.groupBy(await streaks.partsSince(db, userId, first), ({ day }) => day);
  const partsOn = (day: string) => {
    const parts = new Set((done.get(day) ?? []).map(({ part }) => part));
    return challengeParts.filter((part) => parts.has(part));
  };
  const finished = (day: string) => partsOn(day).length === challengeParts.length;
  return {
    day: today,
    timeZone,
    endsAt: dayStart(dayPlus(today, 1), timeZone).toISOString(),
    finished: finished(today),
    parts: challengeParts.map((part) => ({ part, done: partsOn(today).includes(part) })),
    streak: await streakFor(db, userId, now),
    calendar: Array.from({ length: calendarDays }, (_, index) => {
      const day = dayPlus(first, index);
      return { day, parts: [...partsOn(day)], finished: finished(day) };
    }),
  };
}

const hidden = {
  shown: false,
  level: null,
  multiplier: null,
  xp: null,
  reputation: null,
  badges: [],
  portfolio: null,
};

/** To somebody who may not see the profile the person is not there; a hidden standing is said to be hidden. */
export async function ofPerson(ground: Ground, db: Db, viewerId: string, userId: string) {
  const person = (await ground.people.byIds(db, [userId])).get(userId);
  if (!person || person.status !== 'ACTIVE') throw new Fail('NOT_FOUND');
  if (viewerId !== userId && !(await ground.mayView(db, userId))) throw new Fail('NOT_FOUND');
  if (viewerId !== userId && !(await ground.people.showingStanding(db, [userId])).has(userId)) return hidden;
  const row = await people.find(db, userId);
  const { level, multiplier, xp } = standingOf(row?.xp ?? 0);
  const items = await portfolio.itemsOf(db, userId);
  return {
    shown: true,
    level,
    multiplier,
    xp,
    reputation: row?.reputation ?? 0,
    badges: await heldViews(db, await people.badgesOf(db, userId)),
    portfolio: {
      projects: row?.projects ?? 0,
      contributions: row?.contributions ?? 0,
      kindsOfWork: row?.kinds_of_work ?? 0,
      items: items.map(({ id, title, description, url }) => ({ id, title, description, url })),
    },
  };
}

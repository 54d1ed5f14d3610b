import { dayMs, hourMs } from '@smartstart/units';
import type { Tx } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { Ground } from './deps.ts';
import { countedEvents, type Source } from './facts.ts';
import * as store from './ledger-store.ts';
import { localDay } from './rules/local-day.ts';
import { challengeParts, type ChallengePart } from './rules/streaks.ts';
import { award, reverse, type Occurrence, type Recorded } from './rules/xp-rules.ts';
import type { Priority, XpEvent } from './rules/xp-table.ts';
import { lockPerson, publish, settle, type GiveXp, type Locked } from './standing.ts';
import * as streaks from './streak-store.ts';

/** Something somebody did, or that came to them. */
export interface Happened {
  readonly userId: string;
  readonly event: XpEvent;
  /** With the event it earns once, however often it is told. */
  readonly causeId: string;
  readonly at: Date;
  readonly within?: string;
  readonly priority?: Priority;
  readonly kindOfWork?: string;
  readonly subject?: string;
  readonly link?: string;
  /** What it counts for in the challenge of the day. */
  readonly part?: ChallengePart;
  /** It came to the person without their doing: it does not show that they were here. */
  readonly passive?: true;
  /** What was taken back is gone for good: told again, it earns nothing. */
  readonly final?: true;
}

/**
 * Writes an award, in the transaction of the reaction that heard of it. The row of the person is locked first, so that of
 * two that arrive at once the second finds the first; the unique index holds it besides.
 */
export async function give(ground: Ground, tx: Tx, happened: Happened): Promise<boolean> {
  const locked = await lockPerson(ground, tx, happened.userId, happened.at);
  return locked !== null && giveLocked(ground, tx, locked, happened);
}

async function giveLocked(ground: Ground, tx: Tx, locked: Locked, happened: Happened): Promise<boolean> {
  const { event, at, part, causeId } = happened;
  if (happened.final && (await store.wasReversed(tx, locked.person.id, event, causeId))) return false;
  const fresh = await write(ground, tx, locked, happened);
  const acted = part ? await rememberAct(ground, tx, locked, part, causeId, at) : false;
  const active = happened.passive ? null : at;
  if (!fresh && !acted) return false;
  await settle(ground, tx, locked, touchedBy(event, acted), giveBadgeXp(ground), { activeAt: active });
  return fresh;
}

/** Something that counts for the challenge of the day and earns nothing by itself. */
export async function act(
  ground: Ground,
  tx: Tx,
  userId: string,
  part: ChallengePart,
  causeId: string,
  at: Date,
): Promise<void> {
  const locked = await lockPerson(ground, tx, userId, at);
  if (!locked || !(await rememberAct(ground, tx, locked, part, causeId, at))) return;
  await settle(ground, tx, locked, new Set(['STREAK']), giveBadgeXp(ground), { activeAt: at });
}

/** Counts figures again whose source has changed. */
export async function recount(
  ground: Ground,
  tx: Tx,
  userId: string,
  touched: readonly Source[],
  activeAt: Date | null = null,
): Promise<void> {
  const locked = await lockPerson(ground, tx, userId);
  if (locked) await settle(ground, tx, locked, new Set(touched), giveBadgeXp(ground), { activeAt });
}

/**
 * Takes back what a cause earned, exactly: for one person, or for everybody who stands to have earned by it. Whoever is
 * next under the cap moves up.
 */
export async function takeBack(
  ground: Ground,
  tx: Tx,
  undone: {
    readonly event: XpEvent;
    readonly causeId: string;
    readonly reason: string;
    readonly userId?: string;
    /** Those who keep it. */
    readonly except?: ReadonlySet<string>;
    readonly part?: ChallengePart;
  },
): Promise<void> {
  const { event, causeId, reason, except, part } = undone;
  const concerned = await store.standingBy(tx, event, causeId, undone.userId ?? null);
  for (const userId of concerned) {
    if (except?.has(userId)) continue;
    const locked = await lockPerson(ground, tx, userId);
    if (!locked) continue;
    const row = await store.findStanding(tx, userId, event, causeId);
    const unacted = part ? await streaks.deleteAct(tx, userId, part, causeId) : false;
    if (!row && !unacted) continue;
    if (row) await reverseOne(ground, tx, locked, row, reason);
    await settle(ground, tx, locked, touchedBy(event, unacted), giveBadgeXp(ground));
  }
}

async function reverseOne(
  ground: Ground,
  tx: Tx,
  locked: Locked,
  row: store.OccurrenceRow,
  reason: string,
): Promise<void> {
  const { rules, version, person } = locked;
  const occurrence = store.recordedOf(row);
  const history = await historyOf(tx, locked, occurrence, false);
  const { xp, movesUp } = reverse(row.id, reason, history, rules);
  const now = ground.kernel.clock.now();
  const common = { user_id: person.id, rules_version: version, at: now };
  await store.setReversed(tx, row.id, reason, now);
  if (xp !== 0)
    await store.insertPostings(tx, [
      { id: newId(), ...common, occurrence_id: row.id, kind: 'REVERSAL', xp, reason },
    ]);
  if (movesUp && movesUp.xp !== 0) {
    await store.setWorth(tx, movesUp.occurrenceId, movesUp.xp);
    await store.insertPostings(tx, [
      { id: newId(), ...common, occurrence_id: movesUp.occurrenceId, kind: 'MOVED_UP', xp: movesUp.xp },
    ]);
  }
  locked.xp += xp + (movesUp?.xp ?? 0);
}

/** @returns false when the cause stands in the ledger already */
async function write(ground: Ground, tx: Tx, locked: Locked, happened: Happened): Promise<boolean> {
  const { rules, version, person } = locked;
  const occurrence: Occurrence = {
    id: newId(),
    event: happened.event,
    causeId: happened.causeId,
    at: happened.at,
    timeZone: person.timeZone,
    ...(happened.priority ? { priority: happened.priority } : {}),
    ...(happened.within ? { within: happened.within } : {}),
  };
  const verdict = award(occurrence, await historyOf(tx, locked, occurrence, true), rules);
  if (!verdict.granted && verdict.reason === 'ALREADY_AWARDED') return false;
  const xp = verdict.granted ? verdict.xp : 0;
  await store.insertOccurrence(tx, {
    id: occurrence.id,
    user_id: person.id,
    event: occurrence.event,
    cause_id: occurrence.causeId,
    at: occurrence.at,
    time_zone: occurrence.timeZone,
    priority: happened.priority ?? null,
    within_id: happened.within ?? null,
    kind_of_work: happened.kindOfWork ?? null,
    subject: happened.subject ?? null,
    link: happened.link ?? null,
    xp,
  });
  if (xp !== 0)
    await store.insertPostings(tx, [
      {
        id: newId(),
        user_id: person.id,
        occurrence_id: occurrence.id,
        kind: 'AWARD',
        xp,
        rules_version: version,
        at: ground.kernel.clock.now(),
      },
    ]);
  locked.xp += xp;
  return true;
}

/** No zone is further from UTC than 14 hours: a day or month of any calendar lies within these. */
const spans = { DAY: 2 * dayMs + hourMs, MONTH: 33 * dayMs } as const;

async function historyOf(
  tx: Tx,
  { person, rules }: Locked,
  { event, at, causeId, within }: Occurrence,
  earnedOnly: boolean,
): Promise<Recorded[]> {
  const { cap } = rules.events[event];
  const span = cap && cap.per !== 'EVER' ? spans[cap.per] : null;
  // Without a cap only the cause itself matters.
  const [from, until] = cap
    ? span === null
      ? [null, null]
      : [new Date(at.getTime() - span), new Date(at.getTime() + span)]
    : [at, at];
  const rows = await store.related(
    tx,
    { userId: person.id, event, from, until, within: cap?.within ? (within ?? null) : null },
    { causeId, earnedOnly },
  );
  return rows.map(store.recordedOf);
}

async function rememberAct(
  ground: Ground,
  tx: Tx,
  { person }: Locked,
  part: ChallengePart,
  causeId: string,
  at: Date,
): Promise<boolean> {
  const { id: userId, timeZone } = person;
  const day = localDay(at, timeZone);
  const before = await streaks.partsOn(tx, userId, day);
  const fresh = await streaks.insertAct(tx, {
    user_id: userId,
    part,
    cause_id: causeId,
    at,
    time_zone: timeZone,
    day,
  });
  // What was done on a day that is over is counted, but no news.
  const today = day === localDay(ground.kernel.clock.now(), timeZone);
  if (fresh && today && !before.has(part) && before.size === challengeParts.length - 1)
    await publish(ground, tx, 'challenge.finished', userId, { day });
  return fresh;
}

function touchedBy(event: XpEvent, acted: boolean): ReadonlySet<Source> {
  const touched = new Set<Source>();
  if (countedEvents.includes(event)) touched.add('EVENTS');
  if (acted) touched.add('STREAK');
  return touched;
}

/** A badge earns once each: its code is the cause. */
export function giveBadgeXp(ground: Ground): GiveXp {
  return async (tx, locked, { code, name }) => {
    const at = ground.kernel.clock.now();
    await write(ground, tx, locked, {
      userId: locked.person.id,
      event: 'BADGE',
      causeId: code,
      at,
      subject: name,
      link: '/achievements',
    });
  };
}

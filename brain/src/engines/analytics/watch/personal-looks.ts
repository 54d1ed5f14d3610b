import { addDays, isoDay } from '@smartstart/units';
import type { PersonKey } from '../events/event.ts';
import type { LookDeps } from './looking.ts';
import {
  engagementDropped,
  mostSpent,
  movementDays,
  muchMoved,
  signInsDropped,
  usualWeeks,
  type Compared,
} from './personal-rules.ts';
import type { Finding, RuleName } from './rules.ts';

/** Where the figures of the rules about single people come from. Only of people who agreed to be looked at, but for BUZ. */

type Range = { readonly from: Date; readonly to: Date };
const micro = 1_000_000;

export async function signInsDrop(deps: LookDeps, now: Date): Promise<Finding[]> {
  const { warehouse, events } = deps;
  const today = `date '${isoDay(events.calendar.dayOf(now))}'`;
  const looked = 7 * (usualWeeks.looked + 1);
  const rows = await warehouse.rows(
    `with days as (
      select person, day, ${today} - day as back, greatest(1, coalesce(logins, 0)) as sign_ins
      from person_days left join (
        select person, day, count(*) as logins from events
        where type = 'login.succeeded' and day > ${today} - ${looked} and day <= ${today} group by person, day
      ) using (person, day)
      where day > ${today} - ${looked} and day <= ${today} and person in (select person from people where consented)
    )
    select person, coalesce(sum(sign_ins) filter (where back < 7), 0) as recent,
      coalesce(sum(sign_ins) filter (where back >= 7), 0) as before,
      count(distinct back // 7) filter (where back >= 7) as weeks
    from days group by person`,
    [],
  );
  const found = rows.flatMap((row): [PersonKey, Compared][] => {
    const [thisWeek, before, weeks] = [Number(row['recent']), Number(row['before']), Number(row['weeks'])];
    const compared = signInsDropped({ thisWeek, before, weeks });
    return compared ? [[Number(row['person']), compared]] : [];
  });
  return ofPeople(deps, 'SIGN_INS_DROP', found);
}

export async function engagementDrop(deps: LookDeps, now: Date): Promise<Finding[]> {
  const middle = addDays(now, -30);
  const before = await scores(deps, { from: addDays(middle, -30), to: middle });
  const after = await scores(deps, { from: middle, to: now });
  const found = [...before].flatMap(([person, then]): [PersonKey, Compared][] => {
    const compared = engagementDropped(after.get(person) ?? 0, then);
    return compared ? [[person, compared]] : [];
  });
  return ofPeople(deps, 'ENGAGEMENT_DROP', found);
}

export async function buzSpent({ db, sources: { ledger } }: LookDeps, now: Date): Promise<Finding[]> {
  const after = await ledger.seqBefore(db, addDays(now, -30));
  const flows = await ledger.spentAndReceived(db, after, await ledger.seqBefore(db, now));
  return flows.flatMap(({ userId, received, spent }) =>
    inBuz('BUZ_SPENT', userId, mostSpent({ received, spent })),
  );
}

export async function buzMoved({ db, sources: { ledger } }: LookDeps, now: Date): Promise<Finding[]> {
  const dayAgo = addDays(now, -1);
  const border = await ledger.seqBefore(db, dayAgo);
  const flows = await ledger.spentAndReceived(db, border, await ledger.seqBefore(db, now));
  if (!flows.length) return [];
  const first = await ledger.seqBefore(db, addDays(dayAgo, -movementDays));
  const before = new Map(
    (await ledger.spentAndReceived(db, first, border)).map((flow) => [flow.userId, moved(flow)]),
  );
  return flows.flatMap((flow) =>
    inBuz('BUZ_MOVED', flow.userId, muchMoved(moved(flow), before.get(flow.userId) ?? 0)),
  );
}

const moved = ({ received, spent }: { received: number; spent: number }) => received + spent;

function inBuz(rule: RuleName, userId: string, found: Compared | null): Finding[] {
  return found
    ? [{ rule, subjectId: userId, seen: found.seen / micro, compared: found.compared / micro }]
    : [];
}

async function ofPeople(
  { events, db }: LookDeps,
  rule: RuleName,
  found: readonly (readonly [PersonKey, Compared])[],
): Promise<Finding[]> {
  const who = await events.usersOf(
    db,
    found.map(([person]) => person),
  );
  return found.flatMap(([person, compared]) => {
    const account = who.get(person);
    return account ? [{ rule, subjectId: account.userId, ...compared }] : [];
  });
}

/** Engagement of everybody who did something in the range. */
async function scores({ queries, sources }: LookDeps, range: Range): Promise<Map<PersonKey, number>> {
  const days = Map.groupBy(await queries.personDays({ range, consentedOnly: true }), ({ person }) => person);
  return new Map(
    [...days].map(([person, own]) => [
      person,
      sources.engagementOf({
        activeDays: own.length,
        featureUses: own.reduce((sum, { uses }) => sum + uses, 0),
        contentItems: own.reduce((sum, { content }) => sum + content, 0),
      }),
    ]),
  );
}

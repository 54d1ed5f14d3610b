import { circular } from './circles.ts';
import { entriesOf, Register, type Entry } from './register.ts';
import { familyOf, linksOf, type Link } from './links.ts';
import type { OcfObject } from './objects.ts';
import { placeInWords, problemAt, quoted, type Problem } from './problems.ts';
import type { PlacedObject } from './reading.ts';
import { checkConditions } from './vesting-checks.ts';

/**
 * Whether the objects of a package hold together: every id they name is there, of the right kind, and nothing is claimed
 * twice. Two ways to take a package in: refuse it where `checkReferences` or the reading found anything (strict), or
 * count with what `sortOut` leaves and keep the rest beside it.
 */

export interface CountedObject extends PlacedObject {
  readonly object: OcfObject;
}

export interface AsideObject {
  readonly object: PlacedObject;
  /** Why it cannot be counted: its own problems, or what it rests on. Never empty. */
  readonly problems: readonly Problem[];
}

export interface SortedOut {
  /** In their order. What they need is among them. */
  readonly counted: readonly CountedObject[];
  readonly aside: readonly AsideObject[];
  /** Problems of objects that are counted all the same, such as a legend that is not there. */
  readonly remarks: readonly Problem[];
}

/** @returns what objects say wrongly about each other, of objects that are sound in themselves */
export function checkReferences(objects: readonly PlacedObject[], issuer: PlacedObject | null): Problem[] {
  const check = new Check(objects, issuer);
  return check.entries.flatMap(({ problems, remarks }) => [...problems, ...remarks]);
}

/**
 * Parts what can be counted from what cannot. With an object goes all that rests on it: what names it, what came out of
 * it, and for a security that came out of a transaction, the transaction and whatever else came out of that.
 */
export function sortOut(objects: readonly PlacedObject[], issuer: PlacedObject | null): SortedOut {
  const check = new Check(objects, issuer);
  check.spread();
  const counted: CountedObject[] = [];
  const aside: AsideObject[] = [];
  const remarks: Problem[] = [];
  for (const { placed, lost, because, problems, remarks: own } of check.entries)
    if (lost) aside.push({ object: placed, problems: [...placed.problems, ...problems, ...because] });
    else {
      counted.push(placed as CountedObject);
      remarks.push(...own);
    }
  return { counted, aside, remarks };
}

class Check {
  readonly entries: readonly Entry[];
  readonly #register: Register;
  /** Which transaction each security came out of. */
  readonly #origins = new Map<Entry, Entry>();
  /** The triggers of the conditions of vesting terms, by the conditions' ids. */
  readonly #conditions = new Map<Entry, ReadonlyMap<string, string>>();

  constructor(objects: readonly PlacedObject[], issuer: PlacedObject | null) {
    this.entries = entriesOf(objects);
    this.#register = new Register(this.entries, issuer);
    for (const entry of this.entries) {
      const { object, place } = entry.placed;
      if (!object) continue;
      if (object.object_type === 'VESTING_TERMS') entry.problems.push(...checkConditions(object, place));
      for (const link of linksOf(object)) this.#follow(entry, link);
      this.#checkCondition(entry, object);
      this.#checkTrigger(entry, object);
    }
    this.#checkCircles();
    for (const entry of this.entries) entry.lost = !entry.placed.object || entry.problems.length > 0;
  }

  /** Sets aside what rests on something set aside, until nothing more does. */
  spread(): void {
    const resting = new Map<Entry, Entry[]>();
    const rests = (entry: Entry, on: Entry): void => {
      const known = resting.get(on);
      if (known) known.push(entry);
      else resting.set(on, [entry]);
    };
    for (const entry of this.entries) for (const need of entry.needs) rests(entry, need);
    for (const [issuance, origin] of this.#origins) rests(issuance, origin);
    this.#addLostOrigins(rests);
    const lost = this.entries.filter((entry) => entry.lost);
    for (let entry = lost.pop(); entry !== undefined; entry = lost.pop())
      for (const other of resting.get(entry) ?? []) {
        if (other.lost) continue;
        other.lost = true;
        const what = `rests on ${placeInWords(entry.placed.place)}, which cannot be counted`;
        other.because.push(problemAt('RESTS_ON_ASIDE', other.placed.place, what));
        lost.push(other);
      }
  }

  /** What came out of a transaction that is no object of the format is read from its JSON. */
  #addLostOrigins(rests: (entry: Entry, on: Entry) => void): void {
    for (const entry of this.entries)
      for (const id of entry.namedResults) {
        const issuance = this.#register.find('SECURITY', id);
        if (issuance) rests(issuance, entry);
      }
  }

  #follow(entry: Entry, link: Link): void {
    const found = this.#register.find(link.kind, link.id);
    const problems = link.loose ? entry.remarks : entry.problems;
    const report = (code: Problem['code'], what: string): void => {
      problems.push(problemAt(code, { ...entry.placed.place, pointer: link.pointer }, what));
    };
    if (!found) {
      if (link.kind !== 'ISSUER' || !this.#register.isIssuer(link.id))
        report('NOT_FOUND', `names the ${words[link.kind]} ${quoted(link.id)}, which is not there`);
      return;
    }
    const { object } = found.placed;
    if (object && link.types && !link.types.has(object.object_type))
      report('WRONG_KIND', `names ${quoted(link.id)}, which is a ${object.object_type}`);
    else if (object && link.family && familyOf(object.object_type) !== link.family)
      report('WRONG_KIND', `names the security ${quoted(link.id)}, which a ${object.object_type} brought`);
    else if (link.issuedOn) this.#result(entry, found, link, report);
    if (!link.loose) entry.needs.push(found);
  }

  /** A security that comes out of the transaction: it was issued on that day, and out of nothing else. */
  #result(
    entry: Entry,
    issuance: Entry,
    link: Link,
    report: (code: Problem['code'], what: string) => void,
  ): void {
    const { object } = issuance.placed;
    if (object && 'date' in object && !link.issuedOn?.includes(object.date))
      report(
        'WRONG_DATE',
        `brings the security ${quoted(link.id)}, which was issued on another day (${object.date})`,
      );
    const origin = this.#origins.get(issuance);
    if (!origin) {
      this.#origins.set(issuance, entry);
      return;
    }
    const there =
      origin === entry
        ? 'this transaction names already'
        : `also ${placeInWords(origin.placed.place)} brings`;
    report('RESULTS_TWICE', `brings the security ${quoted(link.id)}, which ${there}`);
    if (origin === entry || origin.problems.some(({ code }) => code === 'RESULTS_TWICE')) return;
    // Which of the two is meant cannot be told.
    const other = `brings the security ${quoted(link.id)}, which also ${placeInWords(entry.placed.place)} brings`;
    origin.problems.push(problemAt('RESULTS_TWICE', origin.placed.place, other));
  }

  /** A start or an event of vesting names a condition of the terms of its security. */
  #checkCondition(entry: Entry, object: OcfObject): void {
    if (object.object_type !== 'TX_VESTING_START' && object.object_type !== 'TX_VESTING_EVENT') return;
    const issuance = this.#register.find('SECURITY', object.security_id)?.placed.object;
    if (!issuance) return;
    const id = quoted(object.vesting_condition_id);
    const at = { ...entry.placed.place, pointer: '/vesting_condition_id' };
    const terms =
      'vesting_terms_id' in issuance
        ? this.#register.find('VESTING_TERMS', issuance.vesting_terms_id ?? null)
        : null;
    if (!terms) {
      const what = `names the condition ${id}, and the security has no vesting terms`;
      entry.problems.push(problemAt('NOT_FOUND', at, what));
      return;
    }
    entry.needs.push(terms);
    if (!terms.placed.object) return;
    const trigger = this.#conditionsOf(terms).get(object.vesting_condition_id);
    const needed = object.object_type === 'TX_VESTING_START' ? 'VESTING_START_DATE' : 'VESTING_EVENT';
    if (trigger === undefined) {
      const what = `names the condition ${id}, which the vesting terms of the security do not have`;
      entry.problems.push(problemAt('NOT_FOUND', at, what));
    } else if (trigger !== needed)
      entry.problems.push(
        problemAt('WRONG_KIND', at, `names the condition ${id}, whose trigger is ${trigger}`),
      );
  }

  /** A conversion or an exercise names a trigger of its security; it can be counted without. */
  #checkTrigger({ placed, remarks }: Entry, object: OcfObject): void {
    if (object.object_type !== 'TX_CONVERTIBLE_CONVERSION' && object.object_type !== 'TX_WARRANT_EXERCISE')
      return;
    const issuance = this.#register.find('SECURITY', object.security_id)?.placed.object;
    if (!issuance) return;
    const triggers = [
      ...('conversion_triggers' in issuance ? issuance.conversion_triggers : []),
      ...('exercise_triggers' in issuance ? issuance.exercise_triggers : []),
    ];
    if (triggers.some(({ trigger_id }) => trigger_id === object.trigger_id)) return;
    const what = `names the trigger ${quoted(object.trigger_id)}, which the security does not have`;
    remarks.push(problemAt('NOT_FOUND', { ...placed.place, pointer: '/trigger_id' }, what));
  }

  #conditionsOf(terms: Entry): ReadonlyMap<string, string> {
    const known = this.#conditions.get(terms);
    if (known) return known;
    const { object } = terms.placed;
    const list = object?.object_type === 'VESTING_TERMS' ? object.vesting_conditions : [];
    const conditions = new Map(list.map(({ id, trigger }) => [id, trigger.type]));
    this.#conditions.set(terms, conditions);
    return conditions;
  }

  /** No security comes, through however many transactions, out of itself. */
  #checkCircles(): void {
    const sources = new Map<Entry, Entry[]>();
    for (const [issuance, origin] of this.#origins) {
      const known = sources.get(origin);
      if (known) known.push(issuance);
      else sources.set(origin, [issuance]);
    }
    const acts = new Map<Entry, Entry[]>();
    for (const act of sources.keys())
      for (const need of act.needs) {
        if (!need.isIssuance || this.#origins.get(need) === act) continue;
        const known = acts.get(need);
        if (known) known.push(act);
        else acts.set(need, [act]);
      }
    const own = [...sources.keys()].filter((act) =>
      act.sourceIds.some((id) => act.namedResults.includes(id)),
    );
    const round = circular(sources.keys(), (act) =>
      (sources.get(act) ?? []).flatMap((result) => acts.get(result) ?? []),
    );
    for (const act of new Set([...own, ...round]))
      act.problems.push(
        problemAt(
          'CIRCULAR',
          act.placed.place,
          'is part of a circle of securities that come out of each other, or comes after one',
        ),
      );
  }
}

const words: Readonly<Record<Link['kind'], string>> = {
  ISSUER: 'issuer',
  STAKEHOLDER: 'stakeholder',
  STOCK_CLASS: 'stock class',
  STOCK_PLAN: 'stock plan',
  STOCK_LEGEND_TEMPLATE: 'legend',
  VALUATION: 'valuation',
  VESTING_TERMS: 'vesting terms',
  FINANCING: 'financing',
  DOCUMENT: 'document',
  TRANSACTION: 'transaction',
  SECURITY: 'security',
};

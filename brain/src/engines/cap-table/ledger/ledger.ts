import { dayOf, parseDecimal, type Day, type Decimal } from '@smartstart/units';
import type {
  Financing,
  Issuer,
  OcfObject,
  OcfTransaction,
  Stakeholder,
  StockClass,
  StockPlan,
  VestingTerms,
} from '../ocf/objects.ts';
import type { Schedule } from '../vesting/schedule.ts';
import {
  alreadyEnded,
  checkEffect,
  checkSecurity,
  missingFor,
  problem,
  unknown,
  type Problem,
} from './checks.ts';
import { effectOf } from './effects.ts';
import type { PoolReturn } from './movements.ts';
import { classOfPlan, endingsOf, isIssuance, securityOf, type Ending, type Security } from './securities.ts';
import { inOrder } from './order.ts';
import { Schedules, withFact, type VestingFact } from './schedules.ts';
import { Slots } from './slots.ts';
import { ratioOf, type StatedRatio } from './ratios.ts';
import { splitOf, type Split } from './splits.ts';
import { authorisedBy, beginning, Totals, type TotalChange } from './totals.ts';

/**
 * A cap table as the replay of its log of Open Cap Format objects. It only grows: what was wrong is put right by further
 * entries. Any day can be asked for, before and after every entry (`holdings.ts`), and entries may be dated back as
 * long as no day since then becomes impossible.
 *
 * Entries of one append belong together: a transfer and the issuances that come out of it hold or fail as one.
 */
export class Ledger {
  readonly stakeholders = new Map<string, Stakeholder>();
  readonly classes = new Map<string, StockClass>();
  readonly plans = new Map<string, StockPlan>();
  readonly terms = new Map<string, VestingTerms>();
  readonly financings = new Map<string, Financing>();
  readonly securities = new Map<string, Security>();
  readonly splits = new Map<string, readonly Split[]>();
  /** Conversion ratios stated anew, by class. */
  readonly ratios = new Map<string, readonly StatedRatio[]>();
  /** Given back to the plan, by security. */
  readonly returns = new Map<string, readonly PoolReturn[]>();
  issuer: Issuer | null = null;

  /** The lines a table may have. */
  readonly slots = new Slots();

  readonly #ids = new Set<string>();
  readonly #totals = new Totals(this);
  readonly #schedules = new Schedules(this);
  #undo: (() => void)[] = [];
  /** What each security that changes added to the totals before. */
  #touched = new Map<string, readonly TotalChange[]>();

  /** Replays a log that was checked when it was written. */
  static of(log: Iterable<OcfObject>): Ledger {
    const ledger = new Ledger();
    const objects = inOrder([...log]);
    for (const object of objects) ledger.#introduce(object);
    for (const object of objects) ledger.#carryOut(object);
    ledger.#settle();
    return ledger;
  }

  /**
   * Replays what others wrote, as far as it can be: entries that name something unknown are left out.
   * @returns the problems of entries left out and of entries that are impossible or beyond a limit, which are in
   */
  static lenient(log: Iterable<OcfObject>): { ledger: Ledger; problems: Problem[] } {
    const ledger = new Ledger();
    const objects = inOrder([...log]);
    const problems = [
      ...objects.flatMap((object) => ledger.#introduce(object)),
      ...objects.flatMap((object) => ledger.#carryOut(object)),
      ...ledger.#checkTouched(),
      ...ledger.#checkTotals(objects),
    ];
    ledger.#settle();
    return { ledger, problems };
  }

  /**
   * Adds entries that belong together, or none of them: with problems the ledger is as before.
   * @returns what stands against them, each with the entry it is about
   */
  append(objects: readonly OcfObject[]): Problem[] {
    const problems = this.#add(objects);
    if (problems.length) this.#takeBack();
    this.#settle();
    return problems;
  }

  /**
   * Adds entries, looks, and takes them back: what would be if they were written.
   * @param look called only when nothing stands against the entries
   */
  trial<T>(objects: readonly OcfObject[], look: () => T): { problems: Problem[]; seen: T | null } {
    const problems = this.#add(objects);
    try {
      return { problems, seen: problems.length ? null : look() };
    } finally {
      this.#takeBack();
      this.#settle();
    }
  }

  #add(objects: readonly OcfObject[]): Problem[] {
    const ordered = inOrder(objects);
    const problems = [
      ...ordered.flatMap((object) => this.#introduce(object)),
      ...ordered.flatMap((object) => this.#carryOut(object)),
    ];
    if (!problems.length) problems.push(...this.#checkTouched());
    if (!problems.length) problems.push(...this.#checkTotals(objects));
    return problems;
  }

  #takeBack(): void {
    for (const undo of this.#undo.toReversed()) undo();
  }

  splitsOf(classId: string | null): readonly Split[] {
    return (classId === null ? undefined : this.splits.get(classId)) ?? [];
  }

  /** When the security vests; null when it has vested from the start. */
  scheduleOf(security: Security): Schedule | null {
    return this.#schedules.of(security);
  }

  /** Shares the class may issue on the day; null without a limit. */
  authorisedAt(classId: string, day: Day): Decimal | null {
    return this.#totals.limitAt('CLASS', classId, day);
  }

  /** Shares of the class that are held by anybody on the day. */
  issuedAt(classId: string, day: Day): Decimal {
    return this.#totals.takenAt('CLASS', classId, day);
  }

  /** The days after the given one on which the limit of a class or a plan is stated anew. */
  limitDaysAfter(of: 'CLASS' | 'PLAN', id: string, day: Day): Day[] {
    return this.#totals.limitDaysAfter(of, id, day);
  }

  reservedAt(planId: string, day: Day): Decimal {
    return this.#totals.limitAt('PLAN', planId, day) ?? 0n;
  }

  /** Shares of the plan that nobody has been granted. */
  availableAt(planId: string, day: Day): Decimal {
    return this.reservedAt(planId, day) - this.#totals.takenAt('PLAN', planId, day);
  }

  /** The first half of an entry: what it makes. */
  #introduce(object: OcfObject): Problem[] {
    if (isIssuance(object)) {
      if (this.securities.has(object.security_id))
        return [
          problem(object.id, 'ALREADY_ISSUED', `The security ${object.security_id} was issued before.`),
        ];
      const security = securityOf(
        object,
        (planId) => classOfPlan(this.plans.get(planId)),
        (line) => this.slots.of(line),
      );
      const missing = missingFor(this, security);
      if (missing) return [problem(object.id, 'NOT_KNOWN', missing)];
      this.#touched.set(security.id, []);
      this.securities.set(security.id, security);
      this.#undo.push(() => this.securities.delete(security.id));
    }
    if ('date' in object && this.#ids.has(object.id))
      return [problem(object.id, 'ALREADY_RECORDED', `There is an entry ${object.id} already.`)];
    if (object.object_type === 'VESTING_TERMS' && this.terms.has(object.id))
      return [
        problem(
          object.id,
          'ALREADY_RECORDED',
          'Vesting terms are never changed. Add new ones and reschedule the grants.',
        ),
      ];
    if (!this.#ids.has(object.id)) {
      this.#ids.add(object.id);
      this.#undo.push(() => this.#ids.delete(object.id));
    }
    this.#register(object);
    return [];
  }

  /** Objects without a date: who and what the entries are about. A later one with the same id is its new version. */
  #register(object: OcfObject): void {
    switch (object.object_type) {
      case 'ISSUER':
        return this.#set(this as { issuer: Issuer | null }, 'issuer', object);
      case 'STAKEHOLDER':
        return this.#put(this.stakeholders, object);
      case 'STOCK_CLASS':
        if (!this.classes.has(object.id)) this.#limit('CLASS', object.id, beginning, authorisedBy(object));
        return this.#put(this.classes, object);
      case 'STOCK_PLAN':
        if (!this.plans.has(object.id))
          this.#limit('PLAN', object.id, beginning, parseDecimal(object.initial_shares_reserved));
        return this.#put(this.plans, object);
      case 'VESTING_TERMS':
        this.#schedules.clear();
        this.#undo.push(() => this.#schedules.clear());
        return this.#put(this.terms, object);
      case 'FINANCING':
        return this.#put(this.financings, object);
      default:
    }
  }

  /** The second half: what it does to what was made before or with it. */
  #carryOut(object: OcfObject): Problem[] {
    if (!('date' in object) || isIssuance(object) || object.object_type === 'FINANCING') return [];
    const effect = effectOf(object);
    if (effect) return this.#end({ tx: object, effect });
    const day = dayOf(object.date);
    switch (object.object_type) {
      case 'TX_VESTING_START':
      case 'TX_VESTING_EVENT':
      case 'TX_VESTING_ACCELERATION':
        return this.#vest(object, day);
      case 'TX_STOCK_CLASS_SPLIT':
        return this.#split(object);
      case 'TX_STOCK_CLASS_AUTHORIZED_SHARES_ADJUSTMENT':
        if (!this.classes.has(object.stock_class_id))
          return unknown(object.id, 'stock class', object.stock_class_id);
        this.#limit('CLASS', object.stock_class_id, day, parseDecimal(object.new_shares_authorized));
        return [];
      case 'TX_STOCK_PLAN_POOL_ADJUSTMENT':
        if (!this.plans.has(object.stock_plan_id))
          return unknown(object.id, 'stock plan', object.stock_plan_id);
        this.#limit('PLAN', object.stock_plan_id, day, parseDecimal(object.shares_reserved));
        return [];
      case 'TX_STOCK_CLASS_CONVERSION_RATIO_ADJUSTMENT':
        if (!this.classes.has(object.stock_class_id))
          return unknown(object.id, 'stock class', object.stock_class_id);
        return this.#insert(this.ratios, object.stock_class_id, {
          day,
          ...ratioOf(object.new_ratio_conversion_mechanism),
        });
      case 'TX_STOCK_PLAN_RETURN_TO_POOL':
        return this.#return(object, day);
      case 'TX_STOCK_ACCEPTANCE':
      case 'TX_WARRANT_ACCEPTANCE':
      case 'TX_CONVERTIBLE_ACCEPTANCE':
      case 'TX_EQUITY_COMPENSATION_ACCEPTANCE':
      case 'TX_PLAN_SECURITY_ACCEPTANCE': {
        const security = this.securities.get(object.security_id);
        if (!security) return unknown(object.id, 'security', object.security_id);
        this.#set(security, 'accepted', day);
        return [];
      }
      default:
        // Changes of people and prices move no shares.
        return [];
    }
  }

  #end(ending: Ending): Problem[] {
    const { tx, effect } = ending;
    const made = [...effect.results, ...(effect.balance === null ? [] : [effect.balance])];
    const strange = [...effect.securityIds, ...made].find((id) => !this.securities.has(id));
    if (strange !== undefined) return unknown(tx.id, 'security', strange);
    for (const id of effect.securityIds) {
      const security = this.securities.get(id)!;
      if (security.ending) return [alreadyEnded(tx.id, security, security.ending)];
      if (effect.quantity === null || effect.balance !== null) this.#close(security, ending);
      else this.#reduce(security, ending, effect.quantity);
    }
    for (const id of made) {
      const security = this.securities.get(id)!;
      this.#touch(security);
      this.#set(security, 'madeBy', tx.id);
    }
    return [];
  }

  #close(security: Security, ending: Ending): void {
    this.#touch(security);
    this.#set(security, 'closed', dayOf(ending.tx.date));
    this.#set(security, 'ending', ending);
  }

  #reduce(security: Security, ending: Ending, quantity: Decimal): void {
    this.#touch(security);
    const reduction = { ...ending, day: dayOf(ending.tx.date), quantity, vested: ending.effect.vestedOnly };
    const all = [...(security.reductions ?? []), reduction];
    this.#set(
      security,
      'reductions',
      all.toSorted((a, b) => a.day - b.day),
    );
  }

  #vest(tx: VestingFact, day: Day): Problem[] {
    const security = this.securities.get(tx.security_id);
    if (!security) return unknown(tx.id, 'security', tx.security_id);
    this.#set(security, 'vesting', withFact(security.vesting, tx, day));
    return [];
  }

  #split(tx: Extract<OcfTransaction, { object_type: 'TX_STOCK_CLASS_SPLIT' }>): Problem[] {
    const classId = tx.stock_class_id;
    if (!this.classes.has(classId)) return unknown(tx.id, 'stock class', classId);
    const split = splitOf(tx);
    if (split.numerator <= 0n || split.denominator <= 0n)
      return [problem(tx.id, 'RATIO', 'Both sides of the ratio of a split are above zero.')];
    for (const security of this.securities.values()) {
      if (security.classId !== classId) continue;
      this.#touch(security);
      // An acceleration is stated in the shares of its day, so that a split changes what it means for the schedule.
      if (security.vesting?.accelerations.length) this.#set(security.vesting, 'schedule', null);
    }
    return this.#insert(this.splits, classId, split);
  }

  #return(tx: Extract<OcfTransaction, { object_type: 'TX_STOCK_PLAN_RETURN_TO_POOL' }>, day: Day): Problem[] {
    const { security_id: id, stock_plan_id: planId } = tx;
    const security = this.securities.get(id);
    if (!security) return unknown(tx.id, 'security', id);
    if (security.planId !== planId)
      return [problem(tx.id, 'NOT_KNOWN', `The security ${id} does not come from the plan ${planId}.`)];
    this.#touch(security);
    return this.#insert(this.returns, id, { day, quantity: parseDecimal(tx.quantity) });
  }

  /** To be called before a change: what the security added to the totals until now. */
  #touch(security: Security): void {
    if (!this.#touched.has(security.id)) this.#touched.set(security.id, this.#totals.changesOf(security));
  }

  #checkTouched(): Problem[] {
    const touched = [...this.#touched.keys()].map((id) => this.securities.get(id)!);
    const endings = new Map(touched.flatMap(endingsOf).map((ending) => [ending.tx.id, ending]));
    return [
      ...touched.flatMap((security) => checkSecurity(this, security)),
      ...[...endings.values()].flatMap(({ tx, effect }) => checkEffect(this, tx, effect)),
    ];
  }

  #checkTotals(objects: readonly OcfObject[]): Problem[] {
    const changes = [...this.#touched].flatMap(([id, before]) => {
      const now = this.#totals.changesOf(this.securities.get(id)!);
      this.#undo.push(this.#totals.apply(before, now));
      return [...before, ...now];
    });
    return this.#totals.check(changes, objects);
  }

  #limit(of: 'CLASS' | 'PLAN', id: string, day: Day, value: Decimal | null): void {
    this.#undo.push(this.#totals.setLimit(of, id, day, value));
  }

  #set<T, K extends keyof T>(on: T, field: K, value: T[K]): void {
    const before = on[field];
    on[field] = value;
    this.#undo.push(() => (on[field] = before));
  }

  #put<T extends { readonly id: string }>(kept: Map<string, T>, object: T): void {
    const before = kept.get(object.id);
    kept.set(object.id, object);
    this.#undo.push(() => (before ? kept.set(object.id, before) : kept.delete(object.id)));
  }

  /** Lists stand in the order of their days. */
  #insert<T extends { readonly day: Day }>(lists: Map<string, readonly T[]>, id: string, item: T): Problem[] {
    const before = lists.get(id) ?? [];
    lists.set(
      id,
      [...before, item].toSorted((a, b) => a.day - b.day),
    );
    this.#undo.push(() => lists.set(id, before));
    return [];
  }

  #settle(): void {
    this.#undo = [];
    this.#touched = new Map();
  }
}

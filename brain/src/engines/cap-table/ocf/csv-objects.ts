import { compensationKinds, convertibleKinds, type CsvColumn, type CsvHolding } from './csv.ts';
import { csvProblemAt, type CsvProblem, type CsvProblemCode } from './csv-problems.ts';
import {
  isIssuance,
  type EquityCompensationIssuance,
  type Issuance,
  type OcfObject,
  type Stakeholder,
  type StockIssuance,
  type VestingStart,
  type VestingTerms,
} from './objects.ts';
import { quoted } from './problems.ts';

/** Between the lines of a cap table in CSV and the objects of Open Cap Format. */

/**
 * The lines for what is held, in the order of the issuances.
 * @param outstanding shares still held in the security, as OCF writes numbers (for a convertible the amount still
 *   owed); null where nothing is left
 */
export function holdingsOf(
  objects: readonly OcfObject[],
  outstanding: (issuance: Issuance) => string | null,
): CsvHolding[] {
  const names = new Names(objects);
  const starts = new Map<string, string>();
  for (const object of objects)
    if (object.object_type === 'TX_VESTING_START') starts.set(object.security_id, object.date);
  return objects.filter(isIssuance).flatMap((issuance) => {
    const held = outstanding(issuance);
    return held === null ? [] : [lineOf(issuance, held, names, starts.get(issuance.security_id) ?? '')];
  });
}

function lineOf(issuance: Issuance, held: string, names: Names, vestingStart: string): CsvHolding {
  const stakeholder = names.stakeholders.get(issuance.stakeholder_id);
  const terms = 'vesting_terms_id' in issuance ? issuance.vesting_terms_id : undefined;
  return {
    holder: stakeholder?.name.legal_name.trim() ?? issuance.stakeholder_id,
    email: stakeholder ? emailOf(stakeholder) : '',
    holder_type: stakeholder?.stakeholder_type ?? 'INDIVIDUAL',
    security_id: issuance.security_id.trim(),
    issue_date: issuance.date,
    vesting_terms: terms === undefined ? '' : (names.terms.get(terms)?.name.trim() ?? terms),
    vesting_start: vestingStart,
    ...whatOf(issuance, held, names),
  };
}

type What = Pick<CsvHolding, 'kind' | 'class_or_plan' | 'quantity' | 'price' | 'currency'>;

function whatOf(issuance: Issuance, held: string, names: Names): What {
  switch (issuance.object_type) {
    case 'TX_STOCK_ISSUANCE': {
      const { amount: price, currency } = issuance.share_price;
      return {
        kind: 'STOCK',
        class_or_plan: names.classOf(issuance.stock_class_id),
        quantity: held,
        price,
        currency,
      };
    }
    case 'TX_CONVERTIBLE_ISSUANCE': {
      const { currency } = issuance.investment_amount;
      return { kind: issuance.convertible_type, class_or_plan: '', quantity: '', price: held, currency };
    }
    case 'TX_WARRANT_ISSUANCE': {
      const { amount: price = '', currency = '' } = issuance.exercise_price ?? {};
      const [trigger] = issuance.exercise_triggers;
      const target = trigger?.conversion_right.converts_to_stock_class_id;
      return { kind: 'WARRANT', class_or_plan: names.classOf(target), quantity: held, price, currency };
    }
    default: {
      const { amount: price = '', currency = '' } = issuance.exercise_price ?? issuance.base_price ?? {};
      const from = names.plans.get(issuance.stock_plan_id ?? '') ?? names.classOf(issuance.stock_class_id);
      const isUnit = issuance.compensation_type === 'RSU';
      return {
        kind: issuance.compensation_type,
        class_or_plan: from,
        quantity: held,
        price: isUnit ? '' : price,
        currency: isUnit ? '' : currency,
      };
    }
  }
}

function emailOf({ contact_info, primary_contact }: Stakeholder): string {
  return (contact_info?.emails ?? primary_contact?.emails)?.[0]?.email_address ?? '';
}

/** What people call the objects. */
class Names {
  readonly stakeholders = new Map<string, Stakeholder>();
  readonly plans = new Map<string, string>();
  readonly terms = new Map<string, VestingTerms>();
  readonly #classes = new Map<string, string>();

  constructor(objects: readonly OcfObject[]) {
    for (const object of objects)
      if (object.object_type === 'STAKEHOLDER') this.stakeholders.set(object.id, object);
      else if (object.object_type === 'STOCK_CLASS') this.#classes.set(object.id, object.name.trim());
      else if (object.object_type === 'STOCK_PLAN') this.plans.set(object.id, object.plan_name.trim());
      else if (object.object_type === 'VESTING_TERMS') this.terms.set(object.id, object);
  }

  classOf(id: string | undefined): string {
    return id === undefined ? '' : (this.#classes.get(id) ?? id);
  }
}

export interface CsvContext {
  /** What the cap table has already: stakeholders, classes, plans, vesting terms, and earlier issuances. */
  readonly objects: readonly OcfObject[];
  /** A new id each time it is asked. */
  readonly newId: () => string;
  /** The name of the CSV file, for the problems. */
  readonly file: string;
}

/**
 * The objects that lines stand for: new stakeholders, issuances, starts of vesting. Classes, plans and vesting terms
 * have to be there already, found by their names; a holder is found by e-mail, or by name where either has none.
 * Warrants and convertibles rest on terms that a line cannot hold, and become problems.
 */
export function objectsOf(
  lines: readonly { readonly line: number; readonly holding: CsvHolding }[],
  context: CsvContext,
): CsvObjects {
  const maker = new Maker(context);
  for (const { line, holding } of lines) maker.take(line, holding);
  const { objects, problems, remarks } = maker;
  return { objects, problems, remarks };
}

export interface CsvObjects {
  readonly objects: readonly OcfObject[];
  /** Of lines that gave no object. */
  readonly problems: readonly CsvProblem[];
  /** What was left out of lines whose holder the cap table knows otherwise. */
  readonly remarks: readonly CsvProblem[];
}

class Maker {
  readonly objects: OcfObject[] = [];
  readonly problems: CsvProblem[] = [];
  readonly remarks: CsvProblem[] = [];
  readonly #context: CsvContext;
  readonly #classes = new Map<string, string[]>();
  readonly #plans = new Map<string, string[]>();
  readonly #terms = new Map<string, VestingTerms[]>();
  readonly #byEmail = new Map<string, Stakeholder[]>();
  readonly #byName = new Map<string, Stakeholder[]>();
  readonly #securities = new Set<string>();
  #line = 0;
  #sound = true;

  constructor(context: CsvContext) {
    this.#context = context;
    for (const object of context.objects) {
      if (object.object_type === 'STOCK_CLASS') put(this.#classes, object.name.trim(), object.id);
      else if (object.object_type === 'STOCK_PLAN') put(this.#plans, object.plan_name.trim(), object.id);
      else if (object.object_type === 'VESTING_TERMS') put(this.#terms, object.name.trim(), object);
      else if (object.object_type === 'STAKEHOLDER') this.#know(object);
      else if (isIssuance(object)) this.#securities.add(object.security_id);
    }
  }

  take(line: number, holding: CsvHolding): void {
    this.#line = line;
    this.#sound = true;
    if (this.#securities.has(holding.security_id))
      this.#report(
        'ID_TWICE',
        'security_id',
        `is ${quoted(holding.security_id)}, which the cap table has already`,
      );
    if (holding.kind === 'WARRANT' || convertibleKinds.has(holding.kind)) {
      const what = `is ${holding.kind}, whose terms a line cannot hold: record it by itself, or import Open Cap Format`;
      this.#report('NEEDS_TERMS', 'kind', what);
      return;
    }
    const terms =
      holding.vesting_terms === '' ? null : this.#one(this.#terms, holding.vesting_terms, 'vesting_terms');
    const start = terms?.vesting_conditions.find(({ trigger }) => trigger.type === 'VESTING_START_DATE');
    if (terms && holding.vesting_start !== '' && !start)
      this.#report(
        'WRONG_KIND',
        'vesting_start',
        `is given, and ${quoted(terms.name)} do not begin with a start`,
      );
    const what = holding.kind === 'STOCK' ? this.#stock(holding) : this.#compensation(holding);
    const holder = this.#holder(holding);
    if (!this.#sound || !what || !holder) return;
    if (!this.#known(holder)) this.#add(holder);
    this.#securities.add(holding.security_id);
    this.objects.push({
      ...what,
      stakeholder_id: holder.id,
      ...(terms ? { vesting_terms_id: terms.id } : {}),
    } as Issuance);
    if (start && holding.vesting_start !== '') this.objects.push(this.#start(holding, start.id));
  }

  #report(code: CsvProblemCode, column: CsvColumn, what: string): void {
    this.#sound = false;
    this.problems.push(csvProblemAt(code, { file: this.#context.file, line: this.#line, column }, what));
  }

  /** The one object of the name; reports where there is none or more than one. */
  #one<Value>(named: ReadonlyMap<string, readonly Value[]>, name: string, column: CsvColumn): Value | null {
    const [found, another] = named.get(name) ?? [];
    if (found === undefined)
      this.#report('NOT_FOUND', column, `is ${quoted(name)}, which the cap table does not have`);
    else if (another !== undefined)
      this.#report('AMBIGUOUS', column, `is ${quoted(name)}, and the cap table has several of that name`);
    return found ?? null;
  }

  #issuance(holding: CsvHolding) {
    return {
      id: this.#context.newId(),
      date: holding.issue_date,
      security_id: holding.security_id,
      custom_id: holding.security_id,
      security_law_exemptions: [],
      quantity: holding.quantity,
    };
  }

  #stock(holding: CsvHolding): Omit<StockIssuance, 'stakeholder_id'> | null {
    const stock_class_id = this.#one(this.#classes, holding.class_or_plan, 'class_or_plan');
    if (stock_class_id === null) return null;
    return {
      object_type: 'TX_STOCK_ISSUANCE',
      ...this.#issuance(holding),
      stock_class_id,
      share_price: { amount: holding.price, currency: holding.currency },
      stock_legend_ids: [],
    };
  }

  #compensation(holding: CsvHolding): Omit<EquityCompensationIssuance, 'stakeholder_id'> | null {
    const { class_or_plan: name } = holding;
    const kind = compensationKinds.find((known) => known === holding.kind);
    if (!kind) return null;
    const isPlan = this.#plans.has(name);
    const from = this.#one(isPlan ? this.#plans : this.#classes, name, 'class_or_plan');
    if (from === null) return null;
    const price = { amount: holding.price, currency: holding.currency };
    const isRight = kind === 'CSAR' || kind === 'SSAR';
    return {
      object_type: 'TX_EQUITY_COMPENSATION_ISSUANCE',
      ...this.#issuance(holding),
      ...(isPlan ? { stock_plan_id: from } : { stock_class_id: from }),
      compensation_type: kind,
      ...(kind === 'RSU' ? {} : isRight ? { base_price: price } : { exercise_price: price }),
      expiration_date: null,
      termination_exercise_windows: [],
    };
  }

  #start(holding: CsvHolding, condition: string): VestingStart {
    return {
      object_type: 'TX_VESTING_START',
      id: this.#context.newId(),
      date: holding.vesting_start,
      security_id: holding.security_id,
      vesting_condition_id: condition,
    };
  }

  /** Whoever has the e-mail; else whoever has the name, and not another e-mail; else somebody new. */
  #holder(holding: CsvHolding): Stakeholder | null {
    const { holder, email, holder_type } = holding;
    const byEmail = email === '' ? [] : (this.#byEmail.get(email.toLowerCase()) ?? []);
    const byName = (this.#byName.get(holder) ?? []).filter((known) => email === '' || emailOf(known) === '');
    const [found, another] = byEmail.length > 0 ? byEmail : byName;
    if (another) {
      const column = byEmail.length > 0 ? 'email' : 'holder';
      this.#report('AMBIGUOUS', column, 'is that of several stakeholders of the cap table');
      return null;
    }
    if (found) {
      this.#remark('holder', holder, found.name.legal_name.trim());
      this.#remark('email', email.toLowerCase(), emailOf(found).toLowerCase());
      this.#remark('holder_type', holder_type, found.stakeholder_type);
      return found;
    }
    const emails = [{ email_type: 'OTHER' as const, email_address: email }];
    return {
      object_type: 'STAKEHOLDER',
      id: this.#context.newId(),
      name: { legal_name: holder },
      stakeholder_type: holder_type,
      ...(email === '' ? {} : { contact_info: { emails } }),
    };
  }

  /** The cap table knows its stakeholders: a line does not change them. */
  #remark(column: CsvColumn, told: string, known: string): void {
    if (told === '' || told === known) return;
    const what = `was left out: the cap table has ${known === '' ? 'none' : quoted(known)} for this holder`;
    this.remarks.push(
      csvProblemAt('NOT_TAKEN', { file: this.#context.file, line: this.#line, column }, what),
    );
  }

  #known(holder: Stakeholder): boolean {
    return this.#byName.get(holder.name.legal_name.trim())?.includes(holder) ?? false;
  }

  #add(holder: Stakeholder): void {
    this.objects.push(holder);
    this.#know(holder);
  }

  #know(holder: Stakeholder): void {
    put(this.#byName, holder.name.legal_name.trim(), holder);
    const email = emailOf(holder).toLowerCase();
    if (email !== '') put(this.#byEmail, email, holder);
  }
}

function put<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

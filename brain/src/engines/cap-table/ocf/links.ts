import { isIssuance, type ObjectType, type OcfObject, type OcfTransaction } from './objects.ts';

/** What an object says about other objects: each id it names, with what has to be found under it. */

export type Family = 'STOCK' | 'WARRANT' | 'CONVERTIBLE' | 'EQUITY_COMPENSATION';

/** Where an id is looked up. Ids are unique among the objects of one kind; transactions are one kind together. */
export type Kind =
  | 'ISSUER'
  | 'STAKEHOLDER'
  | 'STOCK_CLASS'
  | 'STOCK_PLAN'
  | 'STOCK_LEGEND_TEMPLATE'
  | 'VALUATION'
  | 'VESTING_TERMS'
  | 'FINANCING'
  | 'DOCUMENT'
  | 'TRANSACTION'
  | 'SECURITY';

export interface Link {
  readonly kind: Kind;
  readonly id: string;
  /** JSON Pointer of the id inside the object. */
  readonly pointer: string;
  /** Of a security: what it has to be; null for any. */
  readonly family: Family | null;
  /** Of a transaction or a paper's subject: the types it may be; null for any. */
  readonly types: ReadonlySet<string> | null;
  /** Of a security that results from this transaction: the days on which it may have been issued. */
  readonly issuedOn: readonly string[] | null;
  /** Whether the object can be counted without what is named. */
  readonly loose: boolean;
}

const families = new Map<string, Family | null>();

/** The family of securities that transactions of this type are about; null where it is any of them, or none. */
export function familyOf(type: string): Family | null {
  const known = families.get(type);
  if (known !== undefined) return known;
  const [, found] =
    /^TX_(STOCK|WARRANT|CONVERTIBLE|EQUITY_COMPENSATION|PLAN_SECURITY)_(?!CLASS_|PLAN_)/.exec(type) ?? [];
  const family = found === 'PLAN_SECURITY' ? 'EQUITY_COMPENSATION' : ((found as Family | undefined) ?? null);
  families.set(type, family);
  return family;
}

/** The kind under which objects of the type are looked up. */
export function kindOf(type: ObjectType): Kind {
  return type.startsWith('TX_') || type.startsWith('CE_') ? 'TRANSACTION' : (type as Kind);
}

const issuances: ReadonlySet<string> = new Set([
  'TX_STOCK_ISSUANCE',
  'TX_WARRANT_ISSUANCE',
  'TX_CONVERTIBLE_ISSUANCE',
  'TX_EQUITY_COMPENSATION_ISSUANCE',
  'TX_PLAN_SECURITY_ISSUANCE',
]);
const splits: ReadonlySet<string> = new Set(['TX_STOCK_CLASS_SPLIT']);

/** Every id that the object names. */
export function linksOf(object: OcfObject): Link[] {
  const links = new Links();
  switch (object.object_type) {
    case 'STOCK_CLASS':
      for (const [index, right] of (object.conversion_rights ?? []).entries())
        links.loose(
          'STOCK_CLASS',
          right.converts_to_stock_class_id,
          rightPointer('conversion_rights', index),
        );
      return links.list;
    case 'STOCK_PLAN':
      links.to('STOCK_CLASS', object.stock_class_id, '/stock_class_id');
      links.all('STOCK_CLASS', object.stock_class_ids, '/stock_class_ids');
      return links.list;
    case 'VALUATION':
      links.to('STOCK_CLASS', object.stock_class_id, '/stock_class_id');
      return links.list;
    case 'FINANCING':
      for (const [index, id] of object.issuance_ids.entries())
        links.add({ kind: 'TRANSACTION', id, pointer: `/issuance_ids/${index}`, types: issuances });
      return links.list;
    case 'DOCUMENT':
      for (const [index, { object_type: type, object_id: id }] of (object.related_objects ?? []).entries()) {
        const pointer = `/related_objects/${index}/object_id`;
        links.add({ kind: kindOf(type), id, pointer, types: namesOf(type), loose: true });
      }
      return links.list;
    case 'ISSUER':
    case 'STAKEHOLDER':
    case 'STOCK_LEGEND_TEMPLATE':
    case 'VESTING_TERMS':
      return links.list;
    default:
      linkTransaction(object, links);
      return links.list;
  }
}

/** The older and the newer name of one type are the same type. */
function namesOf(type: string): ReadonlySet<string> {
  const [older, newer] = ['TX_PLAN_SECURITY_', 'TX_EQUITY_COMPENSATION_'];
  return new Set([type, type.replace(older, newer), type.replace(newer, older)]);
}

const rightPointer = (list: string, index: number, inner = ''): string =>
  `/${list}/${index}${inner}/converts_to_stock_class_id`;

function linkTransaction(object: OcfTransaction, links: Links): void {
  if ('stakeholder_id' in object) links.to('STAKEHOLDER', object.stakeholder_id, '/stakeholder_id');
  if ('stock_class_id' in object) links.to('STOCK_CLASS', object.stock_class_id, '/stock_class_id');
  if ('stock_plan_id' in object) links.to('STOCK_PLAN', object.stock_plan_id, '/stock_plan_id');
  if ('issuer_id' in object) links.to('ISSUER', object.issuer_id, '/issuer_id');
  if ('vesting_terms_id' in object) links.to('VESTING_TERMS', object.vesting_terms_id, '/vesting_terms_id');
  if (isIssuance(object)) linkIssuance(object, links);
  else linkAct(object, links);
}

function linkIssuance(object: Extract<OcfTransaction, { custom_id: string }>, links: Links): void {
  if ('stock_legend_ids' in object)
    for (const [index, id] of object.stock_legend_ids.entries())
      links.loose('STOCK_LEGEND_TEMPLATE', id, `/stock_legend_ids/${index}`);
  const [list, triggers] =
    'conversion_triggers' in object
      ? (['conversion_triggers', object.conversion_triggers] as const)
      : (['exercise_triggers', 'exercise_triggers' in object ? object.exercise_triggers : []] as const);
  for (const [index, { conversion_right: right }] of triggers.entries()) {
    const pointer = rightPointer(list, index, '/conversion_right');
    links.loose('STOCK_CLASS', right.converts_to_stock_class_id, pointer);
  }
}

type Act = Exclude<OcfTransaction, { custom_id: string }>;

function linkAct(object: Act, links: Links): void {
  const family = familyOf(object.object_type);
  if ('security_id' in object) links.security(object.security_id, '/security_id', family);
  if ('security_ids' in object)
    for (const [index, id] of object.security_ids.entries())
      links.security(id, `/security_ids/${index}`, family);
  if ('split_transaction_id' in object)
    links.add({
      kind: 'TRANSACTION',
      id: object.split_transaction_id,
      pointer: '/split_transaction_id',
      types: splits,
    });
  if ('capitalization_definition' in object) linkDefinition(object.capitalization_definition, links);
  // What a conversion, an exercise or a release brings is of another family; all else stays what it was.
  const resulting = /_(?:CONVERSION|EXERCISE|RELEASE)$/.test(object.object_type) ? null : family;
  const days = 'settlement_date' in object ? [object.date, object.settlement_date] : [object.date];
  if ('resulting_security_ids' in object)
    for (const [index, id] of object.resulting_security_ids.entries())
      links.result(id, `/resulting_security_ids/${index}`, resulting, days);
  if ('resulting_security_id' in object)
    links.result(object.resulting_security_id, '/resulting_security_id', resulting, days);
  if ('balance_security_id' in object)
    links.result(object.balance_security_id, '/balance_security_id', family, days);
}

function linkDefinition(
  definition: Extract<Act, { capitalization_definition?: unknown }>['capitalization_definition'],
  links: Links,
): void {
  if (!definition) return;
  const lists = [
    ['STOCK_CLASS', 'include_stock_class_ids'],
    ['STOCK_PLAN', 'include_stock_plans_ids'],
    ['SECURITY', 'include_security_ids'],
    ['SECURITY', 'exclude_security_ids'],
  ] as const;
  for (const [kind, key] of lists)
    for (const [index, id] of definition[key].entries())
      links.loose(kind, id, `/capitalization_definition/${key}/${index}`);
}

type NewLink = Pick<Link, 'kind' | 'pointer'> & { readonly id: string | undefined } & Partial<
    Omit<Link, 'id'>
  >;

class Links {
  readonly list: Link[] = [];

  add({ kind, id, pointer, family = null, types = null, issuedOn = null, loose = false }: NewLink): void {
    if (id !== undefined) this.list.push({ kind, id, pointer, family, types, issuedOn, loose });
  }

  to(kind: Kind, id: string | undefined, pointer: string): void {
    this.add({ kind, id, pointer });
  }

  all(kind: Kind, ids: readonly string[] | undefined, pointer: string): void {
    for (const [index, id] of (ids ?? []).entries()) this.add({ kind, id, pointer: `${pointer}/${index}` });
  }

  loose(kind: Kind, id: string | undefined, pointer: string): void {
    this.add({ kind, id, pointer, loose: true });
  }

  security(id: string, pointer: string, family: Family | null): void {
    this.add({ kind: 'SECURITY', id, pointer, family });
  }

  result(id: string | undefined, pointer: string, family: Family | null, issuedOn: readonly string[]): void {
    this.add({ kind: 'SECURITY', id, pointer, family, issuedOn });
  }
}

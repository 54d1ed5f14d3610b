import { formatDecimal, isoDay, parseDecimal, type Day, type Decimal } from '@smartstart/units';
import {
  holdingsAt,
  outstandingAt,
  shareOf,
  priceAt,
  tranchesIn,
  vestedOf,
  type Holdings,
  type Ledger,
  type OcfObject,
  type Security,
} from '../../engines/cap-table/index.ts';
import { holderClassesOf, type Worked } from './books.ts';
import { byHolderClass, type HolderClass } from './framework.ts';
import type { Right } from './policy.ts';
import { entrySentence } from './sentences.ts';
import type { EntryRow, ProposalRow } from './store.ts';
import type { OpenTable } from './tables.ts';

const holderClasses: readonly HolderClass[] = ['OWNER', 'HUB', 'CONTRIBUTOR', 'INVESTOR', 'POOL'];

/** The table of a day, as far as the reader may see it. */
export function tableView(
  table: OpenTable,
  day: Day,
  reader: { readonly userId: string; readonly rights: ReadonlySet<Right> },
  setAside: number,
) {
  const { ledger, row } = table;
  const holdings = holdingsAt(ledger, day);
  const all = reader.rights.has('see-all');
  const own = ownStakeholderOf(table, reader.userId);
  const shown = all
    ? holdings.holders
    : holdings.holders.filter(({ stakeholderId }) => stakeholderId === own);
  return {
    ventureId: row.venture_id,
    date: isoDay(day),
    seq: row.head_seq,
    model: row.model as 'FIXED',
    currency: row.currency,
    issued: formatDecimal(holdings.issued),
    fullyDiluted: formatDecimal(holdings.fullyDiluted),
    holders: shown.map((holder) => holderView(table, holdings, holder)),
    holdersShown: all,
    withoutHoldings: all ? othersView(table, holdings) : [],
    byHolderClass: holderClassView(table, holdings),
    classes: [...ledger.classes.values()].map((one) => ({
      id: one.id,
      name: one.name,
      kind: one.class_type,
      authorised: nullable(ledger.authorisedAt(one.id, day)),
      issued: formatDecimal(ledger.issuedAt(one.id, day)),
      seniority: one.seniority,
      votesPerShare: one.votes_per_share,
      pricePerShare: one.price_per_share ?? null,
      liquidationMultiple: one.liquidation_preference_multiple ?? null,
    })),
    plans: [...ledger.plans.values()].map((one) => ({
      id: one.id,
      name: one.plan_name,
      reserved: formatDecimal(ledger.reservedAt(one.id, day)),
      available: formatDecimal(ledger.availableAt(one.id, day)),
    })),
    terms: [...ledger.terms.values()].map((one) => ({
      id: one.id,
      name: one.name,
      description: one.description,
      allocation: one.allocation_type,
      milestones: one.vesting_conditions.flatMap(({ id, description, trigger }) =>
        trigger.type === 'VESTING_EVENT' ? [{ id, title: description ?? id }] : [],
      ),
    })),
    convertibles: all
      ? holdings.convertibles.map(({ security, amount }) => convertibleView(ledger, security, amount))
      : [],
    rounds: all ? roundsView(ledger, day) : [],
    setAside,
  };
}

function holderView(
  table: OpenTable,
  { fullyDiluted, issued }: Holdings,
  holder: Holdings['holders'][number],
) {
  const { stakeholderId, lines, quantity, vested } = holder;
  const stock = lines.reduce((sum, line) => (line.kind === 'STOCK' ? sum + line.quantity : sum), 0n);
  return {
    stakeholderId,
    name: nameOf(table.ledger, stakeholderId),
    userId: table.holders.get(stakeholderId)?.user_id ?? null,
    holderClass: holderClassesOf(table)(stakeholderId),
    lines: lines.map(({ kind, classId, planId, quantity: shares, vested: earned }) => ({
      kind,
      classId,
      planId,
      shares: formatDecimal(shares),
      vested: formatDecimal(earned),
    })),
    shares: formatDecimal(quantity),
    vested: formatDecimal(vested),
    part: partOf(quantity, fullyDiluted),
    issuedPart: partOf(stock, issued),
  };
}

function othersView(table: OpenTable, { holders, convertibles }: Holdings) {
  const holding = new Set([
    ...holders.map(({ stakeholderId }) => stakeholderId),
    ...convertibles.map(({ security }) => security.stakeholderId),
  ]);
  return [...table.ledger.stakeholders.keys()]
    .filter((stakeholderId) => !holding.has(stakeholderId))
    .map((stakeholderId) => ({
      stakeholderId,
      name: nameOf(table.ledger, stakeholderId),
      userId: table.holders.get(stakeholderId)?.user_id ?? null,
      holderClass: holderClassesOf(table)(stakeholderId),
    }));
}

export function holderClassView(table: OpenTable, holdings: Holdings) {
  const sums = byHolderClass(holdings, holderClassesOf(table));
  return holderClasses.map((holderClass) => {
    const shares = sums.get(holderClass) ?? 0n;
    return { holderClass, shares: formatDecimal(shares), part: partOf(shares, holdings.fullyDiluted) };
  });
}

function convertibleView(ledger: Ledger, { id, stakeholderId, issuance }: Security, amount: Decimal) {
  if (issuance.object_type !== 'TX_CONVERTIBLE_ISSUANCE')
    throw new Error('This security is not a convertible.');
  const mechanism = issuance.conversion_triggers[0]!.conversion_right.conversion_mechanism;
  const terms =
    mechanism.type === 'SAFE_CONVERSION' || mechanism.type === 'CONVERTIBLE_NOTE_CONVERSION'
      ? mechanism
      : null;
  return {
    securityId: id,
    stakeholderId,
    holderName: nameOf(ledger, stakeholderId),
    kind: issuance.convertible_type,
    investment: { ...issuance.investment_amount, amount: formatDecimal(amount) },
    valuationCap: terms?.conversion_valuation_cap ?? null,
    discount: terms?.conversion_discount ?? null,
  };
}

/** What each round issued, and what was paid for it. */
function roundsView(ledger: Ledger, day: Day) {
  if (!ledger.financings.size) return [];
  const byIssuance = new Map(
    [...ledger.securities.values()].map((security) => [security.issuance.id, security]),
  );
  return [...ledger.financings.values()]
    .filter(({ date }) => date <= isoDay(day))
    .map((round) => {
      const securities = round.issuance_ids.flatMap((id) => byIssuance.get(id) ?? []);
      const invested = new Map<string, Decimal>();
      let shares = 0n;
      for (const { issuance, quantity, kind } of securities) {
        if (kind !== 'CONVERTIBLE') shares += quantity;
        const paid = paidFor(issuance, quantity);
        if (paid) invested.set(paid.currency, (invested.get(paid.currency) ?? 0n) + paid.amount);
      }
      return {
        id: round.id,
        name: round.name,
        date: round.date,
        shares: formatDecimal(shares),
        invested: [...invested].map(([currency, amount]) => ({ currency, amount: formatDecimal(amount) })),
      };
    });
}

function paidFor(
  issuance: Security['issuance'],
  quantity: Decimal,
): { currency: string; amount: Decimal } | null {
  if (issuance.object_type === 'TX_CONVERTIBLE_ISSUANCE')
    return { currency: issuance.investment_amount.currency, amount: quantity };
  if (issuance.object_type !== 'TX_STOCK_ISSUANCE') return null;
  const { amount, currency } = issuance.share_price;
  return { currency, amount: (parseDecimal(amount) * quantity) / 10_000_000_000n };
}

export function securityView(table: OpenTable, security: Security, day: Day, documentId: string | null) {
  const { ledger } = table;
  const { issuance, kind, classId, planId, stakeholderId, issued, closed } = security;
  const splits = ledger.splitsOf(classId);
  const schedule = ledger.scheduleOf(security);
  let vestedInAll = 0n;
  return {
    id: security.id,
    customId: issuance.custom_id,
    kind,
    stakeholderId,
    holderName: nameOf(ledger, stakeholderId),
    classId,
    planId,
    issued: isoDay(issued),
    ended: closed <= day ? isoDay(closed) : null,
    shares: formatDecimal(outstandingAt(security, day, splits)),
    vested: formatDecimal(vestedOf(security, schedule, day, splits)),
    price: priceAt(security, day, splits),
    termsId: ('vesting_terms_id' in issuance ? issuance.vesting_terms_id : undefined) ?? null,
    documentId,
    schedule: schedule
      ? tranchesIn(security, schedule, day, splits).map((tranche) => ({
          date: isoDay(tranche.day),
          shares: formatDecimal(tranche.quantity),
          vestedInAll: formatDecimal((vestedInAll += tranche.quantity)),
        }))
      : [],
  };
}

export function entryView(ledger: Ledger, row: EntryRow, recordedBy: string | null) {
  const object = row.body as unknown as OcfObject;
  return {
    seq: row.seq,
    id: row.object_id,
    type: row.object_type,
    date: row.date,
    summary: entrySentence(object, ledger),
    recordedAt: row.recorded_at.toISOString(),
    recordedBy,
    documentId: row.document_id,
    setAside: row.set_aside,
  };
}

export function proposalView(row: ProposalRow, proposedBy: string | null) {
  return {
    id: row.id,
    state: row.state as 'WAITING',
    summary: row.summary,
    act: (row.act as { act: string }).act,
    documentId: row.document_id,
    proposedBy,
    createdAt: row.created_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    effectiveOn: row.effective_on,
    reason: row.reason,
  };
}

export function previewView(
  table: OpenTable,
  { summary, before, after }: Worked,
  concerned: readonly string[],
) {
  const list = (holdings: Holdings) =>
    holdings.holders.map(({ stakeholderId, quantity }) => ({
      stakeholderId,
      name: nameOf(table.ledger, stakeholderId),
      shares: formatDecimal(quantity),
      part: partOf(quantity, holdings.fullyDiluted),
    }));
  const [was, is] = [holderClassView(table, before), holderClassView(table, after)];
  return {
    summary,
    needsConsentOf: concerned.map((stakeholderId) => ({
      stakeholderId,
      name: nameOf(table.ledger, stakeholderId),
    })),
    before: list(before),
    after: list(after),
    byHolderClass: was.map(({ holderClass, part }, index) => ({
      holderClass,
      before: part,
      after: is[index]!.part,
    })),
  };
}

/** The stakeholder that a member of the platform is in this table. */
export function ownStakeholderOf({ holders }: OpenTable, userId: string): string | null {
  for (const holder of holders.values()) if (holder.user_id === userId) return holder.stakeholder_id;
  return null;
}

function nameOf(ledger: Ledger, stakeholderId: string): string {
  return ledger.stakeholders.get(stakeholderId)?.name.legal_name ?? '';
}

function partOf(part: Decimal, all: Decimal): string {
  return formatDecimal(shareOf(part, all));
}

function nullable(value: Decimal | null): string | null {
  return value === null ? null : formatDecimal(value);
}

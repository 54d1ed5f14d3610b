import { dayOf, isoDay } from '@smartstart/units';
import { createChance } from '../brain/src/demo/chance.ts';
import {
  conditionIds,
  defaultPlan,
  standardTerms,
  type OcfObject,
} from '../brain/src/engines/cap-table/index.ts';

export const ids = { common: 'common', plan: 'plan', terms: 'terms' } as const;
export const firstDay = dayOf('2016-01-01');
export const lastDay = dayOf('2025-12-31');

/** A log of so many transactions over ten years, with a holder to every ten: issues, grants that vest, transfers. */
export function logOf(transactions: number): { objects: OcfObject[]; holders: number } {
  const chance = createChance(20_260_101);
  const holders = Math.max(10, transactions / 10);
  const holder = () => `holder-${chance.between(0, holders - 1)}`;
  const objects: OcfObject[] = [...records(holders)];
  const open: { id: string; shares: number; holder: string }[] = [];
  let count = 0;
  let number = 0;
  const next = () => `security-${(number += 1)}`;
  const tx = (object: Record<string, unknown>) => {
    count += 1;
    objects.push({ id: `tx-${count}`, ...object } as unknown as OcfObject);
  };
  while (count < transactions) {
    const date = isoDay(firstDay + Math.floor((count / transactions) * (lastDay - firstDay)));
    const kind = chance.between(0, 9);
    const oldest = kind >= 7 ? open.shift() : undefined;
    if (oldest) {
      const [part, rest] = [next(), next()];
      const moved = Math.max(1, Math.floor(oldest.shares / 3));
      tx({
        object_type: 'TX_STOCK_TRANSFER',
        security_id: oldest.id,
        date,
        quantity: String(moved),
        resulting_security_ids: [part],
        balance_security_id: rest,
      });
      tx(shares(part, holder(), moved, date));
      tx(shares(rest, oldest.holder, oldest.shares - moved, date));
    } else if (kind < 4) {
      const [id, to, size] = [next(), holder(), chance.between(300, 9_000)];
      tx(shares(id, to, size, date));
      open.push({ id, shares: size, holder: to });
    } else {
      const id = next();
      tx(
        kind < 6
          ? { ...shares(id, holder(), chance.between(480, 9_600), date), vesting_terms_id: ids.terms }
          : options(id, holder(), chance.between(480, 9_600), date),
      );
      tx({
        object_type: 'TX_VESTING_START',
        security_id: id,
        date,
        vesting_condition_id: conditionIds.start,
      });
    }
  }
  return { objects, holders };
}

function records(holders: number): OcfObject[] {
  return [
    {
      object_type: 'STOCK_CLASS',
      id: ids.common,
      name: 'Common',
      class_type: 'COMMON',
      default_id_prefix: 'CS-',
      initial_shares_authorized: 'UNLIMITED',
      votes_per_share: '1',
      seniority: '1',
    },
    {
      object_type: 'STOCK_PLAN',
      id: ids.plan,
      plan_name: 'Pool',
      initial_shares_reserved: '1000000000000',
      stock_class_ids: [ids.common],
    },
    standardTerms(
      { id: ids.terms, name: 'Four years', description: 'Four years, cliff of one.' },
      defaultPlan,
    ),
    ...Array.from({ length: holders }, (_, index): OcfObject => ({
      object_type: 'STAKEHOLDER',
      id: `holder-${index}`,
      name: { legal_name: `Holder ${index}` },
      stakeholder_type: 'INDIVIDUAL',
      current_relationships: [index < 3 ? 'FOUNDER' : 'INVESTOR'],
    })),
  ];
}

function shares(id: string, to: string, quantity: number, date: string) {
  return {
    object_type: 'TX_STOCK_ISSUANCE',
    security_id: id,
    custom_id: id,
    date,
    stakeholder_id: to,
    stock_class_id: ids.common,
    share_price: { amount: '0.10', currency: 'CAD' },
    quantity: String(quantity),
    stock_legend_ids: [],
    security_law_exemptions: [],
  };
}

function options(id: string, to: string, quantity: number, date: string) {
  return {
    object_type: 'TX_EQUITY_COMPENSATION_ISSUANCE',
    security_id: id,
    custom_id: id,
    date,
    stakeholder_id: to,
    stock_plan_id: ids.plan,
    compensation_type: 'OPTION',
    quantity: String(quantity),
    exercise_price: { amount: '0.10', currency: 'CAD' },
    vesting_terms_id: ids.terms,
    expiration_date: null,
    termination_exercise_windows: [],
    security_law_exemptions: [],
  };
}

import { readOcfFiles, type OcfReading } from './reading.ts';
import type { FileType } from './packages.ts';

/** For tests: a small company in the objects of the format, and files made from objects. */

export const issuer = {
  object_type: 'ISSUER',
  id: 'issuer',
  legal_name: 'Acme Industries',
  formation_date: '2019-01-01',
  country_of_formation: 'US',
} as const;

export const common = {
  object_type: 'STOCK_CLASS',
  id: 'common',
  name: 'Common',
  class_type: 'COMMON',
  default_id_prefix: 'CS-',
  initial_shares_authorized: '10000000',
  votes_per_share: '1',
  seniority: '1',
} as const;

export const plan = {
  object_type: 'STOCK_PLAN',
  id: 'plan',
  plan_name: '2025 Plan',
  initial_shares_reserved: '1000000',
  stock_class_ids: ['common'],
} as const;

export const terms = {
  object_type: 'VESTING_TERMS',
  id: 'four-years',
  name: 'Four years, one year cliff',
  description: 'Monthly over four years, nothing in the first.',
  allocation_type: 'CUMULATIVE_ROUNDING',
  vesting_conditions: [
    {
      id: 'start',
      quantity: '0',
      trigger: { type: 'VESTING_START_DATE' },
      next_condition_ids: ['monthly'],
    },
    {
      id: 'monthly',
      portion: { numerator: '1', denominator: '48' },
      trigger: {
        type: 'VESTING_SCHEDULE_RELATIVE',
        period: {
          type: 'MONTHS',
          length: 1,
          occurrences: 48,
          day_of_month: 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH',
          cliff_installment: 12,
        },
        relative_to_condition_id: 'start',
      },
      next_condition_ids: [],
    },
  ],
} as const;

export const person = (id: string, name: string) =>
  ({
    object_type: 'STAKEHOLDER',
    id,
    name: { legal_name: name },
    stakeholder_type: 'INDIVIDUAL',
  }) as const;

export const stock = (security: string, holder: string, quantity: string, date = '2020-01-01') =>
  ({
    object_type: 'TX_STOCK_ISSUANCE',
    id: `issue-${security}`,
    date,
    security_id: security,
    custom_id: security.toUpperCase(),
    stakeholder_id: holder,
    stock_class_id: 'common',
    share_price: { amount: '0.0001', currency: 'USD' },
    quantity,
    stock_legend_ids: [] as string[],
    security_law_exemptions: [],
  }) as const;

export const transfer = (from: string, to: readonly string[], quantity: string, date: string) =>
  ({
    object_type: 'TX_STOCK_TRANSFER',
    id: `transfer-${from}`,
    date,
    security_id: from,
    quantity,
    resulting_security_ids: to,
  }) as const;

export const fileBytes = (type: FileType | 'OCF_MANIFEST_FILE', items: readonly unknown[]): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ file_type: type, items }));

const files: Readonly<Record<string, FileType>> = {
  STAKEHOLDER: 'OCF_STAKEHOLDERS_FILE',
  STOCK_CLASS: 'OCF_STOCK_CLASSES_FILE',
  STOCK_LEGEND_TEMPLATE: 'OCF_STOCK_LEGEND_TEMPLATES_FILE',
  STOCK_PLAN: 'OCF_STOCK_PLANS_FILE',
  VESTING_TERMS: 'OCF_VESTING_TERMS_FILE',
  VALUATION: 'OCF_VALUATIONS_FILE',
  FINANCING: 'OCF_FINANCINGS_FILE',
  DOCUMENT: 'OCF_DOCUMENTS_FILE',
};

/** Objects as if read from files named Transactions.ocf.json, Stakeholders.ocf.json and so on. */
export function readingOf(
  objects: readonly ({ readonly object_type: string } & Readonly<Record<string, unknown>>)[],
): OcfReading {
  const byFile = new Map<FileType, unknown[]>();
  for (const object of objects) {
    const type = files[object.object_type] ?? 'OCF_TRANSACTIONS_FILE';
    byFile.set(type, [...(byFile.get(type) ?? []), object]);
  }
  const named = [...byFile].map(
    ([type, items]) => [`${nameOf(type)}.ocf.json`, fileBytes(type, items)] as const,
  );
  return readOcfFiles(new Map(named), false);
}

const nameOf = (type: FileType): string =>
  type
    .replace(/^OCF_|_FILE$/g, '')
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('');

import { z } from 'zod';
import type { ObjectType } from './objects.ts';
import { date, dateTime, md5, texts } from './primitives.ts';
import { issuer } from './records.ts';

/** A package: one manifest, which holds the issuer and lists the other files with the MD5 sums of their bytes. */

/** The one version of the format that is read and written. */
export const ocfVersion = '1.2.1-alpha+main';

/** The files of a package in the order in which they are written, with the key of the manifest that lists them. */
export const fileTypes = [
  { type: 'OCF_STAKEHOLDERS_FILE', key: 'stakeholders_files', name: 'Stakeholders' },
  { type: 'OCF_STOCK_CLASSES_FILE', key: 'stock_classes_files', name: 'StockClasses' },
  { type: 'OCF_STOCK_LEGEND_TEMPLATES_FILE', key: 'stock_legend_templates_files', name: 'StockLegends' },
  { type: 'OCF_STOCK_PLANS_FILE', key: 'stock_plans_files', name: 'StockPlans' },
  { type: 'OCF_VESTING_TERMS_FILE', key: 'vesting_terms_files', name: 'VestingTerms' },
  { type: 'OCF_VALUATIONS_FILE', key: 'valuations_files', name: 'Valuations' },
  { type: 'OCF_TRANSACTIONS_FILE', key: 'transactions_files', name: 'Transactions' },
  { type: 'OCF_FINANCINGS_FILE', key: 'financings_files', name: 'Financings' },
  { type: 'OCF_DOCUMENTS_FILE', key: 'documents_files', name: 'Documents' },
] as const;

/** The types of the nine files that hold objects. */
export type FileType = (typeof fileTypes)[number]['type'];
export type ManifestKey = (typeof fileTypes)[number]['key'];

const listed = z.array(z.strictObject({ filepath: z.string(), md5 }));

export const manifest = z.strictObject({
  ocf_version: z.literal(ocfVersion),
  file_type: z.literal('OCF_MANIFEST_FILE'),
  issuer,
  as_of: date,
  generated_at: dateTime,
  comments: texts.exactOptional(),
  stock_plans_files: listed,
  stock_legend_templates_files: listed,
  stock_classes_files: listed,
  vesting_terms_files: listed,
  valuations_files: listed,
  transactions_files: listed,
  stakeholders_files: listed,
  financings_files: listed.exactOptional(),
  documents_files: listed.exactOptional(),
});
export type Manifest = z.infer<typeof manifest>;

const fileOfRecord: Readonly<Record<string, FileType>> = {
  STAKEHOLDER: 'OCF_STAKEHOLDERS_FILE',
  STOCK_CLASS: 'OCF_STOCK_CLASSES_FILE',
  STOCK_LEGEND_TEMPLATE: 'OCF_STOCK_LEGEND_TEMPLATES_FILE',
  STOCK_PLAN: 'OCF_STOCK_PLANS_FILE',
  VESTING_TERMS: 'OCF_VESTING_TERMS_FILE',
  VALUATION: 'OCF_VALUATIONS_FILE',
  FINANCING: 'OCF_FINANCINGS_FILE',
  DOCUMENT: 'OCF_DOCUMENTS_FILE',
};

/** The file an object belongs into; the issuer is part of the manifest, and belongs into none. */
export function fileTypeOf(objectType: ObjectType): FileType | null {
  if (objectType === 'ISSUER') return null;
  return fileOfRecord[objectType] ?? 'OCF_TRANSACTIONS_FILE';
}

import { z } from 'zod';
import type { Finding, Reading } from './findings.ts';
import { esignChecklist } from './checklist-esign.ts';
import { gdprChecklist } from './checklist-gdpr.ts';
import { pipedaChecklist } from './checklist-pipeda.ts';
import { createReader } from './playbook-places.ts';
import { patternsSchema, recognise } from './playbooks.ts';

/** What a law wants a text to say, and the wordings it is known by. */
export const checklistSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().min(1).max(120),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  description: z.string().min(1).max(1000),
  items: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
        title: z.string().min(1).max(160),
        /** Section of the law. */
        source: z.string().min(1).max(160),
        find: patternsSchema.min(1),
        /** Only asked for in some cases; not finding it is of low weight. */
        when: z.string().max(300).optional(),
        severity: z.enum(['high', 'medium', 'low']),
        why: z.string().min(1).max(1000),
      }),
    )
    .min(1)
    .max(100),
});

export type Checklist = z.infer<typeof checklistSchema>;

/** The checklists that come with the product, by id. */
export const checklists: Readonly<Record<string, Checklist>> = Object.fromEntries(
  [esignChecklist, pipedaChecklist, gdprChecklist].map((checklist) => [checklist.id, checklist]),
);

/**
 * One finding an item, in the order of the checklist: `ok` where a wording was found, `missing` where none was. Whether
 * the law applies, and whether what is said is enough, is not judged.
 */
export function evaluateChecklist(checklist: Checklist, reading: Reading): Finding[] {
  const reader = createReader(reading);
  return checklist.items.map(({ id, title, source, find, when, severity, why }) => {
    const { found, evidence, confidence, basis } = recognise(
      { id, name: title, find },
      reading,
      reader,
      false,
    );
    const condition = when === undefined ? '' : ` Asked for ${when}.`;
    return {
      id,
      title,
      kind: found ? 'ok' : 'missing',
      severity: found || when === undefined ? severity : 'low',
      says: found ? `${title}: found in this text.` : `${title}: not found in this text.${condition}`,
      why,
      evidence,
      confidence,
      basis,
      source,
    };
  });
}

import type { Readable } from 'node:stream';
import { utcDay } from '@smartstart/units';
import { writeSheet, type Column, type Part } from '../../kernel/pdf-sheet.ts';
import { sections, type AuditReport, type Entry, type SectionName } from './audit-entries.ts';

const columns: readonly Column[] = [
  { title: 'Time (UTC)', width: 82 },
  { title: 'What', width: 165 },
  { title: 'State', width: 88 },
  { title: 'Details', width: 180 },
];

export function writeAuditPdf(report: AuditReport): Readable {
  const { hubName, from, to, at } = report;
  const title = `Audit report ${utcDay(from)} to ${utcDay(to)}`;
  return writeSheet({ title, author: hubName, at }, partsOf(report, title)) as unknown as Readable;
}

function partsOf({ hubName, from, to, at, entries, evidence, chain }: AuditReport, title: string): Part[] {
  const bySection = Map.groupBy(entries, (entry) => entry.section);
  const names = Object.keys(sections) as SectionName[];
  return [
    { kind: 'heading', level: 1, text: title },
    {
      kind: 'paragraph',
      text: `Made by: ${hubName}\nSpan: ${instant(from)} to ${instant(to)}\nMade: ${instant(at)}\nDocuments are named by number and code. Who signed them, and what they say, is not part of this report.`,
    },
    { kind: 'heading', level: 2, text: 'Result' },
    {
      kind: 'paragraph',
      text: [
        `Evidence: ${evidence.failed ? `${evidence.failed} documents FAILED` : 'valid'}. ${evidence.checked} of ${evidence.documents} documents signed in the span were checked anew.`,
        chain.firstBroken
          ? `Audit chain: BROKEN at position ${chain.firstBroken.seq}. ${chain.firstBroken.reason}`
          : `Audit chain: valid. ${chain.entries} entries, ${chain.heads} signed heads.`,
        ...names.map((name) => `${sections[name]}: ${bySection.get(name)?.length ?? 0}`),
      ].join('\n'),
    },
    ...names.flatMap((name): Part[] => {
      const rows = bySection.get(name);
      if (!rows) return [];
      return [
        { kind: 'heading', level: 2, text: sections[name] },
        { kind: 'table', columns, rows: rows.map(rowOf) },
      ];
    }),
  ];
}

function rowOf({ at, id, what, state, detail }: Entry): string[] {
  return [
    at.toISOString().slice(0, 19).replace('T', ' '),
    what.includes(id) ? what : `${what}\n${id}`,
    state,
    detail.replaceAll('; ', '\n'),
  ];
}

function instant(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

import { addDays } from '@smartstart/units';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { sha256, textOf } from '../texts/canonical-text.ts';
import { notices, paperName, paperOf } from '../catalogue/catalogue.ts';
import { preview } from './copies.ts';
import type { Ground } from '../ground.ts';
import { knownOf } from './known.ts';
import * as publications from '../catalogue/publication-store.ts';
import {
  complianceScore,
  entriesOf,
  entryOf,
  mayOpen,
  reached,
  type Entry,
  type Wanted,
} from './standing.ts';
import * as store from '../record/store.ts';
import { fillFor, fillTemplate } from '../texts/template.ts';

/** Papers as they concern a person, and what the hub reads about all of them. */

export interface PaperView extends Entry {
  readonly version: string;
  readonly readingMinutes: number;
  readonly ventureId: string | null;
  readonly ventureName: string | null;
}

export interface PaperNeed {
  readonly code: string;
  readonly ventureId?: string;
  readonly tier?: number;
}

export interface Paperwork {
  readonly code: string;
  readonly name: string;
  readonly documentId: string | null;
  readonly textHash: string | null;
  readonly inForce: boolean;
}

const expiringDays = 30;
const reportBatch = 500;

export async function papersOf(
  ground: Ground,
  db: Db,
  userId: string,
): Promise<{ items: PaperView[]; complianceScore: number | null }> {
  const known = await knownOf(ground, db, userId);
  return {
    items: await viewsOf(db, entriesOf(known)),
    complianceScore: complianceScore(known.copies, known.needs, known.now),
  };
}

/** One paper: the entry that is to be signed next, with the text a copy would have now. */
export async function paperFor(
  ground: Ground,
  tx: Tx,
  userId: string,
  code: string,
): Promise<PaperView & { html: string; textHash: string }> {
  const paper = paperOf(code);
  const known = await knownOf(ground, tx, userId);
  const entry = entriesOf(known).find((one) => one.code === code);
  if (!paper || (!entry && (paper.scope !== 'ACCOUNT' || !mayOpen(code, known)))) throw new Fail('NOT_FOUND');
  const [view] = await viewsOf(tx, [entry ?? entryOf({ code, ref: '', tier: null }, 'NOT_REQUIRED', known)]);
  const text = await preview(ground, tx, userId, {
    code,
    ventureId: view!.ventureId ?? undefined,
    tier: view!.tier ?? undefined,
  });
  return { ...view!, ...text };
}

export async function scoreOf(ground: Ground, db: Db, userId: string): Promise<number | null> {
  return complianceScore(
    await store.copiesOf(db, [userId]),
    await publications.needsOf(db, [userId]),
    ground.kernel.clock.now(),
  );
}

/** The papers of one need after the other: in force, or the copy that is open. */
export async function paperworkOf(
  ground: Ground,
  db: Db,
  userId: string,
  needs: readonly PaperNeed[],
): Promise<Paperwork[]> {
  const known = await knownOf(ground, db, userId);
  const entries = needs.map((need) => entryOf(wantedOf(need), 'REQUIRED', known));
  const ids = entries.flatMap((entry) => entry.documentId ?? []);
  const hashes = new Map<string, string>();
  for (const id of ids) hashes.set(id, (await store.documentById(db, id))!.text_hash);
  return entries.map((entry) => ({
    code: entry.code,
    name: entry.paper.name,
    documentId: entry.documentId,
    textHash: entry.documentId ? (hashes.get(entry.documentId) ?? null) : null,
    inForce: entry.status === 'SIGNED',
  }));
}

/** A seat order that is asked for means the one naming the team seat: the founder seat is a paper of its rung. */
export function wantedOf(need: PaperNeed): Wanted {
  const ref = need.ventureId ?? (need.code === 'SOBA' ? 'TEAM' : '');
  return { code: need.code, ref, tier: need.code === 'PPNA' ? (need.tier ?? 0) : null };
}

export async function noticeViews(
  ground: Ground,
  db: Db,
): Promise<
  { code: string; name: string; version: string; publishedAt: Date; html: string; textHash: string }[]
> {
  const { hub } = ground.kernel.config;
  const views = [];
  for (const { code } of notices) {
    const version = await publications.currentVersion(db, code);
    if (!version) continue;
    const effectiveDate = version.counts_from.toISOString().slice(0, 10);
    const html = fillTemplate(
      version.html,
      fillFor(version.html, {
        hubName: hub.name,
        governingLaw: hub.governingLaw,
        venue: hub.venue,
        effectiveDate,
      }),
    );
    views.push({
      code,
      name: paperName(code),
      version: version.version,
      publishedAt: version.published_at,
      html,
      textHash: sha256(textOf(html)),
    });
  }
  return views;
}

/** Members by score, copies that end soon, versions in force. People are read in batches, so the report stays small in memory. */
export async function complianceReport(ground: Ground, db: Db) {
  const now = ground.kernel.clock.now();
  let [members, fullyCompliant] = [0, 0];
  for (let after: string | null = null; ;) {
    const people = await store.peopleWithPapers(db, after, reportBatch);
    const copies = Map.groupBy(await store.copiesOf(db, people), (copy) => copy.userId);
    const needs = Map.groupBy(await publications.needsOf(db, people), (need) => need.userId);
    for (const userId of people) {
      const own = copies.get(userId) ?? [];
      if (!reached(1, own)) continue;
      members += 1;
      if (complianceScore(own, needs.get(userId) ?? [], now) === 100) fullyCompliant += 1;
    }
    if (people.length < reportBatch) break;
    after = people.at(-1)!;
  }
  return {
    computedAt: now,
    members,
    fullyCompliant,
    expiringIn30Days: await store.endingBetween(db, now, addDays(now, expiringDays)),
    versions: await store.inForceByVersion(db, now),
  };
}

async function viewsOf(db: Db, entries: readonly Entry[]): Promise<PaperView[]> {
  const versions = new Map((await publications.currentVersions(db)).map((line) => [line.code, line]));
  const ventureIds = [...new Set(entries.flatMap((entry) => ventureIdOf(entry) ?? []))];
  const ventures = await publications.venturesOf(db, ventureIds);
  return entries.map((entry) => {
    const ventureId = ventureIdOf(entry);
    const version = versions.get(entry.code)!;
    return {
      ...entry,
      version: version.version,
      readingMinutes: version.reading_minutes,
      ventureId,
      ventureName: ventureId ? (ventures.get(ventureId)?.name ?? null) : null,
    };
  });
}

function ventureIdOf(entry: Entry): string | null {
  return entry.paper.scope === 'VENTURE' && entry.ref !== 'hub' ? entry.ref : null;
}

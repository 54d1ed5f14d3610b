import { ladder, gates, heldRungs, type Fact } from '../../../engines/security/index.ts';
import { catalogue, paperOf, rungsOf, type Paper } from '../catalogue/catalogue.ts';
import { isInForce } from '../record/policy.ts';
import type { Need } from '../catalogue/publication-store.ts';
import type { Copy } from '../record/store.ts';

/** How the papers of the catalogue stand for one person (domain rules, sections 2.1, 3.7 and 20.2). Pure. */

export type PaperStatus = 'NOT_REQUIRED' | 'PENDING' | 'REQUIRED' | 'SIGNED' | 'EXPIRED' | 'REVOKED';

export interface Known {
  readonly facts: readonly Fact[];
  /** Copies that count or counted for the person, oldest first. */
  readonly copies: readonly Copy[];
  readonly needs: readonly Need[];
  /** Copies the person has open for signing. */
  readonly open: readonly {
    readonly code: string;
    readonly ref: string;
    readonly tier: number | null;
    readonly id: string;
  }[];
  readonly now: Date;
}

export interface Wanted {
  readonly code: string;
  /** '' the account, TEAM the team seat, hub the hub, else the venture; null: some venture not known yet. */
  readonly ref: string | null;
  readonly tier: number | null;
}

export interface Entry extends Wanted {
  readonly paper: Paper;
  readonly status: PaperStatus;
  readonly rungs: readonly number[];
  readonly documentId: string | null;
  readonly signedAt: Date | null;
  readonly validUntil: Date | null;
}

type Why = 'NOT_REQUIRED' | 'PENDING' | 'REQUIRED';
const strength: Readonly<Record<Why, number>> = { NOT_REQUIRED: 0, PENDING: 1, REQUIRED: 2 };
const firstAdministrative = 9;

/** The papers the person sees: of the rungs held, of those directly above, and what was asked for or signed already. */
export function entriesOf(known: Known): Entry[] {
  const wanted = new Map<string, Wanted & { why: Why }>();
  const add = (want: Wanted, why: Why) => {
    const key = `${want.code} ${want.ref} ${want.tier ?? 0}`;
    const before = wanted.get(key);
    if (!before || strength[why] > strength[before.why]) wanted.set(key, { ...want, why });
  };
  for (const need of known.needs) add(asWanted(need), 'REQUIRED');
  for (const copy of known.copies)
    if (isLasting(copy) || isInForce(copy, known.now)) add(asWanted(copy), 'NOT_REQUIRED');
  for (const copy of known.open) add(asWanted(copy), 'NOT_REQUIRED');
  for (const [want, why] of ladderWants(known)) {
    // A rung asks for venture papers of any venture: shown by itself only while no venture is known.
    if (
      want.ref !== null ||
      ![...wanted.values()].some(
        (other) => other.code === want.code && other.ref !== null && (other.tier ?? 0) >= (want.tier ?? 0),
      )
    )
      add(want, why);
  }
  const entries = [...wanted.values()].map((want) => entryOf(want, want.why, known));
  return withoutDoubles(entries).sort(byUrgency);
}

/** Papers of the account are shown after their end, too; those of a venture or a relationship are over then. */
function isLasting({ code, ref }: Copy): boolean {
  return (ref === '' || ref === 'TEAM') && paperOf(code)?.scope === 'ACCOUNT';
}

export function entryOf(want: Wanted, why: Why, known: Known): Entry {
  const paper = paperOf(want.code)!;
  const fitting = known.copies.filter((copy) => fits(copy, want));
  const inForce = fitting.findLast((copy) => isInForce(copy, known.now));
  const shown = inForce ?? fitting.at(-1);
  const open = known.open.find(
    (copy) =>
      copy.code === want.code && copy.ref === (want.ref ?? '') && (copy.tier ?? 0) === (want.tier ?? 0),
  );
  return {
    code: want.code,
    ref: want.ref,
    tier: want.tier,
    paper,
    rungs: rungsOf(want.code, want.ref === 'TEAM' ? 'TEAM' : '', want.tier ?? 0),
    // The access facts decide what is open, so they decide here too.
    status:
      inForce || hasFact(want, known)
        ? 'SIGNED'
        : shown
          ? shown.state === 'TERMINATED'
            ? 'REVOKED'
            : 'EXPIRED'
          : why,
    documentId: inForce?.documentId ?? open?.id ?? null,
    signedAt: shown?.signedAt ?? null,
    validUntil: shown?.validUntil ?? null,
  };
}

/** May the person open a copy of this account paper: it is among theirs, or a gate within reach names it. */
export function mayOpen(code: string, known: Known): boolean {
  if (entriesOf(known).some((entry) => entry.code === code)) return true;
  const held = heldRungs(known.facts, known.now);
  return Object.values(gates).some(
    (gate) => held.has(gate.min) && gate.papers.some((paper) => paper.code === code),
  );
}

export function appointedRungs(facts: readonly Fact[]): Set<number> {
  const appointed = facts.filter((fact) => fact.kind === 'APPOINTED').map((fact) => Number(fact.value));
  return closure(appointed);
}

/** The highest tier of venture papers the appointment asks for. */
export function hubTier(facts: readonly Fact[]): number {
  const rungs = appointedRungs(facts);
  const tiers = ladder
    .filter((rule) => rungs.has(rule.rung))
    .flatMap((rule) => rule.papers.flatMap((need) => (need.code === 'PPNA' ? [need.tier ?? 0] : [])));
  return Math.max(0, ...tiers);
}

/** Papers in force of those the highest rung reached and the present venture roles require, in percent; null: none required. */
export function complianceScore(copies: readonly Copy[], needs: readonly Need[], now: Date): number | null {
  const { required, met } = requirements(copies, needs, now);
  return required === 0 ? null : Math.round((met / required) * 1000) / 10;
}

/** A rung counts as reached once every paper of it has been in force; conditions such as the seat may come and go. */
export function reached(rung: number, copies: readonly Copy[]): boolean {
  const rule = ladder[rung]!;
  return (
    rule.buildsOn.every((base) => reached(base, copies)) &&
    rule.papers.every((need) => copies.some((copy) => fits(copy, ladderWant(need))))
  );
}

/** How many papers are required, and how many of them are in force. */
export function requirements(
  copies: readonly Copy[],
  needs: readonly Need[],
  now: Date,
): { required: number; met: number } {
  const wanted = new Map<string, boolean>();
  const put = (want: Wanted, met: boolean) => wanted.set(`${want.code} ${want.ref} ${want.tier ?? 0}`, met);
  for (const rule of ladder) {
    if (!rule.papers.length || !reached(rule.rung, copies)) continue;
    for (const need of rule.papers) {
      const want = ladderWant(need);
      put(
        want,
        copies.some(
          (copy) =>
            fits(copy, want) && (need.everSigned ? copy.state !== 'TERMINATED' : isInForce(copy, now)),
        ),
      );
    }
  }
  for (const need of needs) {
    const want = asWanted(need);
    put(
      want,
      copies.some((copy) => fits(copy, want) && isInForce(copy, now)),
    );
  }
  return { required: wanted.size, met: [...wanted.values()].filter(Boolean).length };
}

function ladderWants(known: Known): [Wanted, Why][] {
  const held = heldRungs(known.facts, known.now);
  const appointed = appointedRungs(known.facts);
  const wants: [Wanted, Why][] = [];
  for (const rule of ladder) {
    const above = rule.rung < firstAdministrative && rule.buildsOn.every((base) => held.has(base));
    if (!held.has(rule.rung) && !appointed.has(rule.rung) && !above) continue;
    for (const need of rule.papers) {
      const want = ladderWant(need);
      wants.push(appointed.has(rule.rung) ? [appointedWant(want, known), 'REQUIRED'] : [want, 'PENDING']);
    }
  }
  return wants;
}

/** The order for the founder seat becomes the one for the team seat, so just one of the two is shown at a time, or one of each kind. */
function withoutDoubles(entries: readonly Entry[]): Entry[] {
  const founder = entries.find((entry) => entry.code === 'SOBA' && entry.ref === '');
  const team = entries.find((entry) => entry.code === 'SOBA' && entry.ref === 'TEAM');
  if (!founder || !team) return [...entries];
  if (team.status === 'SIGNED')
    return entries.flatMap((entry) =>
      entry === founder
        ? []
        : [entry === team ? { ...team, rungs: [...founder.rungs, ...team.rungs] } : entry],
    );
  return founder.status === 'SIGNED' ? [...entries] : entries.filter((entry) => entry !== team);
}

const catalogueOrder = new Map(catalogue.map((paper, index) => [paper.code, index]));

/** What is to be signed first, then in the order of the catalogue, which begins with ESCA. */
function byUrgency(a: Entry, b: Entry): number {
  return (
    Number(a.status === 'SIGNED') - Number(b.status === 'SIGNED') ||
    catalogueOrder.get(a.code)! - catalogueOrder.get(b.code)! ||
    (a.ref ?? '').localeCompare(b.ref ?? '') ||
    (a.tier ?? 0) - (b.tier ?? 0)
  );
}

/** Does the copy answer the want: same paper, same venture where one is named, and a tier at least as high. */
export function fits(copy: Copy, want: Wanted): boolean {
  if (copy.code !== want.code || (copy.tier ?? 0) < (want.tier ?? 0)) return false;
  if (want.ref === null || copy.ref === want.ref) return true;
  // The team seat includes the founder seat.
  return want.ref === '' && copy.ref === 'TEAM';
}

function hasFact(want: Wanted, { facts, now }: Known): boolean {
  return facts.some(
    (fact) =>
      fact.kind === 'PAPER' &&
      fact.value === want.code &&
      fact.tier >= (want.tier ?? 0) &&
      (fact.until === null || fact.until > now) &&
      (want.ref === null || fact.ref === want.ref || (want.ref === '' && fact.ref === 'TEAM')),
  );
}

function asWanted(one: { code: string; ref: string; tier: number | null }): Wanted {
  return { code: one.code, ref: one.ref, tier: one.code === 'PPNA' ? (one.tier ?? 0) : null };
}

function ladderWant(need: { code: string; tier?: number; ref?: 'TEAM' }): Wanted {
  const venture = paperOf(need.code)!.scope === 'VENTURE';
  return {
    code: need.code,
    ref: venture ? null : (need.ref ?? ''),
    tier: need.code === 'PPNA' ? (need.tier ?? 0) : null,
  };
}

/** Appointed administrators sign venture papers once, with the hub; they need no team seat. */
function appointedWant(want: Wanted, known: Known): Wanted {
  if (want.ref === null)
    return { ...want, ref: 'hub', tier: want.code === 'PPNA' ? hubTier(known.facts) : null };
  return want.ref === 'TEAM' ? { ...want, ref: '' } : want;
}

function closure(rungs: readonly number[]): Set<number> {
  const all = new Set<number>();
  const collect = (rung: number) => {
    if (all.has(rung)) return;
    all.add(rung);
    for (const base of ladder[rung]?.buildsOn ?? []) collect(base);
  };
  for (const rung of rungs) collect(rung);
  return all;
}

import type { Analysis } from './types';

/** What to do next, in the order in which it matters; each step names what it follows from. Pure. */

export type Room = 'overview' | 'work' | 'money' | 'equity' | 'documents' | 'standing';
export interface Place {
  readonly room: Room;
  readonly path: string;
}

export type NextStep =
  | { readonly kind: 'ADVICE'; readonly key: string; readonly text: string; readonly place: Place }
  | { readonly kind: 'FIGURES'; readonly key: string; readonly place: Place }
  | {
      readonly kind: 'OVERDUE_RISK';
      readonly key: string;
      readonly title: string;
      readonly text: string;
      readonly place: Place;
    }
  | {
      readonly kind: 'PART';
      readonly key: string;
      readonly label: string;
      readonly points: number;
      readonly place: Place;
    }
  | { readonly kind: 'GAP'; readonly key: string; readonly label: string; readonly place: Place };

/** Where each part of a score is won. */
const places: Readonly<Record<string, Place>> = {
  TEAM: { room: 'overview', path: '' },
  SIZE: { room: 'overview', path: '' },
  MEMBERS: { room: 'overview', path: '' },
  SKILLS: { room: 'overview', path: '/edit' },
  SKILL_COVERAGE: { room: 'overview', path: '/edit' },
  FUNDING: { room: 'money', path: '/rounds' },
  PAPERS: { room: 'documents', path: '' },
  REVIEW: { room: 'work', path: '/launch' },
  EVIDENCE: { room: 'work', path: '/launch' },
  CHECKINS: { room: 'work', path: '/checkins' },
  CHECKIN_RATE: { room: 'work', path: '/checkins' },
  ON_TIME: { room: 'work', path: '/board' },
  ON_TIME_RATE: { room: 'work', path: '/board' },
};

/** The first room of a venture is the venture itself. */
export function placeHref(ventureId: string, { room, path }: Place): string {
  return `/ventures/${ventureId}${room === 'overview' ? '' : `/${room}`}${path}`;
}

export function placeOf(part: string): Place {
  return places[part] ?? { room: 'standing', path: '/readiness' };
}

/** Points below this are not worth a step. */
const leastPoints = 1;
const mostParts = 3;
const mostRisks = 2;

/** @param advice the rules of the runway that fired, as sentences; null when no figures are entered yet */
export function nextSteps(
  { readiness, risks }: Pick<Analysis, 'readiness' | 'risks'>,
  advice: readonly string[] | null,
): NextStep[] {
  const rounds: Place = { room: 'money', path: '/rounds' };
  const months: Place = { room: 'money', path: '/months' };
  const parts = readiness?.parts ?? [];
  return [
    ...(advice === null ? [{ kind: 'FIGURES', key: 'figures', place: months } as const] : []),
    ...(advice ?? []).map(
      (text, index) => ({ kind: 'ADVICE', key: `advice ${index}`, text, place: rounds }) as const,
    ),
    ...(risks?.overdue ?? [])
      .toSorted((a, b) => b.score - a.score)
      .slice(0, mostRisks)
      .map(
        ({ id, title, why }) =>
          ({
            kind: 'OVERDUE_RISK',
            key: id,
            title,
            text: why,
            place: { room: 'work', path: '/risks' },
          }) as const,
      ),
    ...parts
      .filter(({ value, open }) => value !== null && (open ?? 0) >= leastPoints)
      .toSorted((a, b) => (b.open ?? 0) - (a.open ?? 0))
      .slice(0, mostParts)
      .map(
        ({ part, label, open }) =>
          ({ kind: 'PART', key: part, label, points: open ?? 0, place: placeOf(part) }) as const,
      ),
    ...parts
      .filter(({ value }) => value === null)
      .map(({ part, label }) => ({ kind: 'GAP', key: `gap ${part}`, label, place: placeOf(part) }) as const),
  ];
}

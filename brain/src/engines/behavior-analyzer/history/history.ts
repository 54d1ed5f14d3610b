import { dayMs } from '@smartstart/units';
import type { ActiveDay } from '../../analytics/index.ts';

export type { ActiveDay };

/** What is known of one person, and when it became known: everything the analysis of behaviour is made from. */

/** Of the records of other modules. */
export interface Facts {
  readonly ventures: number;
  readonly teams: number;
  readonly leadRoles: number;
  readonly mentorships: number;
  readonly connections: number;
  /** Null while no paper is required. */
  readonly compliance: number | null;
  readonly xp: number;
  readonly reputation: number;
  readonly seat: string;
  readonly openRequests: number;
  readonly skills: number;
  readonly skillsVerified: number;
  readonly skillLevels: number;
}

export interface FactRow {
  readonly at: Date;
  readonly facts: Facts;
}

export interface History {
  readonly joinedAt: Date;
  readonly days: readonly ActiveDay[];
  readonly facts: readonly FactRow[];
}

export function dayText(at: Date): string {
  return at.toISOString().slice(0, 10);
}

export function dayStart(day: string): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

/** So many days after a day; before it when negative. */
export function dayAfter(day: string, days: number): string {
  return dayText(new Date(dayStart(day).getTime() + days * dayMs));
}

export function daysBetween(from: string, to: string): number {
  return Math.round((dayStart(to).getTime() - dayStart(from).getTime()) / dayMs);
}

export interface Window {
  readonly activeDays: number;
  readonly uses: number;
  readonly content: number;
  readonly features: number;
}

/** Sums over the days from `from` to `to`, both included. */
export function windowOf(days: readonly ActiveDay[], from: string, to: string): Window {
  const inside = days.filter(({ day }) => day >= from && day <= to);
  const sum = (figure: (day: ActiveDay) => number) => inside.reduce((total, day) => total + figure(day), 0);
  return {
    activeDays: new Set(inside.flatMap(({ day, events }) => (events > 0 ? [day] : []))).size,
    uses: sum(({ uses }) => uses),
    content: sum(({ content }) => content),
    features: new Set(inside.flatMap(({ features }) => features)).size,
  };
}

/** The latest day with something the person caused. */
export function lastActive(days: readonly ActiveDay[]): string | null {
  return days.reduce<string | null>(
    (last, { day, events }) => (events > 0 && (last === null || day > last) ? day : last),
    null,
  );
}

/** Days that had ended before a moment, as they were known then. */
export function knownBefore(days: readonly ActiveDay[], cutoff: string): ActiveDay[] {
  return days.filter(({ day, knownOn }) => day < cutoff && knownOn < cutoff);
}

/** The latest row at or before a moment. */
export function factsAt(rows: readonly FactRow[], at: Date): Facts | null {
  const latest = rows.reduce<FactRow | null>(
    (best, row) => (row.at <= at && (best === null || row.at > best.at) ? row : best),
    null,
  );
  return latest?.facts ?? null;
}

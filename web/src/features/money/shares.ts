import { wholePart } from '../../lib/money';

/** Who gets which part of the revenue (domain rules, section 11), as the form checks it while one types. Pure. */

export interface ShareDraft {
  /** Null: retained by the venture. */
  readonly userId: string | null;
  readonly name: string;
  /** In units of 10⁻⁶ percent. */
  readonly part: number;
}

export type SharesFault = 'SUM' | 'NOTHING' | 'EMPTY';

/** Lines a plan can have. */
export const mostLines = 50;

export function sumOf(lines: readonly Pick<ShareDraft, 'part'>[]): number {
  return lines.reduce((sum, { part }) => sum + part, 0);
}

export function faultOf(lines: readonly ShareDraft[]): SharesFault | null {
  if (lines.length === 0) return 'EMPTY';
  if (lines.some(({ part }) => part === 0)) return 'NOTHING';
  return sumOf(lines) === wholePart ? null : 'SUM';
}

export interface Fall {
  readonly userId: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** Those whose share falls: each of them has to sign. The venture itself is not a person. */
export function fallsBetween(before: readonly ShareDraft[], after: readonly ShareDraft[]): Fall[] {
  const parts = new Map(after.map(({ userId, part }) => [userId, part]));
  return before.flatMap(({ userId, name, part }) => {
    const now = parts.get(userId) ?? 0;
    return userId !== null && now < part ? [{ userId, name, before: part, after: now }] : [];
  });
}

/** Says the same as the shares in force. */
export function isSame(before: readonly ShareDraft[], after: readonly ShareDraft[]): boolean {
  const parts = new Map(before.map(({ userId, part }) => [userId, part]));
  return after.length === before.length && after.every(({ userId, part }) => parts.get(userId) === part);
}

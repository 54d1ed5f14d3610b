import { callerOf, type Call } from '../../kernel/call.ts';
import type { Db } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import type { Actor, Ground } from './deps.ts';

export type { Actor, Ground };

export function actorOf(call: Call): Actor {
  const { userId, held } = callerOf(call);
  return { userId, held };
}

export interface Named {
  readonly userId: string;
  readonly name: string;
  readonly slug: string;
}

/** Names for a view: all of a page with one question. */
export async function namesOf(
  { people }: Pick<Ground, 'people'>,
  db: Db,
  ids: readonly (string | null)[],
): Promise<(userId: string) => Named> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const rows = known.length
    ? await people.byIds(db, known)
    : new Map<string, { name: string; slug: string }>();
  return (userId) => {
    const { name = 'a former member', slug = '' } = rows.get(userId) ?? {};
    return { userId, name, slug };
  };
}

export function allow(allowed: boolean, sentence: string): void {
  if (!allowed) throw new Fail('FORBIDDEN', sentence);
}

/** A field that is wrong, with a sentence a person can act on. */
export function wrong(path: string, message: string): Fail {
  return new Fail('RULE_VIOLATED', message, { fields: [{ path, message }] });
}

/** A part of the whole in percent, without zeros at the end: 333333 as `33.3333`. */
export function percentOf(millionths: number): string {
  return (millionths / 10_000).toFixed(4).replace(/\.?0+$/, '');
}

export function millionthsOf(percent: string): number {
  return Math.round(Number(percent) * 10_000);
}

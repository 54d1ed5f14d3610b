import { Fail } from './errors.ts';

/** Cursors hold the sort key of the last row, so that pages stay right while rows are added. */
export function writeCursor(...key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

export function readCursor(cursor: string | undefined, length: number): (string | number)[] | null {
  if (!cursor) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(key) &&
      key.length === length &&
      key.every((part) => typeof part === 'string' || typeof part === 'number')
    )
      return key;
  } catch {
    // Falls through: a cursor that was tampered with is as bad as one of another list.
  }
  throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The cursor of a list that is sorted by id alone. Text that is no id would reach the database as a broken query. */
export function readIdCursor(cursor: string | undefined): string | null {
  const key = readCursor(cursor, 1);
  return key ? requireId(key[0]) : null;
}

export function requireId(part: string | number | undefined): string {
  if (typeof part === 'string' && uuid.test(part)) return part;
  throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
}

/** Cuts `limit + 1` rows to a page and makes the cursor of the next one. */
export function toPage<R, V>(
  rows: readonly R[],
  limit: number,
  keyOf: (row: R) => readonly (string | number)[],
  view: (row: R) => V,
): { items: V[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  return {
    items: shown.map(view),
    nextCursor: rows.length > limit ? writeCursor(...keyOf(shown.at(-1)!)) : null,
  };
}

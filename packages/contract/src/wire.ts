import { z } from 'zod';

/** Schemas that many modules share. Names say what a person would say. */

export const id = z.uuidv7();
export const instant = z.iso.datetime();
export const day = z.iso.date();
export const email = z.email().max(254);
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .min(3)
  .max(32);
export const text = (min: number, max: number) => z.string().trim().min(min).max(max);
export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'Use a time zone name such as America/Toronto.');
export const locale = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/);
export const rung = z.int().min(0).max(12);
export const empty = z.strictObject({});

/** The query every list takes: cursor paging, at most 100 a page. */
export const page = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(400).optional(),
};

/** A page of a list. */
export function pageOf<S extends z.core.SomeType>(items: S) {
  return z.object({ items: z.array(items), nextCursor: z.nullable(z.string()) });
}

function isTimeZone(value: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
}

import type { PublishedEvent } from '../../kernel/outbox.ts';
import type { Notice } from './telling.ts';

export type Writer = (event: PublishedEvent) => readonly Notice[];

/** The part of a zod schema that is needed here; wider bounds make type checks slow. */
interface Parser<T> {
  parse(value: unknown): T;
}

/** Checks the event's data, then writes what people are told. */
export function on<T>(
  shape: Parser<T>,
  write: (data: T, event: PublishedEvent) => readonly Notice[],
): Writer {
  return (event) => write(shape.parse(event.data), event);
}

/** A moment in words that no locale can misread, in UTC. */
export function instant(at: string): string {
  const iso = new Date(at).toISOString();
  return `${iso.slice(11, 16)} UTC on ${iso.slice(0, 10)}`;
}

/** An amount of BUZ as it is spoken: `12.500000` as `12.5`. */
export function plain(amount: string): string {
  return amount.replace(/\.?0+$/, '');
}

import type { OcfObject } from '../ocf/objects.ts';
import { effectOf } from './effects.ts';
import { isIssuance } from './securities.ts';

/**
 * The order in which entries are replayed, however a file has them: whoever and whatever they are about, what is issued,
 * and then what happens to it by day. On one day what takes a part of a security comes before what ends it.
 */
export function inOrder(objects: readonly OcfObject[]): OcfObject[] {
  const records: OcfObject[] = [];
  const issuances: OcfObject[] = [];
  const dated: { readonly object: OcfObject; readonly date: string; readonly ends: number }[] = [];
  for (const object of objects) {
    if (isIssuance(object)) issuances.push(object);
    else if ('date' in object && object.object_type !== 'FINANCING') {
      const effect = effectOf(object);
      const ends = effect && (effect.quantity === null || effect.balance !== null) ? 1 : 0;
      dated.push({ object, date: object.date, ends });
    } else records.push(object);
  }
  const happenings = dated.toSorted((a, b) =>
    a.date === b.date ? a.ends - b.ends : a.date < b.date ? -1 : 1,
  );
  return [...records, ...issuances, ...happenings.map(({ object }) => object)];
}

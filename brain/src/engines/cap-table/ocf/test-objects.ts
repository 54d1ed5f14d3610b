import fc from 'fast-check';
import type { z } from 'zod';
import { ocfObject, type ObjectType, type OcfObject } from './objects.ts';
import * as primitives from './primitives.ts';

/** For tests: arbitrary objects, made from our own schemas, and small damages to them. */

const dayText = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

const known = new Map<z.core.$ZodType, fc.Arbitrary<unknown>>([
  [primitives.date, dayText],
  [primitives.dateTime, dayText.map((day) => `${day}T09:30:00Z`)],
  [primitives.email.shape.email_address, fc.constantFrom('a@b.example', 'first.last+tag@mail.example.com')],
]);

/** Whatever the schema accepts, within reason. Knows only the kinds of schema that this room uses. */
export function arbitraryOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const made = known.get(schema) ?? generate(schema);
  known.set(schema, made);
  return made;
}

function insideOf<Part extends { _zod: { def: unknown } }>({ _zod: inside }: Part): Part['_zod']['def'] {
  return inside.def;
}

function generate(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const checked = insideOf(schema).checks?.some((check) => insideOf(check).check === 'custom') ?? false;
  const made = unchecked(schema as z.core.$ZodTypes);
  return checked ? made.filter((value) => (schema as z.ZodType).safeParse(value).success) : made;
}

interface Check {
  readonly pattern?: RegExp;
  readonly minimum?: number;
  readonly value?: number;
}

function unchecked(schema: z.core.$ZodTypes): fc.Arbitrary<unknown> {
  const def = insideOf(schema);
  const checks = (def.checks ?? []).map((check) => insideOf(check) as Check);
  switch (def.type) {
    case 'object':
      return objectOf(def.shape);
    case 'array': {
      const minLength = checks.find(({ minimum }) => minimum !== undefined)?.minimum ?? 0;
      return fc.array(arbitraryOf(def.element), { minLength, maxLength: minLength + 2 });
    }
    case 'union':
      return fc.oneof(...def.options.map(arbitraryOf));
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.integer({ min: checks.find(({ value }) => value !== undefined)?.value ?? -1000, max: 1000 });
    case 'nullable':
      return fc.option(arbitraryOf(def.innerType), { nil: null });
    case 'string': {
      const pattern = checks.find((check) => check.pattern !== undefined)?.pattern;
      return pattern ? fc.stringMatching(pattern) : fc.string({ minLength: 1, maxLength: 8 });
    }
    default:
      throw new Error(`There is no arbitrary for a schema of ${def.type}.`);
  }
}

function objectOf(shape: Readonly<Record<string, z.core.$ZodType>>): fc.Arbitrary<unknown> {
  const requiredKeys: string[] = [];
  const model: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [key, part] of Object.entries(shape)) {
    const def = insideOf(part as z.core.$ZodTypes);
    const optional = def.type === 'optional';
    if (!optional) requiredKeys.push(key);
    model[key] = arbitraryOf(optional ? def.innerType : part);
  }
  return fc.record(model, { requiredKeys, noNullPrototype: true });
}

const objects = new Map<string, fc.Arbitrary<OcfObject>>();

/** Any object of the type. */
export function anyObject(type: ObjectType): fc.Arbitrary<OcfObject> {
  const found = objects.get(type);
  if (found) return found;
  const option = ocfObject.options.find(({ shape }) => (shape.object_type.values as Set<string>).has(type));
  if (!option) throw new Error(`There is no schema of ${type}.`);
  const made = (arbitraryOf(option) as fc.Arbitrary<OcfObject>).map(
    (object) => ({ ...object, object_type: type }) as OcfObject,
  );
  objects.set(type, made);
  return made;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const oddTexts = [
  '|0|-1|+1.5|1.12345678901|1e3|.5|1.| 1|1,000|0.3|1.00|1.01|NaN|us|US|USA|EUR|Ü|a@b|a@b.c|a b@c.de|x@-c.de',
  '2025-02-30|2024-02-29|2023-02-29|1900-02-29|2025-13-01|20250101|2025-01-31T00:00:00Z',
  '+1 316 555 6789|+1 (316) 555 6789|OTHER|OPTION|CSAR|CAP|ACTUAL|UNLIMITED|DAYS|MONTHS|VESTING_EVENT',
  'CUSTOM_CONVERSION|RATIO_CONVERSION|CONVERTIBLE_CONVERSION_RIGHT|WARRANT_CONVERSION_RIGHT|ELECTIVE_AT_WILL',
].flatMap((line) => line.split('|'));
const oddities: Json[] = [
  ...oddTexts,
  0,
  1,
  -1,
  1.5,
  true,
  false,
  null,
  [],
  {},
  [''],
  ['a', 'a'],
  ['a', 'b'],
  { amount: '1', currency: 'USD' },
  { numerator: '1', denominator: '2' },
];

/** The same object with one thing taken away, added or replaced, somewhere inside it. */
export function damaged(object: OcfObject): fc.Arbitrary<Json> {
  return fc
    .tuple(fc.nat(), fc.constantFrom('drop', 'add', 'replace', 'repeat'), fc.constantFrom(...oddities))
    .map(([at, act, oddity]) => {
      const copy = structuredClone(object) as unknown as Json;
      const places = placesIn(copy);
      const place = places[at % places.length]!;
      damage(place.holder, place.key, act, oddity);
      return copy;
    });
}

type Holder = { [key: string]: Json } | Json[];

function placesIn(value: Json): { holder: Holder; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [{ holder: value, key }, ...placesIn(inner)]);
}

function damage(holder: Holder, key: string, act: string, oddity: Json): void {
  const inside = holder as { [key: string]: Json };
  if (act === 'drop' && !Array.isArray(holder)) delete inside[key];
  else if (act === 'add' && !Array.isArray(holder))
    inside[key === 'id' ? 'identity' : 'description'] = oddity;
  else if (act === 'repeat' && Array.isArray(holder)) holder.push(structuredClone(inside[key]!));
  else inside[key] = oddity;
}

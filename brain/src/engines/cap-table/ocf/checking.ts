import type { z } from 'zod';
import { isJsonObject, valueAt, type Json } from './json.ts';
import { pointerOf, problemAt, quoted, type Place, type Problem } from './problems.ts';

/** Schemas say what is wrong in their own words; here it becomes problems at places, in ours. */

/**
 * @param place the object that was checked; the problems lie inside it
 * @param most more of one object helps nobody: it was meant to be something else
 */
export function problemsOf(error: z.core.$ZodError, json: Json, place: Place, most = 8): Problem[] {
  const problems: Problem[] = [];
  for (const issue of error.issues) {
    if (problems.length >= most) break;
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys.slice(0, most - problems.length))
        problems.push(
          problemAt('UNKNOWN_KEY', inside(place, [...issue.path, key]), 'is unknown to the format'),
        );
    else problems.push(problemOf(issue, json, place));
  }
  return problems;
}

function problemOf(issue: z.core.$ZodIssue, json: Json, place: Place): Problem {
  const at = inside(place, issue.path);
  const value = valueAt(json, issue.path);
  if (value === undefined && issue.code !== 'custom') return problemAt('MISSING', at, 'is missing');
  switch (issue.code) {
    case 'invalid_type':
      return problemAt('WRONG_TYPE', at, `has to be ${nameOf(issue.expected)}, and is ${kindOf(value)}`);
    case 'invalid_value':
      return problemAt('UNKNOWN_VALUE', at, `is ${quoted(value)}, and has to be ${listed(issue.values)}`);
    case 'invalid_union':
      return problemAt('UNKNOWN_VALUE', at, `is ${quoted(value)}, which the format does not know here`);
    case 'too_big':
      return problemAt('BAD_VALUE', at, 'is too large a number');
    default:
      return problemAt('BAD_VALUE', at, issue.message);
  }
}

function inside(place: Place, path: readonly PropertyKey[]): Place {
  return { ...place, pointer: place.pointer + pointerOf(path) };
}

const names: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'an object',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
};
const nameOf = (expected: string): string => names[expected] ?? expected;

function kindOf(value: Json | undefined): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (isJsonObject(value)) return 'an object';
  return typeof value === 'string' ? 'text' : String(value);
}

function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, 12).map(String);
  return shown.length === 1
    ? `“${shown[0]}”`
    : `one of ${shown.join(', ')}${values.length > 12 ? ', …' : ''}`;
}

/** Deeper than this nothing that is evidence is nested. */
const maxDepth = 64;

/**
 * Canonical JSON after RFC 8785 (keys sorted, no white space, ECMAScript number form) for strings, finite numbers,
 * booleans, null, arrays and plain objects. Undefined members are left out.
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > maxDepth) throw new Error('The value is nested too deeply.');
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('A number that is not finite has no canonical form.');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, depth + 1)).join(',')}]`;
  if (typeof value !== 'object') throw new Error(`A ${typeof value} has no canonical form.`);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member, depth + 1)}`).join(',')}}`;
}

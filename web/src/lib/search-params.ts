/** What a page gets from Next: a name may appear once, several times or not at all. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The first value of each name asked for, or null. */
export async function readParams<const N extends string>(
  searchParams: SearchParams,
  ...names: N[]
): Promise<Record<N, string | null>> {
  const given = await searchParams;
  const read = (name: N) => {
    const value = given[name];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<N, string | null>;
}

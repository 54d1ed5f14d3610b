import pg from 'pg';

/**
 * How values come back from PostgreSQL, decided once: int8 as bigint, numeric and date as strings, timestamptz as Date,
 * bytea as Buffer, json parsed. Nothing is ever rounded through a double.
 */
export const parsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.INT8) return (text: string) => BigInt(text);
    if (oid === pg.types.builtins.DATE) return (text: string) => text;
    if (oid === 1016) return (text: string) => text.slice(1, -1).split(',').filter(Boolean).map(BigInt);
    return pg.types.getTypeParser(oid, format as 'text');
  }) as typeof pg.types.getTypeParser,
};

import { timestamp, type Parameter } from '../warehouse/replica.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { EventMatch } from './questions.ts';
import type { Range } from '../events/event.ts';

/** What a question needs of the copy. */
export type Asked = Pick<Warehouse, 'rows' | 'reading' | 'calendar'>;

/** A piece of SQL with what it is asked with. Texts and moments become parameters, numbers and other pieces stand in place. */
export class Fragment {
  readonly strings: readonly string[];
  readonly values: readonly Part[];
  constructor(strings: readonly string[], values: readonly Part[]) {
    this.strings = strings;
    this.values = values;
  }
}

type Part = Fragment | string | number | boolean | Date;

export function duck(strings: TemplateStringsArray, ...values: Part[]): Fragment {
  return new Fragment(strings, values);
}

/** SQL as it stands; only for words of this code. */
export const plain = (text: string) => new Fragment([text], []);

export function joined(parts: readonly Fragment[], by: string): Fragment {
  return new Fragment(['', ...parts.slice(1).map(() => by), ''], [...parts]);
}

export function render(fragment: Fragment): { text: string; parameters: Parameter[] } {
  const parameters: Parameter[] = [];
  const write = ({ strings, values }: Fragment): string =>
    strings
      .map((text, index) => {
        const value = values[index];
        if (value === undefined) return text;
        if (value instanceof Fragment) return text + write(value);
        if (typeof value === 'number') return text + String(requireFinite(value));
        if (typeof value === 'boolean') return text + String(value);
        parameters.push(value instanceof Date ? timestamp(value) : value);
        return `${text}$${parameters.length}::${value instanceof Date ? 'timestamp' : 'varchar'}`;
      })
      .join('');
  return { text: write(fragment), parameters };
}

function requireFinite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError('A question holds a number that is none.');
  return value;
}

/** What an event says of itself beside its properties. */
const columns: Readonly<Record<string, string>> = {
  entityKind: 'entity_kind',
  entityId: 'entity_id',
  source: 'source',
};

/** The value of a property as text; null where an event has none. */
export function property(name: string): Fragment {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (column) return plain(column);
  // A path in quotes: a name may hold anything, and is no path.
  return duck`json_extract_string(properties, ${`$."${name.replaceAll(/["\\]/g, '')}"`})`;
}

export function matching({ event, where = [] }: EventMatch): Fragment {
  const type = event === '*' ? plain('caused') : duck`type = ${event}`;
  return duck`(${joined([type, ...where.map((one) => duck`${property(one.property)} = ${one.is}`)], ' and ')})`;
}

export function within({ from, to }: Range): Fragment {
  return duck`moment >= ${from} and moment < ${to}`;
}

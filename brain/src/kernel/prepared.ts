import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Statements whose text varies without end (long `in` lists) must not fill the server's memory. */
const maxStatements = 1_000;
const copyStatement = /^copy \w+ \([^)]*\) from stdin$/;
const names = new Map<string, string>();

/**
 * A client that prepares each statement once per connection: the server then parses and plans it once, not at each call.
 * Statement texts are few, because SQL stands in stores and values are always parameters.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // A connection may be lost between two queries of a transaction. The pool listens to idle clients only, and an error
    // nobody hears would end the process; the next query on this client fails, and the pool drops it.
    this.on('error', () => undefined);
  }

  // The overloads of pg are many; only the form Kysely uses is changed, the rest passes through.
  override query(...args: unknown[]): never {
    const [text, values] = args;
    if (typeof text === 'string' && copyStatement.test(text) && Array.isArray(values))
      return this.copyIn(text, String(values[0])) as never;
    const name =
      typeof text === 'string' && Array.isArray(values) && args.length === 2 ? nameOf(text) : undefined;
    const query = super.query as (...parameters: unknown[]) => never;
    return name ? query.call(this, { name, text, values }) : query.apply(this, args);
  }

  /** `copy … from stdin` with its rows as the one parameter, so that bulk writes go through the same door as all SQL. */
  private copyIn(text: string, rows: string): Promise<{ rows: []; rowCount: number; command: string }> {
    const stream = super.query(copyFrom(text));
    return new Promise((resolve, reject) => {
      stream.once('error', reject);
      stream.once('finish', () => resolve({ rows: [], rowCount: stream.rowCount, command: 'INSERT' }));
      stream.end(rows);
    });
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= maxStatements) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

import pg from 'pg';
import { CopyIn } from './copy-in.ts';

/** Statements whose text varies without end (long `in` lists) must not fill the server's memory. */
const maxStatements = 1_000;
const copyStatement = /^copy \w+ \([^)]*\) from stdin$/;
const names = new Map<string, string>();

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** As the text of a query: its one parameter is a list of statements that leave together. See `together.ts`. */
export const bundle = 'bundle of statements';

interface Result {
  readonly rows: unknown[];
  readonly rowCount: number | null;
  readonly command: string;
}

/**
 * A client that prepares each statement once per connection: the server then parses and plans it once, not at each call.
 * Statement texts are few, because SQL stands in stores and values are always parameters. It also takes `copy` with its
 * rows as the one parameter, and several statements at once, so that bulk writes go through the same door as all SQL.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // A connection may be lost between two queries of a transaction. The pool listens to idle clients only, and an error
    // nobody hears would end the process; the next query on this client fails, and the pool drops it.
    this.on('error', () => undefined);
  }

  // The overloads of pg are many; only the forms this project uses are changed, the rest passes through.
  override query(...args: unknown[]): never {
    const [text, values] = args;
    if (typeof text !== 'string' || !Array.isArray(values) || args.length !== 2)
      return (super.query as (...parameters: unknown[]) => never).apply(this, args);
    if (text === bundle) return this.sendTogether(values[0] as Statement[]) as never;
    return this.send(text, values) as never;
  }

  private send(text: string, values: readonly unknown[]): Promise<Result> {
    if (copyStatement.test(text)) return this.copyIn(text, String(values[0]));
    const name = nameOf(text);
    const query = { text, values: [...values], ...(name ? { name } : {}) };
    return super.query(query) as Promise<Result>;
  }

  private copyIn(text: string, rows: string): Promise<Result> {
    return new Promise((resolve, reject) => {
      const ended = (error: Error | null) =>
        error ? reject(error) : resolve({ rows: [], rowCount: null, command: 'COPY' });
      super.query(new CopyIn(text, rows, ended));
    });
  }

  /** One row a statement: the rows it gave. The first that fails is the cause; those after it fail with it. */
  private async sendTogether(statements: readonly Statement[]): Promise<Result> {
    const sent = await Promise.allSettled(
      statements.map(({ sql, parameters }) => this.send(sql, parameters)),
    );
    const rows = sent.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value.rows;
    });
    return { rows, rowCount: rows.length, command: 'SELECT' };
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= maxStatements) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

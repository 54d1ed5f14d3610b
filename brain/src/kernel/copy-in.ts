import pg from 'pg';

/** The part of the driver's connection that speaks the copy protocol. */
interface Wire {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

type Ended = (error: Error | null) => void;

/**
 * `copy … from stdin` as one message: statement and rows leave together. The usual way waits for the server's word
 * before it sends rows, which doubles the round trips of a batch; the protocol allows both, and a server that refuses the
 * statement drops the rows.
 */
export class CopyIn extends pg.Query {
  private readonly statement: string;
  private readonly data: string;

  constructor(statement: string, rows: string, ended: Ended) {
    super(statement, undefined, ended as never);
    this.statement = statement;
    this.data = rows;
  }

  override submit = (connection: pg.Connection): void => {
    const wire = connection as unknown as Wire;
    wire.query(this.statement);
    wire.sendCopyFromChunk(Buffer.from(this.data));
    wire.endCopyFrom();
  };

  /** The rows are on their way already. */
  handleCopyInResponse(): void {}
}

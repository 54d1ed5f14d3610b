import pg from 'pg';
import type { Log } from './log.ts';

export interface Listener {
  /** True while every notification since the last `onUp` has been heard. */
  readonly up: boolean;
  close(): Promise<void>;
}

const retryMs = 1_000;

/** Follows one NOTIFY channel over a connection of its own, and comes back when it is lost. */
export function listen(
  connection: pg.ClientConfig,
  channel: string,
  on: { message: (payload: string) => void; change: () => void },
  log: Log,
): Listener {
  let client: pg.Client | null = null;
  let closed = false;
  let up = false;

  async function connect(): Promise<void> {
    const next = new pg.Client({ ...connection, application_name: 'smartstart-listen' });
    client = next;
    next.on('notification', (note) => on.message(note.payload ?? ''));
    next.on('error', (err) => log.warn({ err, channel }, 'the notification channel was lost'));
    next.on('end', () => lose(next));
    await next.connect();
    await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    up = true;
    on.change();
  }

  function lose(lost: pg.Client): void {
    if (client !== lost) return;
    client = null;
    up = false;
    on.change();
    if (!closed) setTimeout(begin, retryMs).unref();
  }

  function begin(): void {
    const failed = client;
    connect().catch((err: unknown) => {
      log.warn({ err, channel }, 'the notification channel could not be opened');
      if (client && client !== failed) lose(client);
    });
  }

  begin();
  return {
    get up() {
      return up;
    },
    async close() {
      closed = true;
      up = false;
      await client?.end().catch(() => undefined);
    },
  };
}

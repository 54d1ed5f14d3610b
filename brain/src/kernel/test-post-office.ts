import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerEnvelope } from 'smtp-server';

export interface Received {
  readonly from: string;
  readonly to: string[];
  readonly raw: string;
}

/** For tests: a real SMTP server that can be taken down, refuse, and hold its answers back. */
export class PostOffice {
  readonly port = randomInt(20_000, 30_000);
  readonly received: Received[] = [];
  /** Everything that was handed over, refused mails included. */
  readonly seen: Received[] = [];
  refuse: number | null = null;
  hold: Promise<void> | null = null;
  #server: SMTPServer | null = null;

  async open(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => void this.#receive(stream, session.envelope, done),
    });
    server.on('error', () => undefined);
    this.#server = server;
    server.listen(this.port, '127.0.0.1');
    await once(server.server, 'listening');
  }

  async #receive(
    stream: Readable,
    envelope: SMTPServerEnvelope,
    done: (error?: Error) => void,
  ): Promise<void> {
    const { mailFrom, rcptTo } = envelope;
    const from = mailFrom ? mailFrom.address : '';
    const one = { from, to: rcptTo.map((address) => address.address), raw: await text(stream) };
    this.seen.push(one);
    await this.hold;
    if (this.refuse === null) this.received.push(one);
    done(
      this.refuse === null
        ? undefined
        : Object.assign(new Error(`no such mailbox ${one.to.join()}`), { responseCode: this.refuse }),
    );
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }
}

import type { Tx } from './db.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Mailer {
  /** Writes the mail in the caller's transaction; it goes out after the commit, with retries. */
  queue(tx: Tx, mail: Mail): Promise<void>;
  /** Sends what is due until nothing is left. */
  drain(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export interface MailContent {
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly action?: { readonly label: string; readonly url: string };
  readonly footer?: string;
}

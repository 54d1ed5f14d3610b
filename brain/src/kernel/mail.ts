import type { Tx } from './db.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Holds the mail back until then, for quiet hours. Without it the mail goes out after the commit. */
  readonly dueAt?: Date;
  /** One of many of the same: it goes out after those that somebody waits for. */
  readonly bulk?: true;
}

export interface Mailer {
  /** Writes the mail in the caller's transaction; it goes out after the commit, with retries. */
  queue(tx: Tx, mail: Mail): Promise<void>;
  /** The same for many mails in one statement; answers with the id of each. */
  queueAll(tx: Tx, mails: readonly Mail[]): Promise<string[]>;
  /** Sends what is due until nothing is left. */
  drain(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** What a mail says; `renderMail` turns it into text and HTML. Everything is plain text and gets escaped. */
export interface MailContent {
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  /** Parts with a heading each, after the paragraphs; the heading leads to the address where there is one. */
  readonly sections?: readonly { readonly title: string; readonly text: string; readonly url?: string }[];
  /** A sentence after the sections. */
  readonly closing?: string;
  readonly action?: { readonly label: string; readonly url: string };
  readonly footer?: string;
  /** Title of the document and its heading; the greeting when absent. */
  readonly title?: string;
  /** Language of the text, `en` when absent. */
  readonly language?: string;
}

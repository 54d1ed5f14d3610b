import type { Answer, Input, Operation, Rung } from '@smartstart/contract';
import type { Tx } from './db.ts';
import { Fail } from './errors.ts';
import type { IdempotentCall } from './idempotency.ts';
import type { Log } from './log.ts';

/** Who calls, as the database knows them at this moment. */
export interface Caller {
  readonly userId: string;
  readonly sessionId: string;
  readonly held: ReadonlySet<Rung>;
}

/** Everything a handler may know of the request besides its parsed input. */
export interface Call {
  readonly caller: Caller | null;
  readonly requestId: string;
  readonly ip: string;
  readonly agent: string;
  /** Origin in the person's address bar; links in mails begin with it. */
  readonly origin: string;
  readonly log: Log;
  /** The row version in `If-Match`, or null. */
  readonly ifMatch: number | null;
  /** The rotating session token, on operations that declare `cookie`. */
  readonly sessionCookie: string | null;
  /**
   * One transaction for the whole request. With an `Idempotency-Key` the answer is stored in it, and a repetition
   * gets the stored answer; so a handler that writes returns what this returns.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The key of this write, for handlers that keep it elsewhere than `transact` does; null without the header. */
  readonly idempotency: IdempotentCall | null;
  /** Sets the ETag of the answer from a row version. */
  etag(version: number): void;
  setCookie(cookie: string): void;
  setHeader(name: string, value: string): void;
  /** The body of an upload, unread. */
  readonly upload: NodeJS.ReadableStream | null;
  /** The bytes of a `raw` body, and the headers its operation names. */
  readonly raw?: { readonly bytes: Buffer; readonly headers: Readonly<Record<string, string>> };
}

export type Handler<O extends Operation> = (input: Input<O>, call: Call) => Promise<Answer<O> | Download>;
export type Handlers<M extends Record<string, Operation>> = { [K in keyof M]: Handler<M[K]> };

/** What a handler of a `download` operation returns. */
export class Download {
  readonly stream: NodeJS.ReadableStream;
  readonly mediaType: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly inline: boolean;
  constructor(file: {
    stream: NodeJS.ReadableStream;
    mediaType: string;
    fileName: string;
    sizeBytes: number;
    inline: boolean;
  }) {
    this.stream = file.stream;
    this.mediaType = file.mediaType;
    this.fileName = file.fileName;
    this.sizeBytes = file.sizeBytes;
    this.inline = file.inline;
  }
}

/** The caller of an operation that needs an account. */
export function callerOf(call: Call): Caller {
  if (!call.caller) throw new Fail('UNAUTHENTICATED');
  return call.caller;
}

/** Refuses an edit that was made on another version than the stored one. */
export function requireVersion(call: Call, version: number): void {
  if (call.ifMatch === null) throw new Fail('IF_MATCH_REQUIRED');
  if (call.ifMatch !== version) throw new Fail('EDIT_CONFLICT');
}

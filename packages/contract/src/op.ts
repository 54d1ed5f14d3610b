import type { ErrorCode } from './errors.ts';

/** A rung of the access ladder (domain rules, section 2.1). */
export type Rung = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;

/**
 * Who may call: `PUBLIC` (no account), one rung that must be held, or a list of which one must be held.
 * Rungs are not ordered: holding rung 9 does not imply holding rung 3.
 */
export type Level = 'PUBLIC' | Rung | readonly Rung[];

/** What ties the caller to the resource. The Brain reads it from the database, never from the request. */
export type Relation =
  | 'none'
  | 'self'
  | 'party'
  | 'addressee'
  | 'creator'
  | 'venture role'
  | 'team role'
  | 'administrator';

/** Classes of the rate limits in section 16.4 of the domain rules. The figures stand in `limits.ts`. */
export type RateClass =
  | 'login'
  | 'registration'
  | 'signing'
  | 'venture-create'
  | 'venture-read'
  | 'user-read'
  | 'upload'
  | 'audit'
  | 'compliance'
  | 'calculation'
  | 'message'
  | 'buz-transfer'
  | 'buz-write'
  | 'payment-webhook'
  | 'anonymous'
  | 'default';

/** The part of a zod schema the types below need. Wider bounds (`extends z.ZodType`) make type checks slow. */
interface Schema {
  readonly _zod: { readonly input: unknown; readonly output: unknown };
}

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below `/api/v1`, with `{name}` for parameters. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly level: Level;
  readonly relation: Relation;
  /** The gate (section 3.2) checked inside, named here so that documentation and clients know. */
  readonly gate?: string;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  readonly output: Schema;
  /** Status of a success; 200 unless told. */
  readonly status?: 200 | 201 | 202 | 204;
  /** Codes a caller should expect besides those every operation can answer (see `commonErrors`). */
  readonly errors: readonly ErrorCode[];
  readonly limit?: RateClass;
  /** A proof of identity within the last ten minutes is asked for (section 16.2). */
  readonly stepUp?: true;
  /** `required`: the write is refused without an `Idempotency-Key`. Other writes accept one. */
  readonly idempotency?: 'required';
  /** The edit is refused without `If-Match`. */
  readonly ifMatch?: true;
  /** The refresh cookie is the credential; the gateway hands it on for these operations only. */
  readonly cookie?: true;
  /** Largest JSON body in bytes; 64 kB unless told. */
  readonly bodyBytes?: number;
  /**
   * The body is a stream of bytes (`upload`), or the answer is (`download`). `raw`: the body is handed on byte for byte,
   * whatever it is, for a signature over it.
   */
  readonly stream?: 'upload' | 'download' | 'raw';
  /** Headers that are handed on with a `raw` body; one of them carries the signature. */
  readonly signatureHeaders?: readonly string[];
  /** A suspended account may call it though all its rungs are closed: reading and paying what it owes (section 2.4). */
  readonly whileSuspended?: true;
}

/** Declares one operation of the public API. The object itself is the contract; nothing is generated. */
export function op<const O extends Operation>(operation: O): O {
  return operation;
}

type Part<O, K extends string, T> = O extends { readonly [P in K]: Schema }
  ? { readonly [P in K]: T extends 'input' ? O[K]['_zod']['input'] : O[K]['_zod']['output'] }
  : unknown;

/** What a client sends: `{ params, query, body }`, each only where the operation declares it. */
export type Request<O extends Operation> = Part<O, 'params', 'input'> &
  Part<O, 'query', 'input'> &
  Part<O, 'body', 'input'>;

/** What a handler gets after the checks: the same three parts, parsed. */
export type Input<O extends Operation> = Part<O, 'params', 'output'> &
  Part<O, 'query', 'output'> &
  Part<O, 'body', 'output'>;

/** What a handler returns, before the allow-list of the output schema cuts it to size. */
export type Answer<O extends Operation> = O['output']['_zod']['input'];

/** What a client receives. */
export type Output<O extends Operation> = O['output']['_zod']['output'];

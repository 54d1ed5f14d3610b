/**
 * Every stable error code with its HTTP status and the sentence a person reads.
 * Problem documents (RFC 9457) carry the code, the sentence as `title`, and a `detail` of the case.
 */
export const errorCodes = {
  MALFORMED: [400, 'The request is not in the expected form.'],
  UNAUTHENTICATED: [401, 'Sign in to continue.'],
  TOKEN_EXPIRED: [401, 'Your access has run out. Refresh it and try again.'],
  CREDENTIALS_INVALID: [401, 'The e-mail address or the password is not right.'],
  FACTOR_INVALID: [401, 'That code or key was not accepted.'],
  SESSION_ENDED: [401, 'This session has ended. Sign in again.'],
  FORBIDDEN: [403, 'You may not do this.'],
  GATE_BLOCKED: [403, 'Papers or conditions are missing for this action.'],
  STEP_UP_REQUIRED: [403, 'Confirm that it is you, then try again.'],
  CSRF_REJECTED: [403, 'The request did not come from this site’s own pages.'],
  ACCOUNT_SUSPENDED: [403, 'This account is suspended. You can read and export your data.'],
  WALLET_FROZEN: [403, 'This wallet is frozen. Ask the hub why.'],
  ACCOUNT_LOCKED: [403, 'Sign-in is locked for a while after too many failed attempts.'],
  EMAIL_UNVERIFIED: [403, 'Confirm your e-mail address first.'],
  NOT_FOUND: [404, 'There is nothing here that you can see.'],
  METHOD_NOT_ALLOWED: [405, 'This address does not take that method.'],
  ILLEGAL_TRANSITION: [409, 'That step is not possible in the present state.'],
  ALREADY_EXISTS: [409, 'That exists already.'],
  CONFLICT: [409, 'Something changed at the same moment. Look again and repeat.'],
  HOLD_EXPIRED: [409, 'The time for this ran out, and the BUZ went back.'],
  EDIT_CONFLICT: [412, 'Somebody else changed this in the meantime. Load it again, then repeat your edit.'],
  BODY_TOO_LARGE: [413, 'What you sent is too large.'],
  MEDIA_TYPE_UNSUPPORTED: [415, 'This kind of content is not accepted here.'],
  RULE_VIOLATED: [422, 'A rule of the platform does not allow this.'],
  INVALID_INPUT: [422, 'Some of the fields are not right.'],
  AMOUNT_INVALID: [422, 'That is not an amount of BUZ that can be moved.'],
  SELF_TRANSFER: [422, 'You cannot send BUZ to yourself.'],
  RECIPIENT_UNKNOWN: [422, 'There is no such member.'],
  RECIPIENT_NOT_READY: [422, 'This member cannot receive BUZ at present.'],
  INSUFFICIENT_FUNDS: [422, 'There are not enough BUZ available.'],
  LIMIT_EXCEEDED: [422, 'This goes beyond a transfer limit.'],
  TRANSFER_SUSPICIOUS: [422, 'This looks unusual. Send it as a transfer, so that it can be reviewed.'],
  STAKE_OUT_OF_BOUNDS: [422, 'The amount lies outside what this tier takes.'],
  POOL_CLOSED: [422, 'The pool that pays for this is empty or at its release cap.'],
  PASSWORD_WEAK: [422, 'Choose a password that is longer and not on the list of known ones.'],
  TOKEN_INVALID: [422, 'This link is not valid any more. Ask for a new one.'],
  IDEMPOTENCY_KEY_REUSED: [422, 'This Idempotency-Key was used for another request.'],
  QUOTA_EXCEEDED: [422, 'Your storage is full.'],
  IDEMPOTENCY_KEY_REQUIRED: [428, 'Send an Idempotency-Key with this request.'],
  IF_MATCH_REQUIRED: [428, 'Send If-Match with the ETag you read.'],
  RATE_LIMITED: [429, 'Too many requests. Wait a moment.'],
  INTERNAL: [500, 'Something went wrong on our side.'],
  BUZ_PAUSED: [503, 'BUZ are paused for the whole installation at the moment.'],
  UPSTREAM_UNAVAILABLE: [503, 'The service is not reachable at the moment. Try again shortly.'],
  OVERLOADED: [503, 'The service is busy. Try again shortly.'],
  UPSTREAM_TIMEOUT: [504, 'The service took too long to answer.'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ErrorCode = keyof typeof errorCodes;

/** Codes every operation can answer; operations list only what goes beyond. */
export const commonErrors = ['MALFORMED', 'RATE_LIMITED', 'INTERNAL', 'UPSTREAM_UNAVAILABLE'] as const;

/** One field that is not right: where, and why. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** What a closed gate lacks. */
export interface MissingPaper {
  readonly code: string;
  readonly ventureId?: string;
  readonly tier?: number;
}

/** An RFC 9457 problem document as this platform writes it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly requestId?: string;
  readonly fields?: readonly FieldProblem[];
  readonly gate?: string;
  readonly missingPapers?: readonly MissingPaper[];
  readonly missingConditions?: readonly string[];
  readonly retryAfterSeconds?: number;
}

/** Builds the problem document of a code. */
export function problem(
  code: ErrorCode,
  extra: Omit<Partial<Problem>, 'code' | 'status' | 'type'> = {},
): Problem {
  const [status, title] = errorCodes[code];
  return { type: `/api/docs/errors#${code.toLowerCase()}`, title, status, code, ...extra };
}

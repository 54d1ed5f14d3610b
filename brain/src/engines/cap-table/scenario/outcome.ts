/** What keeps a scenario from being worked out, in words a person can act on. */
export interface Problem {
  /** Stable, for programs. */
  readonly code: string;
  /** A sentence in English. */
  readonly message: string;
  /** The part of the input it is about: `convertibles/safe-1/cap`. */
  readonly place: string;
}

/** Either a value or at least one problem. */
export type Outcome<T> =
  | { readonly value: T; readonly problems: readonly [] }
  | { readonly value: null; readonly problems: readonly Problem[] };

export function found<T>(value: T): Outcome<T> {
  return { value, problems: [] };
}

export function refused(...problems: readonly Problem[]): { value: null; problems: readonly Problem[] } {
  return { value: null, problems };
}

export function problem(code: string, place: string, message: string): Problem {
  return { code, message, place };
}

import { Fail } from './errors.ts';

/** One step of a state machine, as the tables of the domain rules list them. */
export interface Transition<S extends string, E extends string> {
  readonly event: E;
  readonly from: readonly S[];
  readonly to: S;
  /** Who takes it. */
  readonly by: string;
  readonly guard?: string;
}

/** A state machine as data: checks, pages and documentation are drawn from it. */
export interface Machine<S extends string, E extends string> {
  readonly name: string;
  readonly start: S;
  readonly transitions: readonly Transition<S, E>[];
}

/** Where the event leads from this state. Only listed transitions exist. */
export function nextState<S extends string, E extends string>(
  machine: Machine<S, E>,
  state: string,
  event: E,
): S {
  const step = machine.transitions.find(
    (one) => one.event === event && one.from.some((from) => from === state),
  );
  if (step) return step.to;
  throw new Fail('ILLEGAL_TRANSITION', `A ${machine.name} in the state ${state} does not allow “${event}”.`);
}

export function eventsFrom<S extends string, E extends string>(machine: Machine<S, E>, state: string): E[] {
  return machine.transitions.flatMap(({ event, from }) => (from.some((one) => one === state) ? [event] : []));
}

/** The machine as a Mermaid diagram, for documentation. */
export function drawn<S extends string, E extends string>({ start, transitions }: Machine<S, E>): string {
  const arrows = transitions.flatMap(({ event, from, to }) =>
    from.map((one) => `  ${one} --> ${to}: ${event}`),
  );
  return ['stateDiagram-v2', `  [*] --> ${start}`, ...arrows].join('\n');
}

import type { Trainable } from './trainable.ts';

/** A model whose learner is its own: an order, groups. Its training tells `track` how it went. */
export interface OwnLearner {
  readonly name: string;
  readonly title: string;
  readonly purpose: string;
  /** What stands until one is promoted. */
  readonly until: string;
  /** The job that trains it; it is started with `{ asked: true }` when an operator asks. Null when a release brings it. */
  readonly job: string | null;
}

/** What is known of models before any of them was trained. */
export interface Catalogue {
  add(trainable: Trainable): void;
  addOther(other: OwnLearner): void;
  trainable(name: string): Trainable | undefined;
  other(name: string): OwnLearner | undefined;
  jobOf(name: string): string | null;
  names(): string[];
  trainables(): Trainable[];
}

export const trainingJobOf = (name: string) => `train-${name}`;

export function createCatalogue(): Catalogue {
  const trainables = new Map<string, Trainable>();
  const others = new Map<string, OwnLearner>();
  const claim = (name: string) => {
    if (!/^[a-z][a-z0-9-]{0,59}$/.test(name)) throw new Error(`“${name}” is no name of a model.`);
    if (trainables.has(name) || others.has(name)) throw new Error(`There are two models named ${name}.`);
  };
  return {
    add(trainable) {
      claim(trainable.name);
      trainables.set(trainable.name, trainable);
    },
    addOther(other) {
      claim(other.name);
      others.set(other.name, other);
    },
    trainable: (name) => trainables.get(name),
    other: (name) => others.get(name),
    jobOf: (name) => (trainables.has(name) ? trainingJobOf(name) : (others.get(name)?.job ?? null)),
    names: () => [...trainables.keys(), ...others.keys()].sort(),
    trainables: () => [...trainables.values()],
  };
}

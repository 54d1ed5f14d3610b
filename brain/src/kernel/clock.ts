/** The only source of time for rules. Tests hand in one that they can move. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that can be set, for building a history: it runs on from where it was set until it is released. */
export interface MovableClock extends Clock {
  travelTo(date: Date): void;
  /** Follows the system again. */
  release(): void;
}

export function createMovableClock(): MovableClock {
  let offsetMs = 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    travelTo: (date) => void (offsetMs = date.getTime() - Date.now()),
    release: () => void (offsetMs = 0),
  };
}

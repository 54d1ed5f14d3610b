/** Levels of experience. For display only: the multiplier is a label and changes no XP, BUZ, rank or right. */

export const levels = [
  { level: 'OWLET', from: 0, multiplier: '×1.0' },
  { level: 'NIGHT_WATCHER', from: 1_000, multiplier: '×1.2' },
  { level: 'WISE_OWL', from: 5_000, multiplier: '×1.5' },
  { level: 'SKY_MASTER', from: 20_000, multiplier: '×2.0' },
] as const;
export type Level = (typeof levels)[number]['level'];

export interface Standing {
  readonly level: Level;
  readonly multiplier: string;
  readonly xp: number;
  readonly next: { readonly level: Level; readonly from: number; readonly missing: number } | null;
  /** Whole percent of the way from this level to the next, 100 on the last. */
  readonly percent: number;
}

/** A total that a correction took below nothing stands at the beginning of the first level. */
export function standingOf(xp: number): Standing {
  const index = Math.max(
    0,
    levels.findLastIndex(({ from }) => xp >= from),
  );
  const { level, from, multiplier } = levels[index]!;
  const next = levels[index + 1];
  if (!next) return { level, multiplier, xp, next: null, percent: 100 };
  const percent = Math.max(0, Math.floor(((xp - from) * 100) / (next.from - from)));
  return {
    level,
    multiplier,
    xp,
    next: { level: next.level, from: next.from, missing: next.from - xp },
    percent,
  };
}

/** The level reached by going from one total to another, if it is a higher one. */
export function levelReached(before: number, after: number): Level | null {
  const { level } = standingOf(after);
  return after > before && level !== standingOf(before).level ? level : null;
}

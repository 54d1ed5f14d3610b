/** Where the boxes and lines of the network picture stand. Pure. */

export interface Box {
  readonly x: number;
  readonly y: number;
}
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxWidth: number;
  readonly sponsor: Box | null;
  readonly self: Box;
  readonly referred: readonly Box[];
  /** How many are drawn; the table has them all. */
  readonly shown: number;
  /** One line from the reader to each box, in the order of the boxes. */
  readonly lines: readonly string[];
}

export const boxHeight = 52;
const levelGap = 44;
const columnGap = 20;
const widest = 170;
const narrowest = 116;
const mostColumns = 6;
const mostRows = 3;

/**
 * The sponsor above, the reader in the middle, whom they brought below. Several rows have an even number of columns, so
 * that the line to the lower rows runs through the gap in the middle and crosses nobody.
 */
export function layout(width: number, people: { sponsor: boolean; referred: number }): Layout {
  const fitting = Math.floor((width + columnGap) / (narrowest + columnGap));
  const most = Math.max(1, Math.min(mostColumns, fitting));
  const oneRow = people.referred <= most;
  const columns = oneRow ? Math.max(1, people.referred) : Math.max(2, most - (most % 2));
  const boxWidth = Math.min(widest, Math.floor((width - columnGap * (columns - 1)) / columns));
  const shown = Math.min(people.referred, columns * mostRows);
  const centre = width / 2;
  const selfY = people.sponsor ? boxHeight + levelGap : 0;
  const referred = Array.from({ length: shown }, (_, index): Box => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, shown - row * columns);
    // A last row that is not full begins at the left, so that the gap in the middle stays free.
    const span = (oneRow ? inRow : columns) * boxWidth + ((oneRow ? inRow : columns) - 1) * columnGap;
    const x = centre - span / 2 + (index % columns) * (boxWidth + columnGap);
    return { x, y: selfY + (row + 1) * (boxHeight + levelGap) };
  });
  const lines = referred.map(({ x, y }) => {
    const bus = y - levelGap / 2;
    return `M${centre} ${selfY + boxHeight} V${bus} H${x + boxWidth / 2} V${y}`;
  });
  const lowest = referred.at(-1)?.y ?? selfY;
  return {
    width,
    height: lowest + boxHeight,
    boxWidth,
    sponsor: people.sponsor ? { x: centre - boxWidth / 2, y: 0 } : null,
    self: { x: centre - boxWidth / 2, y: selfY },
    referred,
    shown,
    lines,
  };
}

/** Names longer than their box end with an ellipsis; the whole name stands in the table. */
export function shortened(name: string, boxWidth: number): string {
  const letters = Math.max(4, Math.floor((boxWidth - 16) / 7.4));
  const parts = [...name];
  return parts.length <= letters ? name : `${parts.slice(0, letters - 1).join('')}…`;
}

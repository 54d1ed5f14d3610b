import { describe, expect, test } from 'vitest';
import { boxHeight, layout, shortened } from './network-layout';

const sizes = [280, 340, 640, 900, 1200];

describe('the picture of the network', () => {
  test('nobody stands outside it or on somebody else, at any width and with any number of people', () => {
    for (const width of sizes)
      for (let count = 0; count <= 40; count += 1) {
        const made = layout(width, { sponsor: count % 2 === 0, referred: count });
        const boxes = [made.self, ...(made.sponsor ? [made.sponsor] : []), ...made.referred];
        expect(made.referred.length).toBe(made.shown);
        for (const [index, box] of boxes.entries()) {
          expect(box.x).toBeGreaterThanOrEqual(-0.5);
          expect(box.x + made.boxWidth).toBeLessThanOrEqual(width + 0.5);
          expect(box.y + boxHeight).toBeLessThanOrEqual(made.height);
          for (const other of boxes.slice(index + 1)) {
            const apart =
              Math.abs(box.x - other.x) >= made.boxWidth || Math.abs(box.y - other.y) >= boxHeight;
            expect(apart).toBe(true);
          }
        }
      }
  });

  test('the line to a lower row crosses no box of the rows above', () => {
    for (const width of sizes)
      for (let count = 0; count <= 40; count += 1) {
        const { referred, boxWidth, lines } = layout(width, { sponsor: true, referred: count });
        const lowest = referred.at(-1)?.y ?? 0;
        const above = referred.filter(({ y }) => y < lowest);
        for (const { x } of above) expect(width / 2 <= x || width / 2 >= x + boxWidth).toBe(true);
        expect(lines.length).toBe(referred.length);
      }
  });

  test('long names are cut, short ones stay', () => {
    expect(shortened('Ada', 120)).toBe('Ada');
    expect(shortened('Wolfeschlegelsteinhausenbergerdorff', 120)).toMatch(/^Wolfe.*…$/);
  });
});

/** The least value of a function of few variables, by the simplex of Nelder and Mead (1965). */
export function minimise(
  value: (point: Float64Array) => number,
  start: ArrayLike<number>,
  {
    step = 0.5,
    rounds = 5000,
    tolerance = 1e-12,
  }: { step?: number; rounds?: number; tolerance?: number } = {},
): { point: Float64Array; value: number } {
  const size = start.length;
  const at = (point: Float64Array) => ({ point, value: value(point) });
  const corners = Array.from({ length: size + 1 }, (_, corner) =>
    at(Float64Array.from({ length: size }, (_, axis) => start[axis]! + (axis === corner - 1 ? step : 0))),
  );
  for (let round = 0; round < rounds; round++) {
    corners.sort((a, b) => a.value - b.value);
    const [best, worst] = [corners[0]!, corners[size]!];
    const width = corners.reduce(
      (most, { point }) =>
        point.reduce((wide, x, axis) => Math.max(wide, Math.abs(x - best.point[axis]!)), most),
      0,
    );
    if (Math.abs(worst.value - best.value) <= tolerance * (1 + Math.abs(best.value)) && width < 1e-7) break;
    const centre = new Float64Array(size);
    for (const { point } of corners.slice(0, size))
      for (let axis = 0; axis < size; axis++) centre[axis] = centre[axis]! + point[axis]! / size;
    const beyond = (factor: number) => at(centre.map((x, axis) => x + factor * (x - worst.point[axis]!)));
    const mirrored = beyond(1);
    if (mirrored.value < best.value) {
      const further = beyond(2);
      corners[size] = further.value < mirrored.value ? further : mirrored;
    } else if (mirrored.value < corners[size - 1]!.value) corners[size] = mirrored;
    else {
      const nearer = mirrored.value < worst.value ? beyond(0.5) : beyond(-0.5);
      if (nearer.value < Math.min(mirrored.value, worst.value)) corners[size] = nearer;
      else
        for (let corner = 1; corner <= size; corner++)
          corners[corner] = at(
            corners[corner]!.point.map((x, axis) => best.point[axis]! + 0.5 * (x - best.point[axis]!)),
          );
    }
  }
  corners.sort((a, b) => a.value - b.value);
  return corners[0]!;
}

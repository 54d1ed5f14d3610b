import { createDraw } from '../brain/src/engines/ml/index.ts';
import { interactionsOf, type Interactions, type Meeting } from '../brain/src/engines/ml/recommend/index.ts';

const sizes = { people: 900, items: 1600, tastes: 14, days: 210 };

/**
 * A community by chance, for want of a file: items have a popularity (long tail), a taste and a first day; people have a
 * mixture of two or three tastes, a day on which they look around and a number of items they pick (20 and more).
 */
export function generatedInteractions(seed: number): Interactions {
  const draw = createDraw(seed);
  const chance = () => (draw(1 << 24) + 0.5) / (1 << 24);
  const normal = () => Math.sqrt(-2 * Math.log(chance())) * Math.cos(2 * Math.PI * chance());
  const items = Array.from({ length: sizes.items }, () => ({
    pull: Math.exp(1.6 * normal()),
    taste: Array.from({ length: sizes.tastes }, () => Math.exp(1.3 * normal())),
    from: chance() < 0.8 ? 0 : Math.floor(chance() * sizes.days),
  }));
  const rows = Array.from({ length: sizes.people }, () => {
    const likes = Array.from({ length: sizes.tastes }, () => (chance() < 0.18 ? chance() : 0.02));
    const day = Math.floor(chance() * sizes.days);
    const count = Math.min(400, 20 + Math.floor(-70 * Math.log(chance())));
    // The largest of log(weight) + Gumbel noise: a draw without putting back, each with a chance by its weight.
    const keys = items.map((item, number) => {
      const fit = item.taste.reduce((sum, taste, at) => sum + taste * likes[at]!, 0);
      const weight = item.from > day ? 0 : item.pull * fit ** 1.5;
      return { number, key: Math.log(weight) - Math.log(-Math.log(chance())) };
    });
    keys.sort((a, b) => b.key - a.key);
    return keys
      .slice(0, count)
      .filter(({ key }) => Number.isFinite(key))
      .map(({ number }, at): Meeting => ({ item: number, at: day * 86_400 + at * 20 }));
  });
  return interactionsOf(rows, sizes.items);
}

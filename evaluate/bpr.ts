import { createDraw } from '../brain/src/engines/ml/index.ts';
import type { History, Interactions, Recommender } from '../brain/src/engines/ml/recommend/index.ts';

const settings = { rank: 200, rounds: 200, rate: 0.01, ridge: 0.001 };

/**
 * Bayesian personalised ranking by stochastic gradient descent on triples person, met item, other item (Rendle et al.
 * 2009), with the settings of the published comparison (200 factors, 200 rounds, rate 0.01, ridge 0.001). A rival to compare
 * with: it knows the people it was fitted on only, found again by their items.
 */
export function fitBpr(data: Interactions, seed: number): Recommender {
  const { rank, rounds, rate, ridge } = settings;
  const draw = createDraw(seed);
  const start = (count: number) =>
    Float32Array.from({ length: count * rank }, () => (draw(1 << 20) / (1 << 20) - 0.5) / rank);
  const people = start(data.people);
  const items = start(data.items);
  const bias = new Float32Array(data.items);
  const personOf = new Uint32Array(data.item.length);
  const met = Array.from({ length: data.people }, (_, person) => {
    personOf.fill(person, data.starts[person], data.starts[person + 1]);
    return new Set(data.item.subarray(data.starts[person], data.starts[person + 1]));
  });
  for (let step = rounds * data.item.length; step > 0; step--) {
    const k = draw(data.item.length);
    const person = personOf[k]!;
    const [good, other] = [data.item[k]!, draw(data.items)];
    if (met[person]!.has(other)) continue;
    const [p, g, o] = [person * rank, good * rank, other * rank];
    let margin = bias[good]! - bias[other]!;
    for (let f = 0; f < rank; f++) margin += people[p + f]! * (items[g + f]! - items[o + f]!);
    const pull = 1 / (1 + Math.exp(margin));
    bias[good] = bias[good]! + rate * (pull - ridge * bias[good]!);
    bias[other] = bias[other]! + rate * (-pull - ridge * bias[other]!);
    for (let f = 0; f < rank; f++) {
      const [own, liked, not] = [people[p + f]!, items[g + f]!, items[o + f]!];
      people[p + f] = own + rate * (pull * (liked - not) - ridge * own);
      items[g + f] = liked + rate * (pull * own - ridge * liked);
      items[o + f] = not + rate * (-pull * own - ridge * not);
    }
  }
  const byItems = new Map(met.map((own, person) => [keyOf([...own]), person]));
  return {
    score({ items: known }: History, scores) {
      const person = byItems.get(keyOf(Array.from(known)));
      for (let item = 0; item < data.items; item++) {
        let sum = bias[item]!;
        if (person !== undefined)
          for (let f = 0; f < rank; f++) sum += people[person * rank + f]! * items[item * rank + f]!;
        scores[item] = sum;
      }
    },
  };
}

function keyOf(items: number[]): string {
  return items.sort((a, b) => a - b).join(' ');
}

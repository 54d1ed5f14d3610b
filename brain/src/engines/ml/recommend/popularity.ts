import { countsOf, historyOfPerson, type Interactions, type Recommender } from './interactions.ts';

/** Every item by the number of people who met it: the rival every learned order has to beat. */
export function fitPopularity(data: Interactions): Recommender {
  const counts = countsOf(data);
  return { score: (_history, scores) => scores.set(counts) };
}

/**
 * What was popular at about the person's time: every other person counts with exp(−|Δt| ÷ width). Items come and go, so
 * people of one time choose among the same ones. Without a time it is the plain popularity.
 *
 * @param width the time after which a person counts 1/e, in the unit of the instants
 */
export function fitTrend(data: Interactions, width: number): Recommender {
  const counts = countsOf(data);
  const middles = Float64Array.from({ length: data.people }, (_, person) => {
    return historyOfPerson(data, person).at ?? Number.NaN;
  });
  return {
    score({ at }, scores) {
      if (at === null) return scores.set(counts);
      scores.fill(0);
      for (let person = 0; person < data.people; person++) {
        const weight = Math.exp(-Math.abs(middles[person]! - at) / width);
        if (!(weight > 1e-6)) continue;
        for (let k = data.starts[person]!; k < data.starts[person + 1]!; k++)
          scores[data.item[k]!] = scores[data.item[k]!]! + weight;
      }
    },
  };
}

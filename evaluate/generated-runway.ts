import { readBooks, type BookMonth } from '../brain/src/engines/venture-analyzer/runway/process.ts';
import type { SimulationOrder } from '../brain/src/engines/venture-analyzer/runway/simulation.ts';

/** 20,000 courses of 36 months with a round, hires, single amounts and three kinds of shocks. */
export function busyRunway(): SimulationOrder {
  return {
    books: readBooks(history(14)),
    plan: {
      horizonMonths: 36,
      growthPercent: null,
      costChange: { percent: 10, month: 6 },
      hires: [{ month: 3, people: 2, monthlyCost: 650_000 }],
      rounds: [{ month: 8, amount: 50_000_000, probability: 0.4 }],
      oneOffs: [{ month: 2, amount: -1_500_000 }],
      shocks: [
        { kind: 'REVENUE_DROP', month: 4, lastsMonths: 6, percent: 30, probability: 0.3 },
        {
          kind: 'DELAYED_PAYMENT',
          month: 2,
          lastsMonths: null,
          percent: 25,
          delayMonths: 2,
          probability: 0.5,
        },
        { kind: 'COST_RISE', month: 10, lastsMonths: 3, percent: 15, probability: 0.5 },
      ],
    },
    paths: 20_000,
    seed: 1,
  };
}

function history(count: number): BookMonth[] {
  return Array.from({ length: count }, (_, at) => ({
    at,
    cash: 90_000_000 - 2_000_000 * at,
    income: Math.round(4_000_000 * 1.03 ** at * (1 + 0.1 * Math.sin(3 * at))),
    costs: Math.round(6_500_000 * 1.01 ** at * (1 + 0.04 * Math.cos(5 * at))),
  }));
}

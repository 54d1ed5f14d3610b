import type { Answer, contract, ventureAnalysisWire } from '@smartstart/contract';
import { monthsBack } from '@smartstart/units';
import { Fail } from '../../../kernel/errors.ts';
import type { Ground } from '../ground.ts';
import { forecastOf, planFrom, trialsOf, type ActualMonth } from './forecast.ts';
import { readBooks, type BookMonth } from './process.ts';
import { largestCash, largestFlow, largestSingle, type Plan } from './simulation.ts';
import { runStudy } from './simulator.ts';
import type { StudyOrder } from './study.ts';

export type Assumptions = (typeof ventureAnalysisWire.assumptions)['_zod']['output'];
export type PastRecord = (typeof ventureAnalysisWire.runwayForecast)['_zod']['input']['pastRecord'];
type RunwayAnswer = Answer<typeof contract.ventureAnalysis.runway>;

export interface Money {
  readonly currency: string | null;
  readonly lastMonthOver: string;
  readonly months: readonly ActualMonth[];
}

/** Figures older than this say nothing of today, as for the runway rule. */
const stalenessMonths = 3;
export const defaultPaths = 20_000;

/** The runway under assumptions, or what is missing to say anything of it. */
export async function runwayUnder(
  ground: Pick<Ground, 'kernel'>,
  of: {
    readonly money: Money;
    readonly ventureId: string;
    readonly assumptions: Assumptions;
    readonly paths: number;
    readonly seed: number | undefined;
    readonly pastRecord: PastRecord;
  },
): Promise<RunwayAnswer> {
  const computedAt = ground.kernel.clock.now().toISOString();
  const missing = whatIsMissing(of.money);
  if (missing.length) return { forecast: null, missing, computedAt };
  const plan = planFrom(of.assumptions);
  requireSimulable(plan, of.money.months);
  const books = readBooks(of.money.months.map(bookMonth));
  const seed = of.seed ?? seedOf(of.ventureId);
  const order: StudyOrder = { books, plan, paths: of.paths, seed, trials: trialsOf(plan) };
  const study = await runStudy(order);
  return {
    forecast: forecastOf({
      study,
      books,
      plan,
      actuals: of.money.months,
      currency: of.money.currency!,
      seed,
      pastRecord: of.pastRecord,
    }),
    missing: books.changes
      ? []
      : ['Figures of two months that follow each other: until then growth and spread are assumed.'],
    computedAt,
  };
}

/** What stands against any statement on the runway. */
export function whatIsMissing({ currency, months, lastMonthOver }: Money): string[] {
  const last = months.at(-1);
  if (!last || currency === null)
    return ['Actual figures: enter cash, income and costs of a month at least.'];
  if (!monthsBack(lastMonthOver, stalenessMonths).includes(last.month))
    return [
      `Figures of the last ${stalenessMonths} months: the newest are of ${last.month} and say nothing of today.`,
    ];
  if (last.cashMinor <= 0n) return ['Cash: the newest figures say that there is none left.'];
  if (!months.some(({ costsMinor, incomeMinor }) => costsMinor > 0n || incomeMinor > 0n))
    return ['Income or costs: every month entered says zero.'];
  return [];
}

/** The courses of a venture stay the same from one look to the next, until something is changed. */
export function seedOf(ventureId: string): number {
  return Number.parseInt(ventureId.replaceAll('-', '').slice(-8), 16);
}

export function bookMonth({ month, cashMinor, incomeMinor, costsMinor }: ActualMonth): BookMonth {
  const [year, number] = month.split('-').map(Number);
  return {
    at: year! * 12 + number!,
    cash: Number(cashMinor),
    income: Number(incomeMinor),
    costs: Number(costsMinor),
  };
}

/** Beyond these no sum would be exact to the minor unit any longer. */
function requireSimulable(plan: Plan, months: readonly ActualMonth[]): void {
  const singles = [...plan.rounds, ...plan.oneOffs].map(({ amount }) => Math.abs(amount));
  const hired = plan.hires.reduce((sum, { people, monthlyCost }) => sum + people * monthlyCost, 0);
  if (singles.some((amount) => amount > largestSingle) || hired > largestFlow)
    throw new Fail('RULE_VIOLATED', 'An assumed amount is too large to be simulated. Check its digits.');
  const large = ({ cashMinor, incomeMinor, costsMinor }: ActualMonth) =>
    Number(cashMinor) > largestCash || Number(incomeMinor) > largestFlow || Number(costsMinor) > largestFlow;
  const wrong = months.find(large);
  if (wrong)
    throw new Fail(
      'RULE_VIOLATED',
      `The figures of ${wrong.month} are too large to be simulated. Check their digits.`,
    );
}

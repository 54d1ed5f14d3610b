/** What the books say by a moment: months that were over, rounds that were there. What came later is left out. */
export function knownBy<
  M extends {
    readonly lastMonthOver: string;
    readonly months: readonly { readonly month: string }[];
    readonly rounds: readonly { readonly closedAt: Date | null }[];
  },
>(money: M, now: Date): M {
  return {
    ...money,
    months: money.months.filter(({ month }) => month <= money.lastMonthOver),
    rounds: money.rounds.filter(({ closedAt }) => closedAt === null || closedAt <= now),
  };
}

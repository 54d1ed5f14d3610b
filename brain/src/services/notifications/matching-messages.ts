import { z } from 'zod';
import { on, type Writer } from './writer.ts';

const finds = z.object({
  userId: z.string(),
  count: z.number().int().positive(),
  titles: z.array(z.string()).min(1),
  searches: z.array(z.string()),
  /** How many of them no search found, but fit. */
  fitting: z.number().int().nonnegative(),
  opportunityIds: z.array(z.string()),
});

type Finds = z.infer<typeof finds>;

/** What is told of what is new: found by saved searches, or among the best for the person. */
export const matchingWriters: Record<string, Writer> = {
  'opportunity.matches': on(finds, (found) => [
    {
      userId: found.userId,
      type: 'opportunity.matches',
      title: titleOf(found),
      text: textOf(found),
      link: found.count === 1 ? `/opportunities/${found.opportunityIds[0]}` : '/opportunities',
    },
  ]),
};

function titleOf({ count, titles, searches, fitting }: Finds): string {
  if (searches.length === 0)
    return count === 1
      ? `A new opportunity that fits you: ${titles[0]}`
      : `${count} new opportunities that fit you`;
  if (fitting > 0) return `${count} new opportunities for you`;
  return count === 1
    ? `New in your saved searches: ${titles[0]}`
    : `${count} new opportunities in your saved searches`;
}

function textOf({ count, titles, searches, fitting }: Finds): string {
  const more = count > titles.length ? ` and ${count - titles.length} more` : '';
  const named = `${titles.map((title) => `“${title}”`).join(', ')}${more}.`;
  const by = searches.length ? ` Found by ${searches.map((name) => `“${name}”`).join(', ')}.` : '';
  const among = fitting === 1 ? 'is' : 'are';
  const fit =
    fitting === count
      ? ' Each says why, factor by factor.'
      : ` ${fitting} of them ${among} new among those that fit you best.`;
  return `${named}${by}${fitting === 0 ? '' : fit}`;
}

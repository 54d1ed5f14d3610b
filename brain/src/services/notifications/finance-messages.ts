import { z } from 'zod';
import { instant, on, type Writer } from './writer.ts';

const someNews = z.object({
  type: z.enum(['revenue.distribution', 'revenue.report', 'runway.critical']),
  code: z.string(),
  ventureId: z.string(),
  ventureName: z.string(),
  recipientIds: z.array(z.string()),
  /** The distribution or report. */
  subjectId: z.string().optional(),
  key: z.string().optional(),
  reason: z.string().optional(),
  until: z.string().optional(),
  month: z.string().optional(),
});
type News = z.infer<typeof someNews>;

/** What is told of the money of ventures. Amounts are left out: they stand where only their readers look. */
export const financeWriters: Record<string, Writer> = {
  'finances.news': on(someNews, (news) => {
    const said = sentences[`${news.type} ${news.code}`]?.(news);
    if (!said) throw new Error(`Nothing is written about ${news.type} ${news.code}.`);
    return news.recipientIds.map((userId) => ({
      userId,
      // A report is told with the distributions it leads to.
      type: news.type === 'runway.critical' ? news.type : 'revenue.distribution',
      ...said,
      link: linkTo(news),
      ...(news.key ? { key: news.key } : {}),
    }));
  }),
};

/** Recipients read their own statement; who runs the venture goes where the next step is taken. */
function linkTo({ type, code, ventureId, subjectId }: News): string {
  if (type === 'runway.critical') return `/ventures/${ventureId}/money`;
  if (type === 'revenue.report') return `/ventures/${ventureId}/money/revenue`;
  if (code === 'taken-back' || subjectId === undefined) return '/statements';
  return code === 'calculated' || code === 'paid'
    ? `/statements/${subjectId}`
    : `/ventures/${ventureId}/money/distributions/${subjectId}`;
}

const sentences: Record<string, (news: News) => { title: string; text: string }> = {
  'revenue.distribution calculated': ({ ventureName, until }) => ({
    title: `Your part of the revenue of ${ventureName}`,
    text: `It was worked out. Look at your line; you can object${until ? ` until ${instant(until)}` : ''}.`,
  }),
  'revenue.distribution objected': ({ ventureName, reason }) => ({
    title: `A distribution of ${ventureName} is a draft again`,
    text: `${reason ?? ''} Put right what is wrong, then calculate it again.`.trim(),
  }),
  'revenue.distribution taken-back': ({ ventureName }) => ({
    title: `A distribution of ${ventureName} is worked out again`,
    text: 'The amounts you saw do not count any longer. You are told when there are new ones.',
  }),
  'revenue.distribution paid': ({ ventureName }) => ({
    title: `Your part of the revenue of ${ventureName} was paid`,
    text: 'Your statement shows how it was worked out, and the reference of the payment.',
  }),
  'revenue.distribution failed': ({ ventureName, reason }) => ({
    title: `A payment of ${ventureName} failed`,
    text: `${reason ?? 'No reason was given.'} Try the lines that failed again; those that are paid stay paid.`,
  }),
  'revenue.report recognised': ({ ventureName, month, reason }) => ({
    title: `Revenue of ${ventureName} was recognised`,
    text: `The hub has recognised the report of ${month ?? 'the month'}: ${reason ?? ''}`.trim(),
  }),
  'revenue.report rejected': ({ ventureName, month, reason }) => ({
    title: `A revenue report of ${ventureName} was rejected`,
    text: `The hub has rejected the report of ${month ?? 'the month'}: ${reason ?? ''}`.trim(),
  }),
  'runway.critical critical': ({ ventureName }) => ({
    title: `The money of ${ventureName} lasts for less than 3 months`,
    text: 'At the mean burn of the last three months the cash runs out within that time. Raise money or cut costs.',
  }),
};

import { z } from 'zod';
import { on, type Writer } from './writer.ts';

const id = z.string();
const transfer = z.object({
  ventureId: id,
  ventureName: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  fromName: z.string(),
  toName: z.string(),
  sideIds: z.array(id),
  otherIds: z.array(id),
});

/** Who owns a venture. That a transfer waits or was refused, its document tells: here only what came of it. */
export const ownershipWriters: Record<string, Writer> = {
  'ownership.changed': on(transfer, (told) => {
    const { ventureId, ventureName, state, reason, fromName, toName, sideIds, otherIds } = told;
    const notice = { type: 'venture.updated', link: `/ventures/${ventureId}` } as const;
    if (state === 'FAILED')
      return sideIds.map((userId) => ({
        ...notice,
        userId,
        link: `/ventures/${ventureId}/transfer`,
        title: `${ventureName} was not passed on`,
        text: `Everybody signed, but nothing changed. ${reason ?? ''}`.trim(),
      }));
    if (state !== 'PASSED') return [];
    return [...sideIds, ...otherIds].map((userId) => ({
      ...notice,
      userId,
      title: `${toName} owns ${ventureName} now`,
      text: `${fromName} passed the venture on to ${toName} by a document that both signed. Equity stays as it is.`,
    }));
  }),
};

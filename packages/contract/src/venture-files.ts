import { z } from 'zod';
import { op } from './op.ts';
import { empty, id, instant, page, pageOf, text } from './wire.ts';

/** Files of a venture. The bytes are uploaded as one's own first (`files`), then given to the venture. */

const byVenture = z.strictObject({ ventureId: id });
const byFile = byVenture.extend({ fileId: id });

export const ventureFile = z.object({
  id,
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  tier: z.int(),
  note: z.string(),
  addedBy: z.object({ id, name: z.string() }),
  addedAt: instant,
  mayRemove: z.boolean(),
});

export const ventureFiles = {
  list: op({
    method: 'GET',
    path: '/ventures/{ventureId}/files',
    summary: 'Files of a venture, for those who read its workspace; the newest first',
    level: 1,
    relation: 'venture role',
    limit: 'venture-read',
    params: byVenture,
    query: z.strictObject(page),
    output: pageOf(ventureFile).extend({
      /** Files of a tier that the reader has no access to. */
      closed: z.int(),
      /** Tiers in which the reader may add files; empty for those who only read. */
      mayAddIn: z.array(z.int()),
      usedBytes: z.int(),
      quotaBytes: z.int(),
    }),
    errors: ['NOT_FOUND', 'FORBIDDEN'],
  }),
  add: op({
    method: 'POST',
    path: '/ventures/{ventureId}/files',
    summary: 'Give a file of one’s own to the venture (OWNER, CO_OWNER, LEAD, CONTRIBUTOR)',
    level: 1,
    relation: 'venture role',
    idempotency: 'required',
    status: 201,
    params: byVenture,
    body: z.strictObject({
      fileId: id,
      /** The usual tier of the venture unless another one is named. */
      tier: z.int().min(0).max(3).optional(),
      note: text(0, 300).default(''),
    }),
    output: ventureFile,
    errors: [
      'NOT_FOUND',
      'FORBIDDEN',
      'ILLEGAL_TRANSITION',
      'RULE_VIOLATED',
      'GATE_BLOCKED',
      'QUOTA_EXCEEDED',
      'IDEMPOTENCY_KEY_REQUIRED',
    ],
  }),
  download: op({
    method: 'GET',
    path: '/ventures/{ventureId}/files/{fileId}',
    summary: 'The bytes',
    level: 1,
    relation: 'venture role',
    stream: 'download',
    params: byFile,
    output: empty,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'GATE_BLOCKED'],
  }),
  remove: op({
    method: 'DELETE',
    path: '/ventures/{ventureId}/files/{fileId}',
    summary: 'Delete a file (who added it; LEAD and above)',
    level: 1,
    relation: 'venture role',
    params: byFile,
    status: 204,
    output: empty,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED'],
  }),
};

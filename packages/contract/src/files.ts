import { z } from 'zod';
import { op } from './op.ts';
import { empty, id, instant, text } from './wire.ts';

export const file = z.object({
  id,
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
  state: z.enum(['UPLOADED', 'SCANNING', 'READY', 'QUARANTINED']),
  purpose: z.enum(['PHOTO', 'EXPORT', 'GENERAL']),
  createdAt: instant,
});

export const files = {
  uploadLink: op({
    method: 'POST',
    path: '/files/upload-links',
    summary: 'A one-time upload link, valid one hour',
    level: 0,
    relation: 'self',
    limit: 'upload',
    status: 201,
    body: z.strictObject({
      name: text(1, 200),
      sizeBytes: z
        .int()
        .min(1)
        .max(50 * 1024 * 1024),
      purpose: z.enum(['PHOTO', 'GENERAL']),
    }),
    output: z.object({ path: z.string(), expiresAt: instant }),
    errors: ['QUOTA_EXCEEDED', 'RULE_VIOLATED'],
  }),
  upload: op({
    method: 'PUT',
    path: '/files/uploads/{token}',
    summary: 'Send the bytes; the type is found from the content',
    level: 0,
    relation: 'self',
    limit: 'upload',
    status: 201,
    stream: 'upload',
    params: z.strictObject({ token: z.string().min(20).max(100) }),
    output: file,
    errors: ['TOKEN_INVALID', 'BODY_TOO_LARGE', 'MEDIA_TYPE_UNSUPPORTED', 'QUOTA_EXCEEDED'],
  }),
  list: op({
    method: 'GET',
    path: '/files',
    summary: 'Own files',
    level: 0,
    relation: 'self',
    output: z.object({ items: z.array(file) }),
    errors: [],
  }),
  download: op({
    method: 'GET',
    path: '/files/{fileId}',
    summary: 'The bytes; own files, and photos of people one may see',
    level: 0,
    relation: 'self',
    stream: 'download',
    params: z.strictObject({ fileId: id }),
    output: empty,
    errors: ['NOT_FOUND'],
  }),
  remove: op({
    method: 'DELETE',
    path: '/files/{fileId}',
    summary: 'Delete a file',
    level: 0,
    relation: 'self',
    params: z.strictObject({ fileId: id }),
    status: 204,
    output: empty,
    errors: ['NOT_FOUND'],
  }),
  usage: op({
    method: 'GET',
    path: '/files/usage',
    summary: 'Storage used and allowed',
    level: 0,
    relation: 'self',
    output: z.object({ usedBytes: z.int(), quotaBytes: z.int() }),
    errors: [],
  }),
};

import { z } from 'zod';
import { op } from './op.ts';
import { instant } from './wire.ts';

/** What anybody may ask to check a sealed document: the installation's certificates, and whether a file was sealed here. */
export const sealing = {
  certificates: op({
    method: 'GET',
    path: '/public/legal/certificates',
    summary: 'Every certificate this installation has sealed with',
    level: 'PUBLIC',
    relation: 'none',
    limit: 'anonymous',
    output: z.object({
      items: z.array(
        z.object({
          serial: z.string(),
          fingerprint: z.string(),
          pem: z.string(),
          firstSeen: instant,
          retiredAt: z.nullable(instant),
        }),
      ),
    }),
    errors: [],
  }),
  find: op({
    method: 'GET',
    path: '/public/legal/seals/{sha256}',
    summary: 'Whether exactly this file was sealed here, and whether the document is still in force',
    level: 'PUBLIC',
    relation: 'none',
    limit: 'anonymous',
    params: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    output: z.object({
      sealedAt: instant,
      level: z.enum(['B-B', 'B-T']),
      state: z.string(),
      /** A later seal of the same document exists, for an amendment or a renewal of the seal. */
      superseded: z.boolean(),
    }),
    errors: ['NOT_FOUND'],
  }),
};

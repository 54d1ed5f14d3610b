import { z } from 'zod';
import { instant } from './wire.ts';

export const rangeName = z.enum(['1h', '24h', '7d', '30d', '90d', 'custom']);
/** `from` and `to` are read with `custom` only; `to` lies outside. */
export const rangeQuery = {
  range: rangeName.default('30d'),
  from: instant.optional(),
  to: instant.optional(),
};
export const rangeChoice = z.strictObject(rangeQuery);
export const rangeView = z.object({ name: rangeName, from: instant, to: instant });

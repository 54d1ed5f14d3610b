import { z } from 'zod';
import { id } from './wire.ts';

/** What the operations of the workspace share. */

export const byVenture = z.strictObject({ ventureId: id });

/** Errors of what makes something new, changes a state, and edits what was read. */
export const change = ['NOT_FOUND', 'FORBIDDEN', 'RULE_VIOLATED', 'ILLEGAL_TRANSITION'] as const;
export const make = [...change, 'IDEMPOTENCY_KEY_REQUIRED'] as const;
export const edit = [...change, 'EDIT_CONFLICT', 'IF_MATCH_REQUIRED'] as const;

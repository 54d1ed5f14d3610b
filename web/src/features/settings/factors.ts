import type { authenticationWire } from '@smartstart/contract';
import type { output } from 'zod';

export type Factor = output<typeof authenticationWire.factor>;
export const factorsKey = ['auth', 'factors'];

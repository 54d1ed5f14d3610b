import type { modelsWire } from '@smartstart/contract';
import type { Machine } from '../../kernel/machine.ts';

export type ModelState = (typeof modelsWire.modelState)['options'][number];

/** Section 20.14 of the domain rules; training and judging are one act here, so a version begins judged. */
export const modelVersions: Machine<ModelState, 'promote' | 'end'> = {
  name: 'model version',
  start: 'EVALUATED',
  transitions: [
    {
      event: 'promote',
      from: ['EVALUATED', 'RETIRED'],
      to: 'PROMOTED',
      by: '12, or a rollback to the version that was replaced',
      guard: 'better on later outcomes',
    },
    { event: 'end', from: ['PROMOTED'], to: 'RETIRED', by: '12: another one is promoted, or a rollback' },
  ],
};

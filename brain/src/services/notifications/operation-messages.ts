import type { Notice } from './telling.ts';

/** Who answers for the installation: security and super administrators. */
export const alertedRungs = [10, 12] as const;

/** What is wrong with the installation itself. Nothing is quoted from the records: they may be what was tampered with. */
export const alerts: Readonly<
  Record<string, Pick<Notice, 'title' | 'text' | 'link'> & { readonly rungs?: readonly (9 | 10 | 11 | 12)[] }>
> = {
  'audit.broken': {
    title: 'The audit chain is broken',
    text: 'An entry no longer agrees with its predecessor or with what was sealed. Nothing was repaired. Keep the database and the exported anchors as they are, and open an incident.',
    link: '/admin',
  },
  'ledger.broken': {
    title: 'The BUZ ledger is broken',
    text: 'The accounts no longer add up to the supply, or a posting was changed. Nothing was repaired. The checks name the place; pause BUZ until it is explained.',
    link: '/admin/buz',
  },
  'model.alarm': {
    title: 'A model no longer does what it was approved for',
    text: 'A check of the night found drift, a calibration error, unequal features or a damaged version. Where its chances can no longer be relied on the rule serves instead. Look at it, train it anew, or roll it back.',
    link: '/admin/models',
    rungs: [12],
  },
};

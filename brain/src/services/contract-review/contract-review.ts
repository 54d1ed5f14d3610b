import type { Db } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createVault } from '../../kernel/vault.ts';
import type { Models } from '../models/index.ts';
import type { ContractReviewDeps, Ground } from './ground.ts';
import { defineReading } from './reading-job.ts';
import { createSearch, type Search } from './searching.ts';
import * as store from './store.ts';

export type { ContractReviewDeps } from './ground.ts';

/** The reader of contracts: what people were sent to sign, looked through before they do. */
export interface ContractReview {
  /** Everything a person had read, for the export of their data. */
  exportOf(db: Db, userId: string): Promise<unknown>;
}

export interface ContractReviewOperations {
  readonly ground: Ground;
  readonly search: Search;
}

export function createContractReview(
  kernel: Kernel,
  deps: ContractReviewDeps & { readonly models: Models },
): ContractReview & { readonly operations: ContractReviewOperations } {
  const ground: Ground = { ...deps, kernel, vault: createVault(kernel.encryptionKey, 'contract review') };
  defineReading(ground, deps.models);
  for (const model of shippedModels) deps.models.announce(model);
  kernel.outbox.subscribe('contract-review.erase', ['account.erased'], async (tx, event) => {
    const { userId } = event.data;
    if (typeof userId !== 'string') throw new Error('account.erased names nobody.');
    await store.deleteAllOf(tx, userId);
  });
  return {
    operations: { ground, search: createSearch(ground) },
    async exportOf(db, userId) {
      const readings = await store.listReadings(db, userId, maxExported, null);
      return {
        readings: readings.map(({ id, title, state, created_at }) => ({
          id,
          title,
          state,
          createdAt: created_at,
        })),
        playbooks: (await store.playbooksOf(db, userId)).map(({ id, name, kind, rules }) => ({
          id,
          name,
          kind,
          rules,
        })),
      };
    },
  };
}

/** They are trained with a release and judged by its tests; their cards are in docs/models. */
const shippedModels = [
  {
    name: 'clauses',
    title: 'Clause reader',
    purpose: 'Says which of 41 kinds of clauses a passage of a contract holds, and how likely.',
  },
  {
    name: 'terms',
    title: 'Key terms',
    purpose: 'Finds parties, dates, amounts and the governing law of a contract.',
  },
  {
    name: 'inference',
    title: 'Statements about a contract',
    purpose:
      'Says of seventeen statements whether a confidentiality agreement supports them, contradicts them, or says nothing of them.',
  },
].map((model) => ({ ...model, until: 'the rules and keywords', job: null }));

/** More than a person can have. */
const maxExported = 1000;

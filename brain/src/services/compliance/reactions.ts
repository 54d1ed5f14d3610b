import type { Kernel } from '../../kernel/kernel.ts';
import type { Cases } from './cases.ts';
import * as store from './store.ts';

/**
 * `access.changed` follows every paper that takes effect or ends; `paper.required` tells of papers that a role or an action
 * asks for; with `member.changed` what a membership asked for is gone.
 */
export function react({ outbox }: Kernel, cases: Pick<Cases, 'settle'>): void {
  const types = ['access.changed', 'paper.required', 'paper.expired', 'member.changed'];
  outbox.subscribe('compliance.papers', types, async (tx, { data }) => {
    if (typeof data['userId'] === 'string') await cases.settle(tx, data['userId']);
  });
  outbox.subscribe('compliance.documents', ['document.effective', 'document.ended'], async (tx, { data }) => {
    // Always in the same order, so that two reactions never wait for each other.
    for (const userId of [...(data['userIds'] as string[])].sort()) await cases.settle(tx, userId);
  });
  outbox.subscribe('compliance.erase', ['account.erased'], async (tx, { data }) => {
    if (typeof data['userId'] !== 'string') throw new Error('account.erased names nobody.');
    await store.remove(tx, data['userId']);
  });
}

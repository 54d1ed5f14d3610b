import type { Machine } from '../../kernel/machine.ts';

/** Section 20.14: what becomes of a notification on one channel. */
export const channelMachine: Machine<'PENDING' | 'SENT' | 'FAILED', 'delivered' | 'give up' | 'replay'> = {
  name: 'notification channel',
  start: 'PENDING',
  transitions: [
    { event: 'delivered', from: ['PENDING'], to: 'SENT', by: 'system' },
    { event: 'give up', from: ['PENDING'], to: 'FAILED', by: 'system', guard: 'five retries have failed' },
    { event: 'replay', from: ['SENT', 'FAILED'], to: 'PENDING', by: 'owner', guard: 'webhooks only' },
  ],
};

export const broadcastMachine: Machine<'SENDING' | 'DONE' | 'CANCELLED', 'finish' | 'cancel'> = {
  name: 'broadcast',
  start: 'SENDING',
  transitions: [
    { event: 'finish', from: ['SENDING'], to: 'DONE', by: 'system' },
    { event: 'cancel', from: ['SENDING'], to: 'CANCELLED', by: '12' },
  ],
};

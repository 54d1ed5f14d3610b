import type { PublishedEvent } from '../../../kernel/outbox.ts';
import type { Ground } from './ground.ts';
import { eraseMatches } from './match-store.ts';
import { follow } from './matches.ts';
import { erasePreferences } from './preference-store.ts';
import { eraseSearches } from './search-store.ts';

const steps = {
  'application.received': 'apply',
  'application.accepted': 'accept',
  'application.rejected': 'reject',
} as const;

/** What applications do to the suggestions they followed, and what is forgotten with a person. */
export function react(ground: Ground): void {
  const { outbox } = ground.posting.kernel;
  outbox.subscribe('matching.applications', Object.keys(steps), async (tx, event) => {
    const { opportunityId, applicantId } = event.data;
    const step = steps[event.type as keyof typeof steps];
    await follow(ground, tx, { userId: String(applicantId), opportunityId: String(opportunityId) }, step);
  });
  outbox.subscribe('matching.erase', ['account.erased'], async (tx, event) => {
    const userId = personOf(event);
    await eraseMatches(tx, userId);
    await erasePreferences(tx, userId);
    await eraseSearches(tx, userId);
  });
}

function personOf({ type, data }: PublishedEvent): string {
  if (typeof data['userId'] !== 'string') throw new Error(`${type} names nobody.`);
  return data['userId'];
}

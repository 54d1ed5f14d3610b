import type { contract, Input, matchingWire } from '@smartstart/contract';
import type { Call } from '../../../kernel/call.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import { found } from '../../../kernel/errors.ts';
import type { Ground } from './ground.ts';
import { forgetSuggestions } from './match-store.ts';
import { knownPerson } from './people.ts';
import * as store from './preference-store.ts';

type Wishes = Input<typeof contract.matching.setPreferences>['body'];
type View = (typeof matchingWire.preferences)['_zod']['input'];

export async function preferencesOf(ground: Ground, db: Db, userId: string): Promise<View> {
  const [row] = await store.preferencesOf(db, [userId]);
  const { hiddenBecause, person } = found(await knownPerson(ground, db, userId));
  return {
    types: [...person.wishes.types],
    engagements: [...person.wishes.engagements],
    rewards: [...person.wishes.rewards],
    languages: [...person.languages],
    openToOffers: row?.open_to_offers ?? true,
    optedOut: row?.opted_out ?? false,
    notSuggested: [...hiddenBecause],
  };
}

export async function setPreferences(
  ground: Ground,
  tx: Tx,
  call: Call,
  userId: string,
  wishes: Wishes,
): Promise<View> {
  const { security, kernel } = ground.posting;
  await store.savePreferences(tx, {
    user_id: userId,
    types: distinct(wishes.types),
    engagements: distinct(wishes.engagements),
    rewards: distinct(wishes.rewards),
    languages: distinct(wishes.languages),
    open_to_offers: wishes.openToOffers,
    updated_at: kernel.clock.now(),
  });
  await security.audit(tx, {
    actorId: userId,
    action: 'matching.preferences-set',
    entity: 'user',
    entityId: userId,
    call,
  });
  return preferencesOf(ground, tx, userId);
}

/** From the commit on nobody is shown this person and nothing is suggested to them; suggestions made before are deleted. */
export async function optOut(
  ground: Ground,
  tx: Tx,
  call: Call,
  userId: string,
  optedOut: boolean,
): Promise<View> {
  const { security, kernel } = ground.posting;
  const now = kernel.clock.now();
  await store.savePreferences(tx, {
    user_id: userId,
    opted_out: optedOut,
    opted_out_at: optedOut ? now : null,
    updated_at: now,
  });
  if (optedOut) await forgetSuggestions(tx, userId);
  await security.audit(tx, {
    actorId: userId,
    action: optedOut ? 'matching.opted-out' : 'matching.opted-in',
    entity: 'user',
    entityId: userId,
    call,
  });
  return preferencesOf(ground, tx, userId);
}

function distinct<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}

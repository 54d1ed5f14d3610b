import { Fail } from '../../kernel/errors.ts';

/** The account state machine (section 20.1) as one table. What is not listed does not exist. */

export type AccountStatus = 'PENDING' | 'ACTIVE' | 'INACTIVE' | 'SUSPENDED' | 'BANNED' | 'CLOSING' | 'ERASED';
export type AccountEvent =
  | 'VERIFY'
  | 'LAPSE'
  | 'DEACTIVATE'
  | 'REACTIVATE'
  | 'SUSPEND'
  | 'REINSTATE'
  | 'BAN'
  | 'ASK_ERASURE'
  | 'WITHDRAW'
  | 'ERASE';

const transitions: Readonly<
  Record<AccountEvent, { readonly from: readonly AccountStatus[]; readonly to: AccountStatus }>
> = {
  VERIFY: { from: ['PENDING'], to: 'ACTIVE' },
  LAPSE: { from: ['PENDING'], to: 'ERASED' },
  DEACTIVATE: { from: ['ACTIVE'], to: 'INACTIVE' },
  REACTIVATE: { from: ['INACTIVE'], to: 'ACTIVE' },
  SUSPEND: { from: ['ACTIVE', 'INACTIVE'], to: 'SUSPENDED' },
  REINSTATE: { from: ['SUSPENDED'], to: 'ACTIVE' },
  BAN: { from: ['SUSPENDED'], to: 'BANNED' },
  ASK_ERASURE: { from: ['ACTIVE', 'INACTIVE'], to: 'CLOSING' },
  WITHDRAW: { from: ['CLOSING'], to: 'ACTIVE' },
  ERASE: { from: ['CLOSING'], to: 'ERASED' },
};

export function nextStatus(from: AccountStatus, event: AccountEvent): AccountStatus {
  const { from: allowed, to } = transitions[event];
  if (!allowed.includes(from))
    throw new Fail('ILLEGAL_TRANSITION', `An account that is ${from} does not allow this.`);
  return to;
}

/** An unverified account lapses, an account under closure is erased after that many days. */
export const unverifiedDays = 30;
export const closingDays = 90;

/** What others read where an erased person's name stood. */
export const formerName = 'Former member';

/** The words of an address below `/profiles/`, made from a name: at most `slugLength`, which leaves room for a suffix. */
const slugLength = 24;

export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, slugLength)
    .replace(/^-+|-+$/g, '');
  return words.length >= 3 ? words : ['member', words].filter(Boolean).join('-');
}

/** What stage 2 of the journey (section 4) still misses. */
export function profileGaps(
  profile: {
    name: string;
    biography: string;
    years_of_experience: number | null;
    location: string;
    time_zone: string;
  },
  skillCount: number,
): string[] {
  const wanted: [boolean, string][] = [
    [profile.name.length > 0, 'name'],
    [profile.biography.length >= 50, 'biography of at least 50 characters'],
    [skillCount > 0, 'at least one skill'],
    [profile.years_of_experience !== null, 'years of experience'],
    [profile.location.length > 0, 'location'],
    [profile.time_zone.length > 0, 'time zone'],
  ];
  return wanted.filter(([there]) => !there).map(([, gap]) => gap);
}

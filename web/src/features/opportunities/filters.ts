import { opportunitiesWire, venturesWire } from '@smartstart/contract';
import type { Engagement, OpportunityType, RewardKind } from './types';

/** What lists are narrowed by, as it stands in the address of the page. Pure. */

export type Sort = 'newest' | 'relevance' | 'closing';
type Industry = (typeof venturesWire.industry)['options'][number];

export interface Filters {
  readonly q?: string;
  readonly type?: OpportunityType;
  readonly engagement?: Engagement;
  readonly reward?: RewardKind;
  readonly skill?: string;
  readonly industry?: Industry;
  readonly tag?: string;
  readonly remote?: 'true' | 'false';
  readonly minHours?: number;
  readonly maxHours?: number;
  readonly sort?: Sort;
}
export type FilterName = keyof Filters;

/** Those a saved search keeps: all but the order. */
export const keptFilters = [
  'q',
  'type',
  'engagement',
  'reward',
  'skill',
  'industry',
  'tag',
  'remote',
  'minHours',
  'maxHours',
] as const satisfies readonly FilterName[];
export const industries = venturesWire.industry.options.filter((name) => name !== 'Undecided');

interface Address {
  get(name: string): string | null;
}

/** What a mistyped address does not say is left out, so that it shows more and not a failure. */
export function filtersOf(address: Address): Filters {
  const q = words(address.get('q'), 200);
  const sort = oneOf(['newest', 'relevance', 'closing'] as const, address.get('sort'));
  return {
    ...some('q', q),
    ...some('type', oneOf(opportunitiesWire.opportunityType.options, address.get('type'))),
    ...some('engagement', oneOf(opportunitiesWire.engagement.options, address.get('engagement'))),
    ...some('reward', oneOf(opportunitiesWire.rewardKind.options, address.get('reward'))),
    ...some('skill', words(address.get('skill'), 60)),
    ...some('industry', oneOf(industries, address.get('industry'))),
    ...some('tag', words(address.get('tag'), 30)),
    ...some('remote', oneOf(['true', 'false'] as const, address.get('remote'))),
    ...some('minHours', whole(address.get('minHours'), 0)),
    ...some('maxHours', whole(address.get('maxHours'), 1)),
    // Without words there is nothing to be relevant to.
    ...some('sort', sort === 'relevance' && !q ? undefined : sort),
  };
}

/** The address that shows these; empty for the whole list. */
export function addressOf(filters: Filters): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters))
    if (value !== undefined && value !== '') search.set(name, String(value));
  const text = search.toString();
  return text ? `?${text}` : '';
}

/** The filters without one, or with another value of it. */
export function withFilter<N extends FilterName>(
  filters: Filters,
  name: N,
  value: Filters[N] | null,
): Filters {
  const { [name]: _before, ...rest } = filters;
  const next: Filters =
    value === null || value === undefined || value === '' ? rest : { ...rest, [name]: value };
  return filtersOf(new URLSearchParams(addressOf(next)));
}

/** What a saved search keeps of them. */
export function keptOf(filters: Filters): Omit<Filters, 'sort'> {
  const { sort: _sort, ...kept } = filters;
  return kept;
}

export function isNarrowed(filters: Filters): boolean {
  return keptFilters.some((name) => filters[name] !== undefined);
}

function some<N extends FilterName>(name: N, value: Filters[N] | undefined): Filters {
  return value === undefined ? {} : { [name]: value };
}

function oneOf<const T extends string>(options: readonly T[], value: string | null): T | undefined {
  return options.find((option) => option === value);
}

function words(value: string | null, most: number): string | undefined {
  return (
    value
      ?.replaceAll(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, most) || undefined
  );
}

function whole(value: string | null, least: number): number | undefined {
  return value !== null && /^\d{1,2}$/.test(value) && Number(value) >= least && Number(value) <= 80
    ? Number(value)
    : undefined;
}

import { describe, expect, it } from 'vitest';
import { addressOf, filtersOf, isNarrowed, keptOf, withFilter } from './filters';

const read = (address: string) => filtersOf(new URLSearchParams(address));

describe('filters in the address', () => {
  it('come back as they were', () => {
    const filters = read('q=react+shop&type=MENTORSHIP&remote=true&minHours=5&maxHours=20&sort=closing');
    expect(read(addressOf(filters))).toEqual(filters);
    expect(filters).toEqual({
      q: 'react shop',
      type: 'MENTORSHIP',
      remote: 'true',
      minHours: 5,
      maxHours: 20,
      sort: 'closing',
    });
  });

  it('leave out what a mistyped address does not say', () => {
    expect(read('type=NONSENSE&minHours=-3&maxHours=999&industry=Undecided&sort=best')).toEqual({});
  });

  it('hold no characters that no text has', () => {
    expect(read('q=%00&skill=%07rust%00')).toEqual({ skill: 'rust' });
  });

  it('are ordered by relevance only while there are words', () => {
    expect(read('q=react&sort=relevance').sort).toBe('relevance');
    expect(withFilter(read('q=react&sort=relevance'), 'q', null)).toEqual({});
  });

  it('are kept by a saved search without their order', () => {
    expect(keptOf(read('q=react&sort=closing'))).toEqual({ q: 'react' });
    expect(isNarrowed(read('sort=closing'))).toBe(false);
    expect(addressOf({})).toBe('');
  });
});

'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { IconArrowRight, IconBuildingStore, IconSearch, IconUser } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../lib/api';
import { useAccess } from '../lib/session';
import { useToldSearch } from '../lib/telling';
import { memberLinks } from './member-links';

const settingsPages = ['profile', 'security', 'sessions', 'notifications', 'privacy'] as const;

/** The search palette (Ctrl or ⌘ + K): pages at once, people and ventures as one types. */
export function Search() {
  const t = useTranslations('common');
  const router = useRouter();
  const [query, setQuery] = useState('');
  const [settled] = useDebouncedValue(query.trim(), 250);
  const mayAsk = (useAccess().data?.held.includes(1) ?? false) && settled.length >= 2;
  const people = useQuery({
    queryKey: ['people', 'search', settled],
    queryFn: ({ signal }) => api.users.search({ query: { q: settled, limit: 5 } }, { signal }),
    enabled: mayAsk,
  });
  const ventures = useQuery({
    queryKey: ['ventures', 'search', settled],
    queryFn: ({ signal }) => api.ventures.list({ query: { q: settled, limit: 5 } }, { signal }),
    enabled: mayAsk,
  });
  const answered = mayAsk && people.data && ventures.data;
  useToldSearch('palette', settled, answered ? people.data.items.length + ventures.data.items.length : null);
  const words = query.trim().toLowerCase();
  const pages = [
    ...memberLinks.map(({ href, key, icon: Icon }) => ({
      id: href,
      label: t(`nav.${key}`),
      leftSection: <Icon size={18} aria-hidden />,
      onClick: () => router.push(href),
    })),
    ...settingsPages.map((key) => ({
      id: `settings-${key}`,
      label: t(`search.settings.${key}`),
      leftSection: <IconArrowRight size={18} aria-hidden />,
      onClick: () => router.push(`/settings/${key}`),
    })),
  ].filter((page) => page.label.toLowerCase().includes(words));
  const groups: SpotlightActionGroupData[] = [
    { group: t('search.pages'), actions: pages },
    {
      group: t('search.people'),
      actions: (people.data?.items ?? []).map((person) => ({
        id: person.id,
        label: person.name,
        description: person.headline,
        leftSection: <IconUser size={18} aria-hidden />,
        onClick: () => router.push(`/people/${person.id}`),
      })),
    },
    {
      group: t('search.ventures'),
      actions: (ventures.data?.items ?? []).map((venture) => ({
        id: venture.id,
        label: venture.name,
        description: venture.purpose,
        leftSection: <IconBuildingStore size={18} aria-hidden />,
        onClick: () => router.push(`/ventures/${venture.id}`),
      })),
    },
  ].filter(({ actions }) => actions.length > 0);
  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      filter={(_, actions) => actions}
      scrollable
      maxHeight={420}
      shortcut="mod + K"
      nothingFound={people.isFetching || ventures.isFetching ? t('search.looking') : t('search.nothing')}
      attributes={{ content: { 'aria-label': t('search.open') } }}
      searchProps={{
        placeholder: t('search.placeholder'),
        'aria-label': t('search.open'),
        leftSection: <IconSearch size={18} aria-hidden />,
      }}
    />
  );
}

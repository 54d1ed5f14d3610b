'use client';

import {
  Button,
  Group,
  NativeSelect,
  SimpleGrid,
  Skeleton,
  Stack,
  Tabs,
  TextInput,
  VisuallyHidden,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { venturesWire } from '@smartstart/contract';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { Empty, Page } from '../../components/page';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useAccess, useSession } from '../../lib/session';
import { found, useToldSearch } from '../../lib/telling';
import { useFollow } from './follow';
import { InvitationPanel } from './invitation-panel';
import type { Industry } from './types';
import { industryKey, VentureCard } from './venture-card';

type Tab = 'mine' | 'open';

/** `/ventures`: own ventures, and those open to members. */
export function VentureListPage() {
  const t = useTranslations('ventures');
  const { userId } = useSession();
  const access = useAccess();
  const [tab, setTab] = useState<Tab>('mine');
  useFollow(userId && `user:${userId}`);
  const guest = access.data !== undefined && !access.data.held.includes(1);
  return (
    <Page
      title={t('list.title')}
      actions={
        <Button component={Link} href="/ventures/new" leftSection={<IconPlus size={18} aria-hidden />}>
          {t('list.create')}
        </Button>
      }
    >
      <InvitationPanel />
      {access.isLoadingError ? (
        <ProblemAlert error={access.error} onRetry={() => void access.refetch()} />
      ) : guest ? (
        <Empty
          title={t('list.guestTitle')}
          text={t('list.guestText')}
          action={
            <Button component={Link} href="/onboarding">
              {t('list.guestAction')}
            </Button>
          }
        />
      ) : (
        <Tabs value={tab} onChange={(value) => setTab(value as Tab)} keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="mine">{t('list.mine')}</Tabs.Tab>
            <Tabs.Tab value="open">{t('list.open')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="mine">
            <VentureList mine onShowOpen={() => setTab('open')} />
          </Tabs.Panel>
          <Tabs.Panel value="open">
            <VentureList mine={false} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Page>
  );
}

function VentureList({ mine, onShowOpen }: { mine: boolean; onShowOpen?: () => void }) {
  const t = useTranslations('ventures');
  const [text, setText] = useState('');
  const [industry, setIndustry] = useState<Industry | ''>('');
  const [q] = useDebouncedValue(text.trim(), 300);
  const ventures = useInfiniteQuery({
    queryKey: ['ventures', 'list', mine, q, industry],
    queryFn: ({ pageParam }) =>
      api.ventures.list({
        query: {
          cursor: pageParam,
          mine: mine ? 'true' : 'false',
          ...(q ? { q } : {}),
          ...(industry ? { industry } : {}),
        },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  });
  useToldSearch(
    mine ? 'ventures.mine' : 'ventures',
    q,
    ventures.isPlaceholderData ? null : found(ventures.data),
  );
  const items = ventures.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = q !== '' || industry !== '';
  return (
    <Stack>
      <Group component="search" align="flex-end" grow preventGrowOverflow={false} wrap="wrap">
        <TextInput
          type="search"
          label={t('list.search')}
          value={text}
          maxLength={100}
          leftSection={<IconSearch size={18} aria-hidden />}
          miw={200}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('list.industry')}
          value={industry}
          miw={180}
          onChange={(event) => setIndustry(event.currentTarget.value as Industry | '')}
          data={[
            { value: '', label: t('list.allIndustries') },
            ...venturesWire.industry.options.map((value) => ({
              value,
              label: t(`industry.${industryKey(value)}`),
            })),
          ]}
        />
      </Group>
      <VisuallyHidden role="status">
        {ventures.isSuccess && !ventures.isFetching ? t('list.found', { count: items.length }) : ''}
      </VisuallyHidden>
      {ventures.isLoadingError ? (
        <ProblemAlert error={ventures.error} onRetry={() => void ventures.refetch()} />
      ) : ventures.isPending ? (
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} aria-hidden>
          {[1, 2, 3].map((n) => (
            <Skeleton key={n} height={190} />
          ))}
        </SimpleGrid>
      ) : items.length > 0 ? (
        <SimpleGrid
          cols={{ base: 1, sm: 2, lg: 3 }}
          style={{ opacity: ventures.isPlaceholderData ? 0.6 : 1 }}
        >
          {items.map((venture) => (
            <VentureCard key={venture.id} venture={venture} />
          ))}
        </SimpleGrid>
      ) : filtered ? (
        <Empty
          title={t('list.noMatchTitle')}
          text={t('list.noMatchText')}
          action={
            <Button
              variant="default"
              onClick={() => {
                setText('');
                setIndustry('');
              }}
            >
              {t('list.clear')}
            </Button>
          }
        />
      ) : mine ? (
        <Empty
          title={t('list.noneMineTitle')}
          text={t('list.noneMineText')}
          action={
            <Group justify="center">
              <Button component={Link} href="/ventures/new">
                {t('list.create')}
              </Button>
              <Button variant="default" onClick={onShowOpen}>
                {t('list.showOpen')}
              </Button>
            </Group>
          }
        />
      ) : (
        <Empty title={t('list.noneOpenTitle')} text={t('list.noneOpenText')} />
      )}
      {ventures.hasNextPage && (
        <Group justify="center">
          <Button
            variant="default"
            loading={ventures.isFetchingNextPage}
            onClick={() => void ventures.fetchNextPage()}
          >
            {t('list.more')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

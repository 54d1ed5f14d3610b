'use client';

import { Button, Stack } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Page } from '../../components/page';
import { TabbedParts } from '../../components/tabbed-parts';
import { PlaybookList } from './playbook-list';
import { ReadingList } from './reading-list';
import { SearchPanel } from './search-panel';
import { StartReading } from './start-reading';

/** `/contracts`: have a contract read, find it again, search all of them. */
export function ContractsPage() {
  const t = useTranslations('contracts');
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button
          component={Link}
          href="/contracts/compare"
          variant="default"
          leftSection={<IconArrowsDiff aria-hidden />}
        >
          {t('list.compare')}
        </Button>
      }
    >
      <TabbedParts
        label={t('title')}
        parts={[
          {
            key: 'read',
            title: t('tabs.read'),
            kept: true,
            content: (
              <Stack gap="lg">
                <StartReading />
                <ReadingList />
              </Stack>
            ),
          },
          { key: 'search', title: t('tabs.search'), content: <SearchPanel /> },
          { key: 'playbooks', title: t('tabs.playbooks'), content: <PlaybookList /> },
        ]}
      />
    </Page>
  );
}

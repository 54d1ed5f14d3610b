'use client';

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { PlaybookForm } from './playbook-form';
import { playbooksQuery } from './queries';

/** `/contracts/playbooks/[id]`: change an own playbook, or make one from a shipped one. */
export function PlaybookPage({ playbookId }: { playbookId: string }) {
  const t = useTranslations('contracts');
  const playbooks = useQuery(playbooksQuery());
  const playbook = playbooks.data?.items.find(({ id }) => id === playbookId);
  return (
    <Page
      title={playbook?.name ?? t('tabs.playbooks')}
      crumbs={[{ label: t('title'), href: '/contracts' }]}
      lead={t('playbooks.lead')}
    >
      <QueryView query={playbooks}>
        {({ concepts }) =>
          playbook ? (
            <PlaybookForm playbook={playbook} concepts={concepts} />
          ) : (
            <Empty
              title={t('playbooks.missingTitle')}
              text={t('playbooks.missingText')}
              action={
                <Button component={Link} href="/contracts">
                  {t('reader.all')}
                </Button>
              }
            />
          )
        }
      </QueryView>
    </Page>
  );
}

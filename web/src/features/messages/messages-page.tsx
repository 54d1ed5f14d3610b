'use client';

import { Button } from '@mantine/core';
import { IconMessagePlus, IconSearch } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { useAccess } from '../../lib/session';
import { MembersOnly } from '../people/people-page';
import { DirectModal } from './direct-modal';
import { SearchModal } from './search-modal';
import { Talk, type TalkParams } from './talk';

/** `/messages`: everything one may read and write, live. */
export function MessagesPage(params: TalkParams) {
  const t = useTranslations('messages');
  const access = useAccess();
  const router = useRouter();
  const [open, setOpen] = useState<'direct' | 'search' | null>(null);
  const member = access.data?.held.includes(1) ?? false;
  return (
    <Page
      title={t('title')}
      actions={
        member && (
          <>
            <Button
              variant="default"
              leftSection={<IconSearch size={18} aria-hidden />}
              onClick={() => setOpen('search')}
            >
              {t('search.open')}
            </Button>
            <Button leftSection={<IconMessagePlus size={18} aria-hidden />} onClick={() => setOpen('direct')}>
              {t('newDirect')}
            </Button>
          </>
        )
      }
    >
      <QueryView query={access}>
        {({ held }) =>
          held.includes(1) ? (
            <Talk
              root="/messages"
              {...params}
              {...(held.includes(12) ? { place: { scope: 'PLATFORM' as const } } : {})}
            />
          ) : (
            <MembersOnly />
          )
        }
      </QueryView>
      {open === 'direct' && (
        <DirectModal onClose={() => setOpen(null)} onOpened={(id) => router.push(`/messages/${id}`)} />
      )}
      {open === 'search' && <SearchModal root="/messages" onClose={() => setOpen(null)} />}
    </Page>
  );
}

'use client';

import { Button, Card, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconFlag, IconHeartHandshake, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { api } from '../../lib/api';
import { useSession } from '../../lib/session';
import { ConfirmModal } from '../ventures/confirm-modal';
import { Byline, PersonLink } from './byline';
import { CardMenu } from './card-menu';
import { CommunityFrame } from './community-frame';
import { KudosForm } from './kudos-form';
import { kudosQuery, useRefreshCommunity } from './queries';
import { ReportModal } from './report-modal';
import type { Kudos } from './types';

type Shelf = 'all' | 'got' | 'given';
const shelves: readonly Shelf[] = ['all', 'got', 'given'];

/** `/community/kudos`: thanks that others can read. */
export function KudosPage() {
  const t = useTranslations('community.kudos');
  const [open, setOpen] = useState(false);
  return (
    <CommunityFrame
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button leftSection={<IconHeartHandshake size={18} aria-hidden />} onClick={() => setOpen(true)}>
          {t('give')}
        </Button>
      }
    >
      <Shelves />
      {open && <KudosForm onClose={() => setOpen(false)} />}
    </CommunityFrame>
  );
}

function Shelves() {
  const t = useTranslations('community.kudos');
  const { userId } = useSession();
  const [shelf, setShelf] = useState<Shelf>('all');
  const own = userId ?? '';
  const query = useInfiniteQuery(
    kudosQuery(shelf === 'got' ? { toUserId: own } : shelf === 'given' ? { fromUserId: own } : {}),
  );
  return (
    <>
      <Group>
        <SegmentedControl
          aria-label={t('shelf')}
          value={shelf}
          onChange={(value) => setShelf(value as Shelf)}
          data={shelves.map((value) => ({ value, label: t(`shelves.${value}`) }))}
        />
      </Group>
      <PagedList
        query={query}
        label={t('title')}
        empty={{ title: t(`emptyTitles.${shelf}`), text: t(`emptyTexts.${shelf}`) }}
      >
        {(kudos) => <KudosCard kudos={kudos} />}
      </PagedList>
    </>
  );
}

function KudosCard({ kudos }: { kudos: Kudos }) {
  const t = useTranslations('community.kudos');
  const refresh = useRefreshCommunity();
  const [open, setOpen] = useState<'remove' | 'report' | null>(null);
  const { rights, to, category } = kudos;
  return (
    <Card component="article" p="md" aria-label={t('one', { from: kudos.from.name, to: to.name })}>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Byline
            person={kudos.from}
            at={kudos.createdAt}
            venture={kudos.ventureId ? { id: kudos.ventureId, name: kudos.ventureName ?? '' } : null}
          />
          <CardMenu
            label={t('more', { to: to.name })}
            acts={[
              rights.includes('report') && {
                label: t('report'),
                icon: IconFlag,
                run: () => setOpen('report'),
              },
              rights.includes('delete') && {
                label: t('remove'),
                icon: IconTrash,
                run: () => setOpen('remove'),
                danger: true,
              },
            ]}
          />
        </Group>
        <Text size="sm" fw={600}>
          {t.rich('to', { category: t(`categories.${category}`), name: () => <PersonLink person={to} /> })}
        </Text>
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {kudos.text}
        </Text>
      </Stack>
      {open === 'report' && <ReportModal kind="KUDOS" subjectId={kudos.id} onClose={() => setOpen(null)} />}
      {open === 'remove' && (
        <ConfirmModal
          title={t('removeTitle')}
          text={t('removeText')}
          confirm={t('remove')}
          danger
          run={async () => {
            await api.community.removeKudos({ params: { kudosId: kudos.id } });
            await refresh();
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </Card>
  );
}

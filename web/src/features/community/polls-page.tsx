'use client';

import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { QueryView } from '../../components/query-view';
import { hasCode } from '../../lib/problem';
import { CommunityFrame } from './community-frame';
import { PlaceSelect } from './place-select';
import { PollCard } from './poll-card';
import { PollForm } from './poll-form';
import { pollQuery, pollsQuery } from './queries';

type Shelf = 'true' | 'false' | 'all';

/** `/community/polls`: questions with answers to choose from; one a link led to stands first. */
export function PollsPage({ pollId }: { pollId: string | null }) {
  const t = useTranslations('community.polls');
  const [open, setOpen] = useState(false);
  return (
    <CommunityFrame
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button leftSection={<IconChartBar size={18} aria-hidden />} onClick={() => setOpen(true)}>
          {t('open')}
        </Button>
      }
    >
      {pollId && <Sought pollId={pollId} />}
      <Polls exceptId={pollId} />
      {open && <PollForm onClose={() => setOpen(false)} />}
    </CommunityFrame>
  );
}

function Sought({ pollId }: { pollId: string }) {
  const query = useQuery({ ...pollQuery(pollId), retry: false });
  // Gone meanwhile: the list below says what is left.
  if (hasCode(query.error, 'NOT_FOUND', 'MALFORMED', 'INVALID_INPUT')) return null;
  return (
    <QueryView query={query} lines={1}>
      {(poll) => <PollCard poll={poll} />}
    </QueryView>
  );
}

function Polls({ exceptId }: { exceptId: string | null }) {
  const t = useTranslations('community.polls');
  const [shelf, setShelf] = useState<Shelf>('true');
  const [ventureId, setVentureId] = useState('');
  const query = useInfiniteQuery(
    pollsQuery({ ...(shelf === 'all' ? {} : { open: shelf }), ...(ventureId ? { ventureId } : {}) }),
  );
  return (
    <>
      <Group component="search" aria-label={t('filter')} align="flex-end">
        <SegmentedControl
          aria-label={t('shelf')}
          value={shelf}
          onChange={(value) => setShelf(value as Shelf)}
          data={(['true', 'false', 'all'] as const).map((value) => ({ value, label: t(`shelves.${value}`) }))}
        />
        <PlaceSelect none="everywhere" label={t('place')} value={ventureId} onChange={setVentureId} />
      </Group>
      <PagedList query={query} label={t('title')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(poll) => (poll.id === exceptId ? null : <PollCard poll={poll} />)}
      </PagedList>
    </>
  );
}

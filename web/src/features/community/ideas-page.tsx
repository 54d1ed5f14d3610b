'use client';

import { Button, Group, NativeSelect } from '@mantine/core';
import { communityWire } from '@smartstart/contract';
import { IconBulb } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { CommunityFrame } from './community-frame';
import { IdeaCard } from './idea-card';
import { IdeaForm } from './idea-form';
import { PlaceSelect } from './place-select';
import { ideasQuery } from './queries';
import type { IdeaState } from './types';

const states = communityWire.ideaState.options;

/** `/community/ideas`: ideas of the platform and of one’s ventures. */
export function IdeasPage() {
  const t = useTranslations('community.ideas');
  const [open, setOpen] = useState(false);
  return (
    <CommunityFrame
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button leftSection={<IconBulb size={18} aria-hidden />} onClick={() => setOpen(true)}>
          {t('post')}
        </Button>
      }
    >
      <Ideas />
      {open && <IdeaForm onClose={() => setOpen(false)} />}
    </CommunityFrame>
  );
}

function Ideas() {
  const t = useTranslations('community.ideas');
  const [sort, setSort] = useState<'newest' | 'votes'>('newest');
  const [state, setState] = useState<IdeaState | ''>('');
  const [ventureId, setVentureId] = useState('');
  const query = useInfiniteQuery(
    ideasQuery({ sort, ...(state ? { state } : {}), ...(ventureId ? { ventureId } : {}) }),
  );
  const filtered = state !== '' || ventureId !== '';
  return (
    <>
      <Group component="search" aria-label={t('filter')} align="flex-end">
        <NativeSelect
          label={t('state')}
          value={state}
          onChange={(event) => setState(event.currentTarget.value as IdeaState | '')}
          data={[
            { value: '', label: t('allStates') },
            ...states.map((value) => ({ value, label: t(`states.${value}`) })),
          ]}
        />
        <PlaceSelect none="everywhere" label={t('place')} value={ventureId} onChange={setVentureId} />
        <NativeSelect
          label={t('sort')}
          value={sort}
          onChange={(event) => setSort(event.currentTarget.value as 'newest' | 'votes')}
          data={[
            { value: 'newest', label: t('newest') },
            { value: 'votes', label: t('mostVotes') },
          ]}
        />
      </Group>
      <PagedList
        query={query}
        label={t('title')}
        empty={
          filtered
            ? { title: t('noMatchTitle'), text: t('noMatchText') }
            : { title: t('emptyTitle'), text: t('emptyText') }
        }
      >
        {(idea) => <IdeaCard idea={idea} />}
      </PagedList>
    </>
  );
}

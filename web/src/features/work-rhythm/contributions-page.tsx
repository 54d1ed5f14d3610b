'use client';

import { Alert, NativeSelect, Stack, Text } from '@mantine/core';
import { workWire } from '@smartstart/contract';
import { IconMathFunction } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { TabbedParts } from '../../components/tabbed-parts';
import { useSession } from '../../lib/session';
import { PlainList } from '../documents/plain-list';
import { overviewQuery } from '../work/queries';
import { WorkFrame } from '../work/work-frame';
import { ContributionCard } from './contribution-card';
import { EditContribution } from './contribution-edit';
import { ReviewContribution } from './contribution-review';
import { DoneNote, type Done } from './done-note';
import { contributionsQuery } from './queries';
import type { Contribution, ContributionState } from './types';

/** `/ventures/[id]/work/contributions`: what was put into tasks, and what of it counts. */
export function ContributionsPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('workRhythm.contributions');
  return (
    <WorkFrame ventureId={ventureId} title={t('title')} lead={t('lead')}>
      {() => <Contributions ventureId={ventureId} />}
    </WorkFrame>
  );
}

function Contributions({ ventureId }: { ventureId: string }) {
  const t = useTranslations('workRhythm.contributions');
  const { userId } = useSession();
  const overview = useQuery(overviewQuery(ventureId));
  const [done, setDone] = useState<Done | null>(null);
  const tell = (text: string) => setDone((before) => ({ key: (before?.key ?? 0) + 1, text }));
  return (
    <>
      {done && <DoneNote done={done} onClose={() => setDone(null)} />}
      <Alert color="gray" icon={<IconMathFunction aria-hidden />} title={t('formula.title')}>
        <Text size="sm">{t('formula.text')}</Text>
      </Alert>
      <QueryView query={overview}>
        {({ rights, contributionsToReview }) => (
          <TabbedParts
            label={t('parts.label')}
            parts={[
              ...(rights.includes('review')
                ? [
                    {
                      key: 'review' as const,
                      title: t('parts.review', { count: contributionsToReview }),
                      content: <List ventureId={ventureId} part="review" onDone={tell} />,
                    },
                  ]
                : []),
              ...(rights.includes('work')
                ? [
                    {
                      key: 'mine' as const,
                      title: t('parts.mine'),
                      content: <List ventureId={ventureId} part="mine" authorId={userId} onDone={tell} />,
                    },
                  ]
                : []),
              {
                key: 'all' as const,
                title: t('parts.all'),
                content: <List ventureId={ventureId} part="all" onDone={tell} />,
              },
            ]}
          />
        )}
      </QueryView>
    </>
  );
}

interface ListProps {
  readonly ventureId: string;
  readonly part: 'review' | 'mine' | 'all';
  readonly authorId?: string | null;
  readonly onDone: (text: string) => void;
}

function List({ ventureId, part, authorId = null, onDone }: ListProps) {
  const t = useTranslations('workRhythm.contributions');
  const client = useQueryClient();
  const [state, setState] = useState<ContributionState | null>(part === 'review' ? 'PENDING' : null);
  const query = contributionsQuery(ventureId, { state, authorId });
  const contributions = useInfiniteQuery(query);
  const [opened, setOpened] = useState<{ it: Contribution; act: 'edit' | 'review' } | null>(null);
  const close = () => setOpened(null);
  const latest = async (id: string) => {
    await client.refetchQueries({ queryKey: query.queryKey });
    const pages = client.getQueryData<typeof contributions.data>(query.queryKey)?.pages ?? [];
    return pages.flatMap(({ items }) => items).find((one) => one.id === id) ?? null;
  };
  return (
    <Stack gap="md">
      {part !== 'review' && (
        <NativeSelect
          label={t('filter')}
          w={{ base: '100%', xs: 260 }}
          value={state ?? ''}
          onChange={({ currentTarget: { value } }) =>
            setState(value === '' ? null : (value as ContributionState))
          }
          data={[
            { value: '', label: t('everyState') },
            ...workWire.contributionState.options.map((value) => ({
              value,
              label: t(`state.${value}`),
            })),
          ]}
        />
      )}
      <QueryView query={contributions}>
        {({ pages }) => {
          // One's own are reviewed by somebody else.
          const items = pages
            .flatMap((page): readonly Contribution[] => page.items)
            .filter(({ rights }) => part !== 'review' || rights.includes('review'));
          return (
            <Stack gap="md">
              {items.length === 0 && (
                <Empty title={t(`empty.${part}.title`)} text={t(`empty.${part}.text`)} />
              )}
              <PlainList label={t(`list.${part}`)}>
                {items.map((one) => (
                  <li key={one.id}>
                    <ContributionCard
                      contribution={one}
                      onOpen={(act) => setOpened({ it: one, act })}
                      onDone={onDone}
                    />
                  </li>
                ))}
              </PlainList>
              <MoreButton query={contributions} />
            </Stack>
          );
        }}
      </QueryView>
      {opened?.act === 'edit' && (
        <EditContribution contribution={opened.it} latest={() => latest(opened.it.id)} onClose={close} />
      )}
      {opened?.act === 'review' && (
        <ReviewContribution
          contribution={opened.it}
          onClose={close}
          onDone={(decision) => {
            close();
            onDone(t(`did.${decision}`, { title: opened.it.taskTitle }));
          }}
        />
      )}
    </Stack>
  );
}

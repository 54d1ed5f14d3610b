'use client';

import { Button, Group, NativeSelect } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { TabbedParts } from '../../components/tabbed-parts';
import { CommunityFrame } from '../community/community-frame';
import { DoneNote, type Done } from '../work-rhythm/done-note';
import { MeetingCard } from './meeting-card';
import { meetingsQuery, useFollowMeetings } from './queries';
import { ScheduleMeeting, useTeams } from './schedule-form';

type When = 'upcoming' | 'past';
const parts: readonly When[] = ['upcoming', 'past'];

/** `/meetings`: where one is expected, in ventures, in teams and privately. */
export function MeetingsPage() {
  const t = useTranslations('meetings.list');
  const [scheduling, setScheduling] = useState(false);
  const [teamId, setTeamId] = useState('');
  const { done, tell, close } = useDone();
  useFollowMeetings();
  return (
    <CommunityFrame
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button leftSection={<IconCalendarPlus size={18} aria-hidden />} onClick={() => setScheduling(true)}>
          {t('schedule')}
        </Button>
      }
    >
      {done && <DoneNote done={done} onClose={close} />}
      <Filter teamId={teamId} onChange={setTeamId} />
      <TabbedParts<When>
        label={t('title')}
        parts={parts.map((when) => ({
          key: when,
          title: t(`parts.${when}`),
          content: <List when={when} teamId={teamId} onDone={tell} />,
        }))}
      />
      {scheduling && (
        <ScheduleMeeting
          teamId={teamId}
          onClose={() => setScheduling(false)}
          onDone={({ title }) => {
            setScheduling(false);
            tell(t('scheduled', { title }));
          }}
        />
      )}
    </CommunityFrame>
  );
}

/** What was just done, said once more for each act. */
export function useDone() {
  const [done, setDone] = useState<Done | null>(null);
  return {
    done,
    tell: (text: string) => setDone((before) => ({ key: (before?.key ?? 0) + 1, text })),
    close: () => setDone(null),
  };
}

function Filter({ teamId, onChange }: { teamId: string; onChange: (teamId: string) => void }) {
  const t = useTranslations('meetings.list');
  const teams = useTeams();
  if (teams.length === 0) return null;
  return (
    <Group component="search" aria-label={t('filter')}>
      <NativeSelect
        label={t('which')}
        value={teamId}
        onChange={(event) => onChange(event.currentTarget.value)}
        data={[
          { value: '', label: t('mine') },
          ...teams.map(({ id, name }) => ({ value: id, label: t('allOf', { name }) })),
        ]}
      />
    </Group>
  );
}

interface ListProps {
  readonly when: When;
  readonly teamId: string;
  readonly onDone: (text: string) => void;
}

function List({ when, teamId, onDone }: ListProps) {
  const t = useTranslations('meetings.list');
  const query = useInfiniteQuery(meetingsQuery({ when, ...(teamId ? { teamId } : {}) }));
  return (
    <PagedList
      query={query}
      label={t(`parts.${when}`)}
      empty={{ title: t(`empty.${when}.title`), text: t(`empty.${when}.text`) }}
    >
      {(meeting) => <MeetingCard meeting={meeting} onDone={onDone} />}
    </PagedList>
  );
}

'use client';

import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useSession } from '../../lib/session';
import { PlainList } from '../documents/plain-list';
import { useWorkRights } from '../work/queries';
import { WorkFrame } from '../work/work-frame';
import { Blocker, CheckInCard, CheckInText } from './checkin-card';
import { EditCheckIn, NewCheckIn, type CheckInValues } from './checkin-form';
import { DayGroups } from './day-groups';
import { DoneNote, type Done } from './done-note';
import { Mood } from './mood';
import { blockersQuery, checkInsQuery, ownCheckInQuery } from './queries';
import { TeamDay } from './team-day';
import type { CheckIn } from './types';
import { useDay } from './use-day';
import { useTeam } from './use-team';

/** `/ventures/[id]/work/checkins`: what everybody did, does next and is stopped by, day by day. */
export function CheckInsPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('workRhythm.checkins');
  return (
    <WorkFrame ventureId={ventureId} title={t('title')} lead={t('lead')}>
      {() => <CheckIns ventureId={ventureId} />}
    </WorkFrame>
  );
}

function CheckIns({ ventureId }: { ventureId: string }) {
  const may = useWorkRights(ventureId);
  const { userId } = useSession();
  const [done, setDone] = useState<Done | null>(null);
  const tell = (text: string) => setDone((before) => ({ key: (before?.key ?? 0) + 1, text }));
  return (
    <>
      {done && <DoneNote done={done} onClose={() => setDone(null)} />}
      {may('work') && userId && <Today ventureId={ventureId} userId={userId} onSaved={tell} />}
      <TeamDay ventureId={ventureId} />
      <Blockers ventureId={ventureId} onCleared={tell} />
      <History ventureId={ventureId} />
    </>
  );
}

interface TodayProps {
  readonly ventureId: string;
  readonly userId: string;
  readonly onSaved: (text: string) => void;
}

/** The reader's own day first: a form until it is filled in, then what was said, to be edited as long as the day lasts. */
function Today({ ventureId, userId, onSaved }: TodayProps) {
  const t = useTranslations('workRhythm.checkins.today');
  const { today, format } = useDay();
  const own = useQuery(ownCheckInQuery(ventureId, userId));
  const [editing, setEditing] = useState(false);
  const [typing, setTyping] = useState(false);
  const [typed, setTyped] = useState<CheckInValues | null>(null);
  const settle = (text: string | null) => {
    setEditing(false);
    setTyping(false);
    setTyped(null);
    if (text) onSaved(text);
  };
  return (
    <Section title={t('title', { day: format(today) })} text={t('text')}>
      <QueryView query={own}>
        {(checkIn) => {
          // The server knows whether the newest one is of today; it is edited on its own day only.
          if (!checkIn?.rights.includes('edit') || typing)
            return (
              <NewCheckIn
                ventureId={ventureId}
                onTyping={() => setTyping(true)}
                onTaken={(values) => {
                  setTyping(false);
                  setTyped(values);
                  setEditing(true);
                }}
                onDone={() => settle(t('sent'))}
              />
            );
          if (editing)
            return (
              <EditCheckIn
                ventureId={ventureId}
                checkIn={checkIn}
                typed={typed}
                onDone={() => settle(t('saved'))}
                onCancel={() => settle(null)}
              />
            );
          return (
            <Stack gap="xs">
              <Text size="sm" component="div">
                <Mood mood={checkIn.mood} />
              </Text>
              <CheckInText checkIn={checkIn} />
              <Blocker ventureId={ventureId} checkIn={checkIn} onCleared={() => onSaved(t('cleared'))} />
              <Group>
                <Button variant="default" onClick={() => setEditing(true)}>
                  {t('edit')}
                </Button>
              </Group>
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}

interface BlockersProps {
  readonly ventureId: string;
  readonly onCleared: (text: string) => void;
}

/** Everything that stops somebody now. */
function Blockers({ ventureId, onCleared }: BlockersProps) {
  const t = useTranslations('workRhythm.checkins.blockers');
  const { title } = useDay();
  const blocked = useInfiniteQuery(blockersQuery(ventureId));
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={blocked} lines={1}>
        {({ pages }) => {
          const items = pages.flatMap((page): readonly CheckIn[] => page.items);
          if (items.length === 0) return <Text>{t('none')}</Text>;
          return (
            <Stack gap="sm">
              <PlainList label={t('title')}>
                {items.map((checkIn) => (
                  <li key={checkIn.id}>
                    <CheckInCard
                      ventureId={ventureId}
                      checkIn={checkIn}
                      dated={title(checkIn.day)}
                      onCleared={({ member }) => onCleared(t('cleared', { name: member.name }))}
                    />
                  </li>
                ))}
              </PlainList>
              <MoreButton query={blocked} />
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}

function History({ ventureId }: { ventureId: string }) {
  const t = useTranslations('workRhythm.checkins.history');
  const { title } = useDay();
  const { workers } = useTeam(ventureId);
  const [userId, setUserId] = useState<string | null>(null);
  const history = useInfiniteQuery(checkInsQuery(ventureId, userId));
  return (
    <Section title={t('title')}>
      <NativeSelect
        label={t('whose')}
        w={{ base: '100%', xs: 260 }}
        value={userId ?? ''}
        onChange={({ currentTarget: { value } }) => setUserId(value || null)}
        data={[
          { value: '', label: t('everybody') },
          ...workers.map((member) => ({ value: member.userId, label: member.name })),
        ]}
      />
      <QueryView query={history}>
        {({ pages }) => {
          const items = pages.flatMap((page): readonly CheckIn[] => page.items);
          if (items.length === 0) return <Empty title={t('emptyTitle')} text={t('emptyText')} />;
          return (
            <Stack gap="md">
              <DayGroups items={items} dayOf={({ day }) => day} title={title}>
                {(checkIn) => <CheckInCard ventureId={ventureId} checkIn={checkIn} />}
              </DayGroups>
              <MoreButton query={history} />
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}

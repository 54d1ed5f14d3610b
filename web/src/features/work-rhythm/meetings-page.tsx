'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { PlainList } from '../documents/plain-list';
import { useWorkRights } from '../work/queries';
import { WorkFrame } from '../work/work-frame';
import { DoneNote, type Done } from './done-note';
import { hasBegun, MeetingCard } from './meeting-card';
import { EditMeeting, EditNotes, ScheduleMeeting } from './meeting-form';
import { meetingsQuery } from './queries';
import type { Meeting } from './types';

/** `/ventures/[id]/work/meetings`: when the team meets, who comes, and what came of it. */
export function MeetingsPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('workRhythm.meetings');
  return (
    <WorkFrame ventureId={ventureId} title={t('title')} lead={t('lead')}>
      {() => <Meetings ventureId={ventureId} />}
    </WorkFrame>
  );
}

function Meetings({ ventureId }: { ventureId: string }) {
  const t = useTranslations('workRhythm.meetings');
  const may = useWorkRights(ventureId);
  const client = useQueryClient();
  const query = meetingsQuery(ventureId);
  const meetings = useInfiniteQuery(query);
  const [scheduling, setScheduling] = useState(false);
  const [edited, setEdited] = useState<{ meeting: Meeting; part: 'plan' | 'notes' } | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const tell = (text: string) => setDone((before) => ({ key: (before?.key ?? 0) + 1, text }));
  const latest = async (id: string) => {
    await client.refetchQueries({ queryKey: query.queryKey });
    const pages = client.getQueryData<typeof meetings.data>(query.queryKey)?.pages ?? [];
    return pages.flatMap(({ items }) => items).find((one) => one.id === id) ?? null;
  };
  const add = may('work') && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setScheduling(true)}>
      {t('schedule')}
    </Button>
  );
  const cards = (list: readonly Meeting[]) => (
    <PlainList>
      {list.map((meeting) => (
        <li key={meeting.id}>
          <MeetingCard
            ventureId={ventureId}
            meeting={meeting}
            onEdit={(part) => setEdited({ meeting, part })}
            onDone={tell}
          />
        </li>
      ))}
    </PlainList>
  );
  const Edit = edited?.part === 'notes' ? EditNotes : EditMeeting;
  return (
    <>
      {done && <DoneNote done={done} onClose={() => setDone(null)} />}
      <QueryView query={meetings}>
        {({ pages }) => {
          const all = pages.flatMap(({ items }) => items);
          const coming = all.filter(isComing).toReversed();
          const past = all.filter((meeting) => !isComing(meeting));
          if (all.length === 0)
            return (
              <Empty title={t('emptyTitle')} text={t(may('work') ? 'emptyText' : 'emptyRead')} action={add} />
            );
          return (
            <>
              {add && <Group>{add}</Group>}
              <Section title={t('coming')}>
                {coming.length > 0 ? cards(coming) : <Text>{t('noneComing')}</Text>}
              </Section>
              <Section title={t('past')}>
                <Stack gap="md">
                  {past.length > 0 ? cards(past) : <Text>{t('nonePast')}</Text>}
                  <MoreButton query={meetings} />
                </Stack>
              </Section>
            </>
          );
        }}
      </QueryView>
      {scheduling && (
        <ScheduleMeeting
          ventureId={ventureId}
          onClose={() => setScheduling(false)}
          onDone={({ title }) => {
            setScheduling(false);
            tell(t('did.schedule', { title }));
          }}
        />
      )}
      {edited && (
        <Edit
          ventureId={ventureId}
          meeting={edited.meeting}
          latest={() => latest(edited.meeting.id)}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

/** One that has begun is among the past ones, where its organiser says whether it was held. */
function isComing(meeting: Meeting): boolean {
  return meeting.state === 'SCHEDULED' && !hasBegun(meeting);
}

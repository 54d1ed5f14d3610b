'use client';

import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconCalendarDown, IconCheck, IconHelp, IconX, type TablerIcon } from '@tabler/icons-react';
import { calendarFile } from '@smartstart/units';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useRefreshWork } from '../work/queries';
import type { Meeting, MeetingAnswer } from './types';
import { useDay } from './use-day';

export const stateColours: Record<Meeting['state'], string> = {
  SCHEDULED: 'blue',
  DONE: 'green',
  CANCELLED: 'gray',
};
const answerIcons: Record<MeetingAnswer, TablerIcon> = { YES: IconCheck, MAYBE: IconHelp, NO: IconX };
const answers: readonly MeetingAnswer[] = ['YES', 'MAYBE', 'NO'];
export const lines = { whiteSpace: 'pre-line', overflowWrap: 'anywhere' } as const;

export const hasBegun = ({ startsAt }: Pick<Meeting, 'startsAt'>) => Date.parse(startsAt) <= Date.now();

interface MeetingCardProps {
  readonly ventureId: string;
  readonly meeting: Meeting;
  readonly onEdit: (part: 'plan' | 'notes') => void;
  readonly onDone: (text: string) => void;
}

export function MeetingCard({ ventureId, meeting, onEdit, onDone }: MeetingCardProps) {
  const t = useTranslations('workRhythm.meetings');
  const format = useFormat();
  const { timeZone } = useDay();
  const refresh = useRefreshWork(ventureId);
  const [cancelling, setCancelling] = useState(false);
  const params = { ventureId, meetingId: meeting.id };
  const step = async (event: Meeting['steps'][number], reason = '') => {
    await api.work.stepMeeting({ params, body: { event, reason } });
    await refresh();
  };
  const hold = useMutation({
    mutationFn: () => step('hold'),
    onSuccess: () => onDone(t('did.hold', { title: meeting.title })),
  });
  const begun = hasBegun(meeting);
  const plans = meeting.state === 'SCHEDULED';
  return (
    <Card p="md" component="article" aria-label={meeting.title}>
      <Stack gap="xs">
        <Group gap="sm">
          <Badge variant="dot" color={stateColours[meeting.state]} miw="max-content">
            {t(plans && begun ? 'state.OVER' : `state.${meeting.state}`)}
          </Badge>
          <Text size="sm" fw={600}>
            <time dateTime={meeting.startsAt}>{format.dateTime(meeting.startsAt)}</time>
          </Text>
          <Text size="sm" c="dimmed">
            {t('length', { minutes: meeting.lengthMinutes, zone: timeZone ?? 'UTC' })}
            {plans && ` · ${format.relative(meeting.startsAt)}`}
          </Text>
        </Group>
        <Title order={3} style={{ overflowWrap: 'anywhere' }}>
          {meeting.title}
        </Title>
        <Text size="sm" c="dimmed">
          {t('organiser', { name: meeting.organiser.name })}
        </Text>
        {meeting.place && (
          <Text size="sm" style={lines}>
            <Place place={meeting.place} />
          </Text>
        )}
        {meeting.agenda && (
          <Text size="sm" style={lines}>
            {meeting.agenda}
          </Text>
        )}
        <Answers meeting={meeting} />
        {meeting.rights.includes('answer') && !begun && <Answer ventureId={ventureId} meeting={meeting} />}
        {meeting.notes && (
          <Text size="sm" style={lines}>
            <Text span fw={600} inherit>
              {t('notes')}
            </Text>
            {'\n'}
            {meeting.notes}
          </Text>
        )}
        <ProblemAlert error={hold.error} />
        <Group gap="xs">
          {plans && !begun && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconCalendarDown size={16} aria-hidden />}
              onClick={() => {
                const file = new Blob([calendarFile(meeting, new Date())], { type: 'text/calendar' });
                saveFile(file, `meeting-${meeting.startsAt.slice(0, 10)}.ics`);
              }}
            >
              {t('calendar')}
            </Button>
          )}
          {meeting.rights.includes('edit') && (
            <>
              {plans && (
                <Button size="xs" variant="default" onClick={() => onEdit('plan')}>
                  {t('edit')}
                </Button>
              )}
              <Button size="xs" variant="default" onClick={() => onEdit('notes')}>
                {t(meeting.notes ? 'editNotes' : 'writeNotes')}
              </Button>
            </>
          )}
          {meeting.steps.includes('hold') && begun && (
            <Button size="xs" loading={hold.isPending} onClick={() => hold.mutate()}>
              {t('step.hold')}
            </Button>
          )}
          {meeting.steps.includes('cancel') && (
            <Button size="xs" variant="subtle" color="red" onClick={() => setCancelling(true)}>
              {t('step.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
      {cancelling && (
        <ConfirmModal
          title={t('cancel.title')}
          text={t('cancel.text', { title: meeting.title })}
          confirm={t('step.cancel')}
          cancel={t('cancel.keep')}
          danger
          reason={t('cancel.reason')}
          run={(reason) => step('cancel', reason)}
          onClose={() => setCancelling(false)}
          onDone={() => onDone(t('did.cancel', { title: meeting.title }))}
        />
      )}
    </Card>
  );
}

/** A place may be a room or the address of a call. */
export function Place({ place }: { place: string }) {
  if (!/^https?:\/\/\S+$/.test(place)) return place;
  return (
    <Anchor href={place} target="_blank" rel="noopener noreferrer" inherit>
      {place}
    </Anchor>
  );
}

function Answers({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('workRhythm.meetings');
  const names = (answer: MeetingAnswer | null) =>
    meeting.answers.filter((one) => one.answer === answer).map(({ name }) => name);
  return (
    <Group gap="md" component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-label={t('who')}>
      {[...answers, null].map((answer) => {
        const people = names(answer);
        if (people.length === 0) return null;
        return (
          <Text size="sm" component="li" key={answer}>
            <Text span fw={600} inherit>
              {t(`answers.${answer ?? 'NONE'}`, { count: people.length })}
            </Text>{' '}
            {people.join(', ')}
          </Text>
        );
      })}
    </Group>
  );
}

/** Whether the reader comes; another answer replaces the first. */
function Answer({ ventureId, meeting }: { ventureId: string; meeting: Meeting }) {
  const t = useTranslations('workRhythm.meetings');
  const refresh = useRefreshWork(ventureId);
  const answer = useMutation({
    mutationFn: (given: MeetingAnswer) =>
      api.work.answerMeeting({
        params: { ventureId, meetingId: meeting.id },
        body: { answer: given },
      }),
    onSuccess: () => refresh(),
  });
  return (
    <Stack gap={6}>
      <Group gap="xs" role="group" aria-label={t('comes', { title: meeting.title })}>
        <Text size="sm" aria-hidden>
          {t('question')}
        </Text>
        {answers.map((one) => {
          const AnswerIcon = answerIcons[one];
          const chosen = meeting.myAnswer === one;
          return (
            <Button
              key={one}
              size="compact-sm"
              variant={chosen ? 'filled' : 'default'}
              aria-pressed={chosen}
              leftSection={<AnswerIcon size={14} aria-hidden />}
              loading={answer.isPending && answer.variables === one}
              onClick={() => answer.mutate(one)}
            >
              {t(`answer.${one}`)}
            </Button>
          );
        })}
      </Group>
      <ProblemAlert error={answer.error} />
    </Stack>
  );
}

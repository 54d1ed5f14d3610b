'use client';

import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { calendarFile } from '@smartstart/units';
import { IconCalendarDown, IconCheck, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import { PersonLink } from '../community/byline';
import { ConfirmModal } from '../ventures/confirm-modal';
import { hasBegun, lines, Place, stateColours } from '../work-rhythm/meeting-card';
import { useDay } from '../work-rhythm/use-day';
import { EditMeeting } from './edit-forms';
import { useRefreshMeetings } from './queries';
import type { Attendance, Meeting, MeetingPart } from './types';

interface MeetingCardProps {
  readonly meeting: Meeting;
  readonly onDone: (text: string) => void;
}

/** One meeting, who comes, and what the reader does with it. */
export function MeetingCard({ meeting, onDone }: MeetingCardProps) {
  const t = useTranslations('meetings.card');
  const work = useTranslations('workRhythm.meetings');
  const format = useFormat();
  const { timeZone } = useDay();
  const begun = hasBegun(meeting);
  const plans = meeting.state === 'SCHEDULED';
  return (
    <Card p="md" component="article" aria-label={meeting.title}>
      <Stack gap="xs">
        <Group gap="sm">
          <Badge variant="dot" color={stateColours[meeting.state]} miw="max-content">
            {work(plans && begun ? 'state.OVER' : `state.${meeting.state}`)}
          </Badge>
          <Text size="sm" fw={600}>
            <time dateTime={meeting.startsAt}>{format.dateTime(meeting.startsAt)}</time>
          </Text>
          <Text size="sm" c="dimmed">
            {work('length', { minutes: meeting.lengthMinutes, zone: timeZone ?? 'UTC' })}
            {plans && ` · ${format.relative(meeting.startsAt)}`}
          </Text>
        </Group>
        <Title order={3} style={{ overflowWrap: 'anywhere' }}>
          {meeting.title}
        </Title>
        <Text size="sm" c="dimmed">
          {t.rich('calledBy', { name: () => <PersonLink person={meeting.organiser} /> })}
          {' · '}
          <Scope meeting={meeting} />
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
        <Attendees meeting={meeting} />
        {meeting.rights.includes('answer') && !begun && <Answer meeting={meeting} />}
        {meeting.notes && (
          <Text size="sm" style={lines}>
            <Text span fw={600} inherit>
              {work('notes')}
            </Text>
            {'\n'}
            {meeting.notes}
          </Text>
        )}
        <Acts meeting={meeting} onDone={onDone} />
      </Stack>
    </Card>
  );
}

function Scope({ meeting: { scope, scopeId, scopeName } }: { meeting: Meeting }) {
  const t = useTranslations('meetings.card');
  if (scope === 'PRIVATE') return t('private');
  return (
    <Anchor
      component={Link}
      href={scope === 'TEAM' ? `/teams/${scopeId}` : `/ventures/${scopeId}`}
      inherit
      c="inherit"
    >
      {t(scope === 'TEAM' ? 'ofTeam' : 'ofVenture', { name: scopeName ?? '' })}
    </Anchor>
  );
}

const shown: readonly Attendance[] = ['ACCEPTED', 'DECLINED', 'INVITED'];

function Attendees({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meetings.card');
  const formerMember = useTranslations('community.byline')('nobody');
  return (
    <Group gap="md" component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-label={t('who')}>
      {shown.map((attendance) => {
        const people = meeting.attendees.filter((one) => one.attendance === attendance);
        if (people.length === 0) return null;
        return (
          <Text size="sm" component="li" key={attendance}>
            <Text span fw={600} inherit>
              {t(`attendance.${attendance}`, { count: people.length })}
            </Text>{' '}
            {people.map(({ name }) => name || formerMember).join(', ')}
          </Text>
        );
      })}
    </Group>
  );
}

/** Whether the reader comes; another answer replaces the first. */
function Answer({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meetings.card');
  const refresh = useRefreshMeetings();
  const answer = useMutation({
    mutationFn: (given: 'ACCEPTED' | 'DECLINED') =>
      api.meetings.answer({ params: { meetingId: meeting.id }, body: { answer: given } }),
    onSuccess: () => refresh(),
  });
  return (
    <Stack gap={6}>
      <Group gap="xs" role="group" aria-label={t('comes', { title: meeting.title })}>
        <Text size="sm" aria-hidden>
          {t('question')}
        </Text>
        {(['ACCEPTED', 'DECLINED'] as const).map((one) => {
          const AnswerIcon = one === 'ACCEPTED' ? IconCheck : IconX;
          return (
            <Button
              key={one}
              size="compact-sm"
              variant={meeting.mine === one ? 'filled' : 'default'}
              aria-pressed={meeting.mine === one}
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

function Acts({ meeting, onDone }: MeetingCardProps) {
  const t = useTranslations('meetings.card');
  const work = useTranslations('workRhythm.meetings');
  const refresh = useRefreshMeetings();
  const [open, setOpen] = useState<MeetingPart | 'cancel' | null>(null);
  const params = { meetingId: meeting.id };
  const begun = hasBegun(meeting);
  const plans = meeting.state === 'SCHEDULED';
  const edits = meeting.rights.includes('edit');
  const hold = useMutation({
    mutationFn: () => api.meetings.hold({ params, body: {} }),
    onSuccess: async () => {
      onDone(work('did.hold', { title: meeting.title }));
      await refresh();
    },
  });
  return (
    <>
      <ProblemAlert error={hold.error} />
      <Group gap="xs">
        {meeting.scope === 'VENTURE' && (
          <Button
            size="xs"
            variant="default"
            component={Link}
            href={`/ventures/${meeting.scopeId}/work/meetings`}
          >
            {t('inVenture')}
          </Button>
        )}
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
            {work('calendar')}
          </Button>
        )}
        {edits && plans && (
          <>
            <Button size="xs" variant="default" onClick={() => setOpen('plan')}>
              {work('edit')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setOpen('people')}>
              {t('inviteMore')}
            </Button>
          </>
        )}
        {edits && (
          <Button size="xs" variant="default" onClick={() => setOpen('notes')}>
            {work(meeting.notes ? 'editNotes' : 'writeNotes')}
          </Button>
        )}
        {meeting.steps.includes('hold') && begun && (
          <Button size="xs" loading={hold.isPending} onClick={() => hold.mutate()}>
            {work('step.hold')}
          </Button>
        )}
        {meeting.steps.includes('cancel') && (
          <Button size="xs" variant="subtle" color="red" onClick={() => setOpen('cancel')}>
            {work('step.cancel')}
          </Button>
        )}
      </Group>
      {open === 'cancel' && (
        <ConfirmModal
          title={work('cancel.title')}
          text={work('cancel.text', { title: meeting.title })}
          confirm={work('step.cancel')}
          cancel={work('cancel.keep')}
          danger
          reason={work('cancel.reason')}
          run={async (reason) => {
            await api.meetings.cancel({ params, body: { reason } });
            await refresh();
          }}
          onClose={() => setOpen(null)}
          onDone={() => onDone(work('did.cancel', { title: meeting.title }))}
        />
      )}
      {open !== null && open !== 'cancel' && (
        <EditMeeting part={open} meeting={meeting} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

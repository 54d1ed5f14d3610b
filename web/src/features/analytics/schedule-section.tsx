'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMail, IconMailPause } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { Figure, Figures } from '../buz/figures';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useRefresh } from './queries';
import { ScheduleForm } from './schedule-form';
import { useScheduleText } from './schedule-text';
import type { Report, Schedule } from './types';

/** Whether and when a report comes by mail, and to whom. */
export function ScheduleSection({ report }: { report: Report }) {
  const t = useTranslations('analytics.schedule');
  const [open, setOpen] = useState<'form' | 'stop' | null>(null);
  const refresh = useRefresh();
  const { schedule, isOwn } = report;
  return (
    <Section title={t('title')} text={t('text')}>
      {schedule ? <Facts schedule={schedule} /> : <Text>{t('none')}</Text>}
      <Group gap="xs">
        {isOwn && (
          <Button
            variant={schedule ? 'default' : 'filled'}
            leftSection={<IconMail size={18} aria-hidden />}
            onClick={() => setOpen('form')}
          >
            {t(schedule ? 'change' : 'begin')}
          </Button>
        )}
        {schedule && (
          <Button
            variant="default"
            leftSection={<IconMailPause size={18} aria-hidden />}
            onClick={() => setOpen('stop')}
          >
            {t(isOwn ? 'stop' : 'leave')}
          </Button>
        )}
      </Group>
      {open === 'form' && <ScheduleForm report={report} onClose={() => setOpen(null)} />}
      {open === 'stop' && (
        <ConfirmModal
          title={t(isOwn ? 'stop' : 'leave')}
          text={t(isOwn ? 'stopText' : 'leaveText')}
          confirm={t(isOwn ? 'stop' : 'leave')}
          run={() => api.analytics.unscheduleReport({ params: { reportId: report.id } })}
          onClose={() => setOpen(null)}
          onDone={() => {
            notifications.show({ message: t('stopped'), color: 'fir' });
            void refresh('report', 'reports');
          }}
        />
      )}
    </Section>
  );
}

function Facts({ schedule }: { schedule: Schedule }) {
  const t = useTranslations('analytics.schedule');
  const format = useFormat();
  const scheduleText = useScheduleText();
  const { recipients, nextAt, lastSentAt, stopped } = schedule;
  return (
    <Stack gap="sm" maw={640}>
      {stopped && (
        <Alert color="yellow" title={t('stoppedTitle')}>
          {stopped}
        </Alert>
      )}
      <Text fw={600}>{scheduleText(schedule)}</Text>
      <Figures>
        <Figure label={t('to')}>
          {recipients.length === 0 ? t('ownerOnly') : recipients.map(({ name }) => name).join(', ')}
        </Figure>
        <Figure label={t('next')}>{nextAt && !stopped ? format.dateTime(nextAt) : t('notPlanned')}</Figure>
        <Figure label={t('last')}>{lastSentAt ? format.dateTime(lastSentAt) : t('notYet')}</Figure>
      </Figures>
    </Stack>
  );
}

'use client';

import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconAward } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { focusFirst } from '../../lib/form';
import { ProblemAlert } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { useSend } from '../work-rhythm/use-send';
import { ContributionFields, useContributionForm } from './contribution-fields';
import { useRefreshWork } from './queries';
import { hoursOf, minutesOf } from './task-draft';
import type { Task } from './types';
import { workHref } from './work-frame';

interface FileContributionProps {
  readonly ventureId: string;
  readonly task: Task;
}

/** What the assignee has put into a task that was handed in: filed by them, judged by somebody else. */
export function FileContribution({ ventureId, task }: FileContributionProps) {
  const t = useTranslations('work.contribution');
  const [open, setOpen] = useState(false);
  if (task.contribution)
    return (
      <Alert color="fir" icon={<IconAward aria-hidden />} title={t(`filed.${task.contribution.state}`)}>
        <Anchor component={Link} href={workHref(ventureId, '/contributions')} size="sm" c="inherit">
          {t('toAll')}
        </Anchor>
      </Alert>
    );
  if (!task.rights.includes('file')) return null;
  if (open) return <Form ventureId={ventureId} task={task} onClose={() => setOpen(false)} />;
  return (
    <Alert color="fir" icon={<IconAward aria-hidden />} title={t('offer')}>
      <Stack gap="sm">
        <Text size="sm">{t('offerText')}</Text>
        <Group>
          <Button size="compact-md" onClick={() => setOpen(true)}>
            {t('begin')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function Form({ ventureId, task, onClose }: FileContributionProps & { onClose: () => void }) {
  const t = useTranslations('work.contribution');
  const common = useTranslations('common');
  const refresh = useRefreshWork(ventureId);
  const intention = useIntention();
  const form = useContributionForm({
    effortMinutes: hoursOf(task.actualMinutes),
    impact: null,
    note: '',
    proposedPoints: task.points,
    proposedPart: null,
  });
  const { send, busy, error } = useSend(form, {
    run: (values) => {
      const body = {
        taskId: task.id,
        note: values.note.trim(),
        effortMinutes: minutesOf(values.effortMinutes) ?? 0,
        impact: values.impact ?? 1,
        proposedPoints: Number(values.proposedPoints),
        proposedPart: values.proposedPart,
      };
      return api.work.fileContribution(
        { params: { ventureId }, body },
        { idempotencyKey: intention.keyOf(body) },
      );
    },
    onDone: () => void refresh(),
  });
  return (
    <form
      noValidate
      aria-label={t('title')}
      onSubmit={form.onSubmit(send, (errors) => focusFirst(form, errors))}
    >
      <Stack p="md" style={{ border: '1px solid var(--mantine-color-default-border)', borderRadius: 8 }}>
        <Text fw={600}>{t('title')}</Text>
        <ContributionFields form={form} />
        <ProblemAlert error={error} />
        <Group>
          <Button type="submit" loading={busy}>
            {t('file')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

'use client';

import { Badge, Button, Group, NumberInput, Progress, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconClockExclamation } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { hasCode } from '../../lib/problem';
import { useRefreshWork } from '../work/queries';
import { FormModal } from '../../components/form-modal';
import { ThirtyDays } from './thirty-days';
import type { LaunchPlan, Milestone } from './types';
import { useDay } from './use-day';
import { useSend } from './use-send';

const mostDays = 7;

interface LaunchProgressProps {
  readonly ventureId: string;
  readonly plan: LaunchPlan;
  readonly milestones: readonly Milestone[];
  readonly onDone: (text: string) => void;
}

/** Day so many of thirty, and how much is done. */
export function LaunchProgress({ ventureId, plan, milestones, onDone }: LaunchProgressProps) {
  const t = useTranslations('workRhythm.launch');
  const phases = useTranslations('workRhythm.milestones.phase');
  const { format } = useDay();
  const [extending, setExtending] = useState(false);
  const done = t('progress', { done: plan.milestonesDone, all: plan.milestonesInAll });
  return (
    <Section
      title={t('dayOf', { day: plan.today, days: plan.days })}
      text={t('span', {
        attempt: plan.attempt,
        from: format(plan.startedOn),
        to: format(plan.endsOn),
      })}
    >
      <ThirtyDays plan={plan} milestones={milestones} />
      <Stack gap={6}>
        <Text size="sm">{done}</Text>
        <Progress value={plan.progressBps / 100} size="lg" aria-label={done} />
      </Stack>
      <Group gap="sm">
        {plan.phase && <Text size="sm">{t('nowIn', { phase: phases(plan.phase) })}</Text>}
        {plan.lateMilestones > 0 && (
          <Badge
            color="orange"
            miw="max-content"
            leftSection={<IconClockExclamation size={14} aria-hidden />}
          >
            {t('late', { count: plan.lateMilestones })}
          </Badge>
        )}
      </Group>
      {plan.extendedDays > 0 && (
        <Text size="sm">
          {t('extended', { days: plan.extendedDays, reason: plan.extensionReason ?? '' })}
        </Text>
      )}
      {plan.rights.includes('extend') && (
        <Group>
          <Button variant="default" onClick={() => setExtending(true)}>
            {t('extend.label')}
          </Button>
        </Group>
      )}
      {extending && (
        <Extend
          ventureId={ventureId}
          plan={plan}
          onClose={() => setExtending(false)}
          onDone={(days) => {
            setExtending(false);
            onDone(t('extend.done', { days }));
          }}
        />
      )}
    </Section>
  );
}

interface ExtendProps {
  readonly ventureId: string;
  readonly plan: LaunchPlan;
  readonly onClose: () => void;
  readonly onDone: (days: number) => void;
}

interface Values {
  days: number | string;
  reason: string;
}

function Extend({ ventureId, plan, onClose, onDone }: ExtendProps) {
  const t = useTranslations('workRhythm.launch.extend');
  const refresh = useRefreshWork(ventureId);
  const form = useForm<Values>({
    initialValues: { days: mostDays, reason: '' },
    validate: {
      days: (value) => (typeof value === 'number' && value >= 1 && value <= mostDays ? null : t('daysWrong')),
      reason: (value) => (value.trim().length < 3 ? t('reasonShort') : null),
    },
  });
  const { send, busy, error } = useSend(form, {
    run: ({ days, reason }: Values) =>
      api.work.extendLaunch(
        { params: { ventureId }, body: { days: Number(days), reason } },
        { ifMatch: `"${plan.version}"` },
      ),
    onDone: ({ extendedDays }) => {
      void refresh();
      onDone(extendedDays);
    },
  });
  return (
    <FormModal
      title={t('label')}
      confirm={t('label')}
      form={form}
      busy={busy}
      error={error}
      // Somebody has changed the plan: what was typed stays, and the next try stands on the plan as it is now.
      {...(hasCode(error, 'EDIT_CONFLICT') ? { onRetry: () => void refresh() } : {})}
      onSubmit={send}
      onClose={onClose}
    >
      <Text size="sm">{t('text')}</Text>
      <NumberInput
        label={t('days')}
        required
        data-autofocus
        min={1}
        max={mostDays}
        allowDecimal={false}
        maw={200}
        {...form.getInputProps('days')}
      />
      <Textarea
        label={t('reason')}
        required
        autosize
        minRows={3}
        maxLength={500}
        {...form.getInputProps('reason')}
      />
    </FormModal>
  );
}

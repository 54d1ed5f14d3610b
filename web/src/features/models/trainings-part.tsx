'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlayerStop, IconSchool } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { PlainTable } from '../money/plain-table';
import { isUnderWay, trainingsQuery, useRefreshModels, type Model, type Training } from './queries';
import { TrainingLine } from './training-line';

/** Learn now, watch it, stop it; and what became of earlier ones. */
export function TrainingsPart({ model }: { model: Model }) {
  const t = useTranslations('models.trainings');
  const query = useQuery(trainingsQuery(model.name));
  const refresh = useRefreshModels();
  const current = query.data?.items.find(isUnderWay) ?? null;
  const before = useRef(current?.id);
  useEffect(() => {
    // What ended may have brought a version.
    if (before.current && !current) void refresh();
    before.current = current?.id;
  }, [current, refresh]);
  return (
    <Stack gap="lg">
      {model.trainable && (
        <Section title={t('now')} text={needsText(model, t)}>
          <TrainNow name={model.name} current={current} />
        </Section>
      )}
      <Section title={t('title')}>
        <QueryView query={query}>
          {({ items }) =>
            items.length ? (
              <History items={items} />
            ) : (
              <Empty title={t('none')} text={model.trainable ? t('noneText') : t('byRelease')} />
            )
          }
        </QueryView>
      </Section>
    </Stack>
  );
}

function needsText(model: Model, t: ReturnType<typeof useTranslations<'models.trainings'>>): string {
  if (!model.learning) return t('ownNeeds');
  const { needs, horizonDays, unit, target } = model.learning;
  return t('needs', { rows: needs.rows, rarer: needs.rarer, days: horizonDays, unit, target });
}

function TrainNow({ name, current }: { name: string; current: Training | null }) {
  const t = useTranslations('models.trainings');
  const refresh = useRefreshModels();
  const done = { onSuccess: () => void refresh() };
  const start = useMutation({ mutationFn: () => api.models.train({ params: { name }, body: {} }), ...done });
  const stop = useMutation({
    mutationFn: (trainingId: string) => api.models.cancelTraining({ params: { name, trainingId }, body: {} }),
    onSuccess: () => {
      notifications.show({ message: t('stopped') });
      void refresh();
    },
  });
  const error = start.error ?? stop.error;
  return (
    <Stack gap="sm">
      <div role="status">
        {current ? <TrainingLine training={current} /> : <Text size="sm">{t('idle')}</Text>}
      </div>
      {error && <ProblemAlert error={error} />}
      <Group>
        {current ? (
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={18} aria-hidden />}
            loading={stop.isPending}
            onClick={() => stop.mutate(current.id)}
          >
            {t('stop')}
          </Button>
        ) : (
          <Button
            leftSection={<IconSchool size={18} aria-hidden />}
            loading={start.isPending}
            onClick={() => start.mutate()}
          >
            {t('start')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function History({ items }: { items: readonly Training[] }) {
  const t = useTranslations('models.trainings');
  const { dateTime, number } = useFormat();
  const count = (value: number | null) => (value === null ? '–' : number(value));
  return (
    <PlainTable
      label={t('title')}
      items={items}
      keyOf={({ id }) => id}
      minWidth={760}
      columns={[
        { head: t('begun'), cell: (one) => dateTime(one.createdAt) },
        { head: t('outcome'), cell: (one) => <TrainingLine training={one} why /> },
        { head: t('version'), cell: (one) => one.version ?? '–' },
        { head: t('rows'), end: true, cell: (one) => count(one.rows) },
        { head: t('positives'), end: true, cell: (one) => count(one.positives) },
        { head: t('askedBy'), cell: (one) => (one.askedBy ? t('operator') : t('schedule')) },
      ]}
    />
  );
}

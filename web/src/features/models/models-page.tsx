'use client';

import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconStethoscope } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { AdminParts } from '../admin/admin-parts';
import { PlainTable } from '../money/plain-table';
import { CheckBadge } from './figures';
import { modelRungs, modelsQuery, useRefreshModels, type Summary } from './queries';
import { TrainingLine } from './training-line';

/** `/admin/models`: every model, what it does, what serves, and how it does. */
export function ModelsPage() {
  const t = useTranslations('models');
  return (
    <AdminParts
      title={t('title')}
      lead={t('lead')}
      parts={[{ key: 'all', title: t('parts.all'), rungs: modelRungs, content: <AllModels /> }]}
      closed={{ title: t('closedTitle'), text: t('closedText') }}
    />
  );
}

function AllModels() {
  const t = useTranslations('models');
  const query = useQuery(modelsQuery());
  return (
    <Section title={t('list.title')} text={t('list.text')}>
      <CheckNow />
      <QueryView query={query}>
        {({ items }) =>
          items.length ? (
            <ModelTable items={items} />
          ) : (
            <Empty title={t('list.none')} text={t('list.noneText')} />
          )
        }
      </QueryView>
    </Section>
  );
}

function CheckNow() {
  const t = useTranslations('models.list');
  const refresh = useRefreshModels();
  const check = useMutation({
    mutationFn: () => api.models.check({ body: {} }),
    onSuccess: () => {
      notifications.show({ message: t('checking') });
      void refresh();
    },
  });
  return (
    <Stack gap="xs">
      <Group>
        <Button
          variant="default"
          leftSection={<IconStethoscope size={18} aria-hidden />}
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          {t('check')}
        </Button>
      </Group>
      {check.error && <ProblemAlert error={check.error} />}
    </Stack>
  );
}

function ModelTable({ items }: { items: readonly Summary[] }) {
  const t = useTranslations('models.list');
  const { date } = useFormat();
  return (
    <PlainTable
      label={t('title')}
      items={items}
      keyOf={({ name }) => name}
      minWidth={820}
      columns={[
        {
          head: t('model'),
          cell: (one) => (
            <Stack gap={2} maw={320}>
              <Anchor component={Link} href={`/admin/models/${one.name}`} fw={600}>
                {one.title}
              </Anchor>
              <Text size="xs" c="dimmed">
                {one.purpose}
              </Text>
            </Stack>
          ),
        },
        {
          head: t('mode'),
          cell: (one) => (
            <Stack gap={4} maw={220}>
              <ModeBadge mode={one.mode} />
              <Text size="xs" c="dimmed">
                {one.standing}
              </Text>
              {one.challenger && <Text size="xs">{t('waits', { version: one.challenger })}</Text>}
              {one.shadow && <Text size="xs">{t('shadow', { version: one.shadow })}</Text>}
            </Stack>
          ),
        },
        { head: t('checks'), cell: (one) => <CheckList model={one} /> },
        {
          head: t('training'),
          cell: (one) => (
            <Stack gap={2} miw={180}>
              {one.training ? (
                <TrainingLine training={one.training} />
              ) : (
                <Text size="sm">{one.trainable ? t('neverTrained') : t('byRelease')}</Text>
              )}
              {one.nextTraining && (
                <Text size="xs" c="dimmed">
                  {t('next', { date: date(one.nextTraining) })}
                </Text>
              )}
            </Stack>
          ),
        },
      ]}
    />
  );
}

const checks = ['drift', 'calibration', 'parity'] as const;

/** Of models that are served here; what a release brought was judged by its tests. */
function CheckList({ model }: { model: Summary }) {
  const t = useTranslations('models.list');
  if (checks.every((key) => model[key] === null)) return <Text size="sm">{t('notChecked')}</Text>;
  return (
    <Stack gap={4}>
      {checks.map((key) => (
        <Group key={key} gap="xs" wrap="nowrap">
          <CheckBadge state={model[key]} />
          <Text size="xs">{t(key)}</Text>
        </Group>
      ))}
    </Stack>
  );
}

export function ModeBadge({ mode }: { mode: Summary['mode'] }) {
  const t = useTranslations('models.mode');
  return (
    <Badge color={mode === 'LEARNT' ? 'fir' : 'blue'} variant="light" h={24}>
      {t(mode)}
    </Badge>
  );
}

'use client';

import { LineChart } from '@mantine/charts';
import {
  Accordion,
  Button,
  Card,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useFormat } from '../../lib/format';
import { useIntention } from '../buz/intention';
import { PlainList } from '../documents/plain-list';
import { PlainTable } from '../money/plain-table';
import { ConfirmModal } from '../ventures/confirm-modal';
import { MetricState, useDay } from './looks';
import { metricsQuery, useRefreshTeams } from './queries';
import type { Metric, Place } from './types';

/** Figures a team or a company watches. */
export function MetricsPart({ place }: { place: Place }) {
  const t = useTranslations('teams.metrics');
  const query = useQuery(metricsQuery(place));
  const [adding, setAdding] = useState(false);
  return (
    <QueryView query={query}>
      {({ items, mayAdd }) => (
        <Stack>
          {mayAdd && (
            <Group>
              <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
                {t('add')}
              </Button>
            </Group>
          )}
          {items.length === 0 ? (
            <Empty title={t('emptyTitle')} text={t('emptyText')} />
          ) : (
            <PlainList label={t('label')}>
              {items.map((metric) => (
                <li key={metric.id}>
                  <MetricCard place={place} metric={metric} />
                </li>
              ))}
            </PlainList>
          )}
          {adding && <MetricForm place={place} onClose={() => setAdding(false)} />}
        </Stack>
      )}
    </QueryView>
  );
}

function MetricCard({ place, metric }: { place: Place; metric: Metric }) {
  const t = useTranslations('teams.metrics');
  const format = useFormat();
  const dayOf = useDay();
  const refresh = useRefreshTeams();
  const [open, setOpen] = useState<'note' | 'remove' | null>(null);
  const { unit, latest, values } = metric;
  const figure = (value: number) => format.number(value);
  const of = { name: metric.name };
  return (
    <Card component="article" p="md">
      <Stack gap="xs">
        <Group gap="xs">
          <Title order={3} size="h4" style={{ overflowWrap: 'anywhere' }}>
            {metric.name}
          </Title>
          <MetricState state={metric.state} />
        </Group>
        {latest && <Text>{t('latest', { value: figure(latest.value), unit, date: dayOf(latest.day) })}</Text>}
        <Text size="sm" c="dimmed">
          {t('line', { target: figure(metric.target), threshold: figure(metric.threshold), unit })}
          {` · ${t(`direction.${metric.direction}`)}`}
        </Text>
        {values.length > 1 && <Values metric={metric} />}
        {metric.mayWrite && (
          <Group gap="xs">
            <Button size="xs" aria-label={t('noteNamed', of)} onClick={() => setOpen('note')}>
              {t('note')}
            </Button>
            <Button
              size="xs"
              variant="default"
              aria-label={t('removeNamed', of)}
              onClick={() => setOpen('remove')}
            >
              {t('remove')}
            </Button>
          </Group>
        )}
      </Stack>
      {open === 'note' && <ValueForm place={place} metric={metric} onClose={() => setOpen(null)} />}
      {open === 'remove' && (
        <ConfirmModal
          title={t('removeTitle', of)}
          text={t('removeText')}
          confirm={t('remove')}
          danger
          run={() =>
            'teamId' in place
              ? api.teams.removeMetric({ params: { ...place, metricId: metric.id } })
              : api.companies.removeMetric({ params: { ...place, metricId: metric.id } })
          }
          onClose={() => setOpen(null)}
          onDone={() => void refresh()}
        />
      )}
    </Card>
  );
}

/** The values as a line with the target, and the same as a table. */
function Values({ metric }: { metric: Metric }) {
  const t = useTranslations('teams.metrics');
  const format = useFormat();
  const dayOf = useDay();
  const { name, unit, values, target, threshold } = metric;
  const last = values.at(-1)!;
  return (
    <>
      <div
        role="img"
        aria-label={t('chart', { name, count: values.length, value: format.number(last.value), unit })}
      >
        <LineChart
          h={160}
          data={values.map(({ day, value }) => ({ day, value }))}
          dataKey="day"
          accessibilityLayer={false}
          series={[{ name: 'value', label: name, color: 'fir.6' }]}
          withTooltip={false}
          withDots
          curveType="linear"
          xAxisProps={{ tickFormatter: (day: string) => dayOf(day), minTickGap: 48 }}
          yAxisProps={{ width: 56, domain: ['auto', 'auto'] }}
          referenceLines={[
            { y: target, label: t('target'), color: 'gray.6' },
            { y: threshold, label: t('threshold'), color: 'red.7' },
          ]}
          lineProps={{ isAnimationActive: false }}
        />
      </div>
      <Accordion variant="separated" order={4}>
        <Accordion.Item value="table">
          <Accordion.Control>{t('values')}</Accordion.Control>
          <Accordion.Panel>
            <PlainTable
              label={t('valuesOf', { name })}
              minWidth={280}
              items={values.toReversed()}
              keyOf={({ day }) => day}
              columns={[
                { head: t('day'), cell: ({ day }) => dayOf(day) },
                {
                  head: t('value'),
                  end: true,
                  cell: ({ value }) => `${format.number(value)} ${unit}`.trim(),
                },
              ]}
            />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </>
  );
}

interface NewMetric {
  name: string;
  unit: string;
  direction: Metric['direction'];
  target: number | string;
  threshold: number | string;
}

function MetricForm({ place, onClose }: { place: Place; onClose: () => void }) {
  const t = useTranslations('teams.metrics');
  const refresh = useRefreshTeams();
  const intention = useIntention();
  const number = (value: number | string) =>
    value === '' || Number.isNaN(Number(value)) ? t('numberWrong') : null;
  const form = useForm<NewMetric>({
    initialValues: { name: '', unit: '', direction: 'UP', target: '', threshold: '' },
    validate: {
      name: (value) => (value.trim().length >= 2 ? null : t('nameWrong')),
      target: number,
      threshold: number,
    },
  });
  const save = useMutation({
    mutationFn: ({ name, unit, direction, target, threshold }: NewMetric) => {
      const body = {
        name: name.trim(),
        unit: unit.trim(),
        direction,
        target: Number(target),
        threshold: Number(threshold),
      };
      const options = { idempotencyKey: intention.keyOf(body) };
      return 'teamId' in place
        ? api.teams.addMetric({ params: place, body }, options)
        : api.companies.addMetric({ params: place, body }, options);
    },
    onSuccess: async () => {
      onClose();
      await refresh();
    },
    onError: (error) => void applyErrors(form, error),
  });
  return (
    <FormModal
      title={t('formTitle')}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={save.error}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      <TextInput {...form.getInputProps('name')} label={t('name')} required maxLength={60} data-autofocus />
      <TextInput {...form.getInputProps('unit')} label={t('unit')} maxLength={20} maw={320} />
      <NativeSelect
        {...form.getInputProps('direction')}
        label={t('directionField')}
        data={(['UP', 'DOWN'] as const).map((value) => ({ value, label: t(`direction.${value}`) }))}
      />
      <Group grow align="flex-start">
        <NumberInput {...form.getInputProps('target')} label={t('target')} required />
        <NumberInput
          {...form.getInputProps('threshold')}
          label={t('threshold')}
          description={t('thresholdHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
        />
      </Group>
    </FormModal>
  );
}

function ValueForm({ place, metric, onClose }: { place: Place; metric: Metric; onClose: () => void }) {
  const t = useTranslations('teams.metrics');
  const refresh = useRefreshTeams();
  const form = useForm<{ day: string | null; value: number | string }>({
    initialValues: { day: new Date().toISOString().slice(0, 10), value: '' },
    validate: {
      day: (value) => (value ? null : t('dayWrong')),
      value: (value) => (value === '' ? t('numberWrong') : null),
    },
  });
  const save = useMutation({
    mutationFn: ({ day, value }: typeof form.values) => {
      const body = { day: day!, value: Number(value) };
      return 'teamId' in place
        ? api.teams.noteMetric({ params: { ...place, metricId: metric.id }, body })
        : api.companies.noteMetric({ params: { ...place, metricId: metric.id }, body });
    },
    onSuccess: async () => {
      onClose();
      await refresh();
    },
    onError: (error) => void applyErrors(form, error),
  });
  return (
    <FormModal
      title={t('noteNamed', { name: metric.name })}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={save.error}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      <NumberInput
        {...form.getInputProps('value')}
        label={`${t('value')}${metric.unit ? ` (${metric.unit})` : ''}`}
        required
        data-autofocus
      />
      <DateInput {...form.getInputProps('day')} label={t('day')} required valueFormat="YYYY-MM-DD" />
    </FormModal>
  );
}

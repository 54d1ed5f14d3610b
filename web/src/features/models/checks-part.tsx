'use client';

import { Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { PlainTable } from '../money/plain-table';
import { CalibrationPlot } from './calibration-plot';
import { CheckBadge, useFigure } from './figures';
import type { Model } from './queries';

/** What the checks of the night found of the version that serves. */
export function ChecksPart({ model }: { model: Model }) {
  return (
    <Stack gap="lg">
      <Drift check={model.driftCheck} />
      <Calibration check={model.calibrationCheck} />
      <Parity check={model.parityCheck} />
      <PastAlarms model={model} />
    </Stack>
  );
}

type Found = NonNullable<Model['driftCheck'] | Model['calibrationCheck'] | Model['parityCheck']>;

function Finding({ check }: { check: Found | null }) {
  const t = useTranslations('models.checks');
  const { dateTime } = useFormat();
  if (!check) return <Text size="sm">{t('never')}</Text>;
  return (
    <Stack gap={4}>
      <Group>
        <CheckBadge state={check.state} />
        <Text size="sm">{t('checked', { version: check.version, date: dateTime(check.checkedAt) })}</Text>
      </Group>
      <Text size="sm">{check.text}</Text>
    </Stack>
  );
}

function Drift({ check }: { check: Model['driftCheck'] }) {
  const t = useTranslations('models.checks');
  const { figure } = useFigure();
  return (
    <Section title={t('drift.title')} text={t('drift.text')}>
      <Finding check={check} />
      {check && check.rows > 0 && (
        <PlainTable
          label={t('drift.title')}
          items={check.features.toSorted((a, b) => (b.psi ?? 0) - (a.psi ?? 0))}
          keyOf={({ feature }) => feature}
          columns={[
            { head: t('drift.feature'), cell: ({ description }) => description },
            { head: t('drift.psi'), end: true, cell: ({ psi }) => figure(psi) },
            {
              head: t('drift.found'),
              cell: ({ drifted }) =>
                check.state === 'TOO_FEW'
                  ? t('drift.tooFew')
                  : drifted
                    ? t('drift.drifted')
                    : t('drift.same'),
            },
          ]}
        />
      )}
    </Section>
  );
}

function Calibration({ check }: { check: Model['calibrationCheck'] }) {
  const t = useTranslations('models.checks');
  return (
    <Section title={t('calibration.title')} text={t('calibration.text')}>
      <Finding check={check} />
      {check && check.bins.length > 0 && <CalibrationPlot bins={check.bins} />}
    </Section>
  );
}

function Parity({ check }: { check: Model['parityCheck'] }) {
  const t = useTranslations('models.checks');
  return (
    <Section title={t('parity.title')} text={t('parity.text')}>
      <Finding check={check} />
      {check && check.gone > 0 && <Text size="sm">{t('parity.gone', { count: check.gone })}</Text>}
      {check && check.differing.length > 0 && (
        <PlainTable
          label={t('parity.differing')}
          items={check.differing}
          keyOf={({ feature }) => feature}
          columns={[
            { head: t('parity.feature'), cell: ({ feature }) => feature },
            { head: t('parity.rows'), end: true, cell: ({ rows }) => rows },
          ]}
        />
      )}
    </Section>
  );
}

function PastAlarms({ model }: { model: Model }) {
  const t = useTranslations('models.checks');
  const tAlarm = useTranslations('models.alarm');
  const { dateTime } = useFormat();
  if (!model.alarmList.length) return null;
  return (
    <Section title={t('alarms')}>
      <PlainTable
        label={t('alarms')}
        items={model.alarmList}
        keyOf={({ id }) => id}
        minWidth={640}
        columns={[
          { head: t('raised'), cell: ({ raisedAt }) => dateTime(raisedAt) },
          { head: t('what'), cell: ({ kind, version }) => tAlarm(`kind.${kind}`, { version }) },
          { head: t('detail'), cell: ({ detail }) => detail },
          {
            head: t('ended'),
            cell: ({ endedAt, endedWhy }) =>
              endedAt ? `${dateTime(endedAt)}: ${endedWhy ?? ''}` : t('stands'),
          },
        ]}
      />
    </Section>
  );
}

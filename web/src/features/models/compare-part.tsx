'use client';

import { Alert, Group, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { PlainTable } from '../money/plain-table';
import { CalibrationPlot } from './calibration-plot';
import { useFigure } from './figures';
import { compareQuery, versionsQuery, type Compared, type Model, type VersionDetail } from './queries';
import { ShadowSection } from './shadow-section';

/** Two versions side by side: what serves, and what might serve instead. */
export function ComparePart({ model }: { model: Model }) {
  const t = useTranslations('models.compare');
  const query = useQuery(versionsQuery(model.name));
  return (
    <Stack gap="lg">
      <Section title={t('title')} text={t('text')}>
        <QueryView query={query}>
          {({ items }) =>
            items.length < 2 ? (
              <Empty title={t('one')} text={t('oneText')} />
            ) : (
              <Chosen model={model} versions={items.map(({ version }) => version)} />
            )
          }
        </QueryView>
      </Section>
      <ShadowSection model={model} versions={query.data?.items ?? []} />
    </Stack>
  );
}

function Chosen({ model, versions }: { model: Model; versions: readonly string[] }) {
  const t = useTranslations('models.compare');
  const [right, setRight] = useState(model.challenger ?? versions.find((one) => one !== model.serving)!);
  const [left, setLeft] = useState(model.serving ?? versions.find((one) => one !== right)!);
  const query = useQuery(compareQuery(model.name, left, right));
  const pick = (label: string, value: string, choose: (version: string) => void) => (
    <Select
      label={label}
      data={[...versions]}
      value={value}
      allowDeselect={false}
      onChange={(version) => version && choose(version)}
    />
  );
  return (
    <Stack>
      <Group grow preventGrowOverflow={false}>
        {pick(t('left'), left, setLeft)}
        {pick(t('right'), right, setRight)}
      </Group>
      <QueryView query={query}>{(compared) => <SideBySide compared={compared} />}</QueryView>
    </Stack>
  );
}

function SideBySide({ compared }: { compared: Compared }) {
  const t = useTranslations('models.compare');
  const tFigure = useTranslations('models.figure');
  const { figure } = useFigure();
  const { left, right, figures, sameData, sameFeatures } = compared;
  return (
    <Stack>
      {!sameData && <Alert color="yellow">{t('otherData')}</Alert>}
      {!sameFeatures && <Alert color="yellow">{t('otherFeatures')}</Alert>}
      <PlainTable
        label={t('title')}
        items={figures}
        keyOf={({ key }) => key}
        minWidth={520}
        columns={[
          { head: t('figure'), cell: ({ key }) => (tFigure.has(key as 'auc') ? tFigure(key as 'auc') : key) },
          { head: t('ofVersion', { version: left.version }), end: true, cell: (one) => figure(one.left) },
          { head: t('ofVersion', { version: right.version }), end: true, cell: (one) => figure(one.right) },
          { head: t('difference'), end: true, cell: (one) => figure(one.difference) },
          {
            head: t('better'),
            cell: ({ better }) =>
              better === 'UNCLEAR'
                ? t('unclear')
                : t('ofVersion', { version: better === 'LEFT' ? left.version : right.version }),
          },
        ]}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {[left, right].map((one) => (
          <Plot key={one.version} version={one} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function Plot({ version }: { version: VersionDetail }) {
  const t = useTranslations('models.compare');
  return (
    <Stack gap="xs">
      <Text fw={600}>{t('ofVersion', { version: version.version })}</Text>
      <Text size="sm">{version.verdict}</Text>
      {version.report && <CalibrationPlot bins={version.report.bins} />}
    </Stack>
  );
}

'use client';

import { Button, Group, List, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconFileDownload, IconRosette } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import { AdminParts } from '../admin/admin-parts';
import { useHolds } from '../buz-admin/queries';
import { PlainTable } from '../money/plain-table';
import { ActModal } from './act-modal';
import { CalibrationPlot } from './calibration-plot';
import { useFigure } from './figures';
import { cardQuery, modelQuery, modelRungs, versionQuery, type Report, type VersionDetail } from './queries';

/** `/admin/models/[name]/versions/[version]`: what one version measured, and on what. */
export function VersionPage({ name, version }: { name: string; version: string }) {
  const t = useTranslations('models');
  const open = useHolds()(modelRungs);
  const query = useQuery({ ...versionQuery(name, version), enabled: open, retry: false });
  const content = hasCode(query.error, 'NOT_FOUND', 'INVALID_INPUT', 'MALFORMED') ? (
    <Empty title={t('goneTitle')} text={t('goneText')} />
  ) : (
    <QueryView query={query}>{(view) => <VersionView view={view} />}</QueryView>
  );
  return (
    <AdminParts
      title={t('version.title', { name, version })}
      lead={query.data?.verdict ?? ''}
      above={[
        { label: t('title'), href: '/admin/models' },
        { label: name, href: `/admin/models/${name}` },
      ]}
      parts={[{ key: 'version', title: t('parts.figures'), rungs: modelRungs, content }]}
      closed={{ title: t('closedTitle'), text: t('closedText') }}
    />
  );
}

function VersionView({ view }: { view: VersionDetail }) {
  const { report } = view;
  return (
    <Stack gap="lg">
      {view.passed && view.state !== 'PROMOTED' && <Promotion view={view} />}
      {report ? (
        <>
          <Figures report={report} />
          <Calibration report={report} />
          <Gate report={report} />
          <Groups report={report} />
          <Importance report={report} />
        </>
      ) : (
        <PlainFigures view={view} />
      )}
      <Origin view={view} />
    </Stack>
  );
}

/** What passed its gate may serve, also what served before or was rolled back: a human act each time. */
function Promotion({ view }: { view: VersionDetail }) {
  const t = useTranslations('models.version');
  const serving = useQuery(modelQuery(view.name)).data?.serving ?? null;
  const [open, setOpen] = useState(false);
  return (
    <Group>
      <Button leftSection={<IconRosette size={18} aria-hidden />} onClick={() => setOpen(true)}>
        {t('promote')}
      </Button>
      {open && (
        <ActModal
          name={view.name}
          serving={serving}
          act={{ promote: view.version }}
          onClose={() => setOpen(false)}
        />
      )}
    </Group>
  );
}

function Figures({ report }: { report: Report }) {
  const t = useTranslations('models.version');
  const tFigure = useTranslations('models.figure');
  const { figure, range } = useFigure();
  return (
    <Section title={t('figures')} text={t('figuresText', { baseline: report.baseline })}>
      <PlainTable
        label={t('figures')}
        items={report.metrics}
        keyOf={({ key }) => key}
        minWidth={620}
        columns={[
          { head: t('figure'), cell: ({ key }) => tFigure(key) },
          { head: t('value'), end: true, cell: ({ value }) => figure(value) },
          { head: t('interval'), end: true, cell: ({ interval }) => range(interval) },
          { head: t('rival'), end: true, cell: ({ rival }) => figure(rival) },
          { head: t('gain'), end: true, cell: ({ gain }) => range(gain?.interval) },
        ]}
      />
    </Section>
  );
}

function PlainFigures({ view }: { view: VersionDetail }) {
  const t = useTranslations('models.version');
  const { figure } = useFigure();
  return (
    <Section title={t('figures')} text={t('plainText')}>
      <PlainTable
        label={t('figures')}
        items={Object.entries(view.metrics)}
        keyOf={([key]) => key}
        columns={[
          { head: t('figure'), cell: ([key]) => key },
          { head: t('value'), end: true, cell: ([, value]) => figure(value) },
        ]}
      />
    </Section>
  );
}

function Calibration({ report }: { report: Report }) {
  const t = useTranslations('models.version');
  return (
    <Section title={t('calibration')} text={t('calibrationText')}>
      <CalibrationPlot bins={report.bins} />
    </Section>
  );
}

function Gate({ report }: { report: Report }) {
  const t = useTranslations('models.version');
  return (
    <Section title={t('gate')} text={t('gateText')}>
      <List spacing="xs" center>
        {report.checks.map(({ key, passed, text }) => (
          <List.Item
            key={key}
            icon={
              passed ? (
                <IconCircleCheck aria-hidden color="var(--mantine-color-fir-text)" />
              ) : (
                <IconCircleX aria-hidden color="var(--mantine-color-red-text)" />
              )
            }
          >
            <Text size="sm">
              <b>{passed ? t('holds') : t('fails')}</b> {text}
            </Text>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}

function Groups({ report }: { report: Report }) {
  const t = useTranslations('models.version');
  const { percent } = useFigure();
  return (
    <Section title={t('groups')} text={t('groupsText')}>
      {report.subgroups.length ? (
        <PlainTable
          label={t('groups')}
          items={report.subgroups}
          keyOf={({ by, group }) => `${by} ${group}`}
          minWidth={620}
          columns={[
            { head: t('group'), cell: ({ by, group }) => `${by}: ${group}` },
            { head: t('rows'), end: true, cell: ({ rows }) => rows },
            { head: t('positives'), end: true, cell: ({ positives }) => positives },
            {
              head: t('recall'),
              end: true,
              cell: ({ recall }) => (recall === null ? t('tooFew') : percent(recall)),
            },
            { head: t('said'), end: true, cell: ({ meanSaid }) => percent(meanSaid) },
            { head: t('cameTrue'), end: true, cell: ({ shareTrue }) => percent(shareTrue) },
          ]}
        />
      ) : (
        <Text size="sm">{t('noGroups')}</Text>
      )}
    </Section>
  );
}

function Importance({ report }: { report: Report }) {
  const t = useTranslations('models.version');
  const { percent } = useFigure();
  return (
    <Section title={t('importance')} text={t('importanceText')}>
      <PlainTable
        label={t('importance')}
        items={report.importance}
        keyOf={({ feature }) => feature}
        columns={[
          { head: t('feature'), cell: ({ description }) => description },
          { head: t('share'), end: true, cell: ({ share }) => percent(share) },
        ]}
      />
    </Section>
  );
}

const slices = ['fit', 'calibration', 'test'] as const;

function Origin({ view }: { view: VersionDetail }) {
  const t = useTranslations('models.version');
  const { date, dateTime, number } = useFormat();
  const { report } = view;
  return (
    <Section title={t('origin')}>
      <List size="sm" style={{ overflowWrap: 'anywhere' }}>
        <List.Item>{t('data', { data: view.data, licence: view.licence })}</List.Item>
        {report &&
          slices.map((slice) => {
            const { from, to, rows, positives } = report.slices[slice];
            const figures = {
              rows: number(rows),
              positives: number(positives),
              from: date(from),
              to: date(to),
            };
            return <List.Item key={slice}>{t(`slice.${slice}`, figures)}</List.Item>;
          })}
        <List.Item>{t('registered', { date: dateTime(view.registeredAt), seed: view.seed })}</List.Item>
        {view.promotedAt && (
          <List.Item>
            {t('promoted', { date: dateTime(view.promotedAt), reason: view.reason ?? '' })}
          </List.Item>
        )}
        <List.Item>{t('hashes.data', { hash: view.dataHash })}</List.Item>
        <List.Item>{t('hashes.features', { hash: view.featureSetHash })}</List.Item>
        <List.Item>{t('hashes.artefact', { hash: view.artefactHash })}</List.Item>
        <List.Item>{t('hashes.code', { hash: view.codeRevision ?? '–' })}</List.Item>
      </List>
      <Card view={view} />
    </Section>
  );
}

function Card({ view }: { view: VersionDetail }) {
  const t = useTranslations('models.version');
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => client.fetchQuery(cardQuery(view.name, view.version)),
    onSuccess: ({ markdown }) =>
      saveFile(new Blob([markdown], { type: 'text/markdown' }), `${view.name}-${view.version}.md`),
  });
  return (
    <Stack gap="xs">
      <Group>
        <Button
          variant="default"
          leftSection={<IconFileDownload size={18} aria-hidden />}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t('card')}
        </Button>
      </Group>
      {save.error && <ProblemAlert error={save.error} />}
    </Stack>
  );
}

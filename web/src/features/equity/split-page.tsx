'use client';

import { Alert, Group, List, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { hasCode } from '../../lib/problem';
import { EquityFrame, equityHref } from './equity-frame';
import { ProposalRow } from './proposal-row';
import { SplitBadge } from './splits-page';
import { SplitChart } from './split-chart';
import { SplitProposal } from './split-proposal';
import { splitQuery, type SplitPreview } from './split-queries';
import type { Standing } from './types';
import { useEquityFormat } from './use-equity-format';

/** `/ventures/[id]/equity/splits/[month]`: who would get what for a month, and the owner's confirmation. */
export function SplitPage({ ventureId, month }: { ventureId: string; month: string }) {
  const t = useTranslations('equity.splits');
  const format = useEquityFormat();
  const sound = /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(month);
  return (
    <EquityFrame
      ventureId={ventureId}
      title={sound ? t('titleOf', { month: format.month(`${month}-01`) }) : t('title')}
      crumbs={[{ label: t('title'), href: equityHref(ventureId, '/splits') }]}
      only="owners"
    >
      {(standing) =>
        sound ? (
          <Month standing={standing} month={month} />
        ) : (
          <Empty title={t('noMonth')} text={t('noMonthText')} />
        )
      }
    </EquityFrame>
  );
}

function Month({ standing, month }: { standing: Standing; month: string }) {
  const t = useTranslations('equity.splits');
  const split = useQuery({ ...splitQuery(standing.venture.id, month), retry: false });
  if (hasCode(split.error, 'NOT_FOUND')) return <Empty title={t('noTable')} text={t('noTableText')} />;
  return (
    <QueryView query={split}>
      {(shown) => (
        <>
          <Figures split={shown} />
          {shown.obstacles.length > 0 && <Obstacles split={shown} />}
          {shown.proposal && (
            <Section title={t('proposal')}>
              <ProposalRow proposal={shown.proposal} standing={standing} />
            </Section>
          )}
          {shown.lines.length > 0 && (
            <Section title={t(shown.state === 'GRANTED' ? 'got' : 'gets')} text={t('how')}>
              <SplitChart split={shown} />
              <People split={shown} />
              {shown.unallocated !== '0' && <Rest split={shown} />}
            </Section>
          )}
          {shown.leftOut.length > 0 && <LeftOut split={shown} />}
          {standing.acts && shown.obstacles.length === 0 && (
            <SplitProposal standing={standing} split={shown} />
          )}
        </>
      )}
    </QueryView>
  );
}

function Figures({ split }: { split: SplitPreview }) {
  const t = useTranslations('equity.splits');
  const format = useEquityFormat();
  const figures = [
    [t('points'), format.count(split.points)],
    [t('budget'), format.count(split.budget)],
    [t('available'), format.count(split.pool.available)],
    ...(split.pool.number === null
      ? []
      : [[t('number'), t('numberOf', { number: split.pool.number, all: split.pool.months })]]),
  ];
  return (
    <Group gap="xl" align="flex-start">
      <Stack gap={4}>
        <Text size="sm" c="dimmed">
          {t('state')}
        </Text>
        <SplitBadge state={split.state} />
      </Stack>
      {figures.map(([label, figure]) => (
        <Stack key={label} gap={4}>
          <Text size="sm" c="dimmed">
            {label}
          </Text>
          <Text fw={600}>{figure}</Text>
        </Stack>
      ))}
    </Group>
  );
}

/** Why the month cannot be proposed now. */
function Obstacles({ split }: { split: SplitPreview }) {
  const t = useTranslations('equity.splits');
  if (split.state === 'GRANTED' || split.state === 'WAITING')
    return <Text>{t(`obstacles.${split.obstacles[0]!}`)}</Text>;
  return (
    <Alert color="gray" title={t('notNow')}>
      <List size="sm">
        {split.obstacles.map((obstacle) => (
          <List.Item key={obstacle}>{t(`obstacles.${obstacle}`)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function People({ split }: { split: SplitPreview }) {
  const t = useTranslations('equity.splits');
  const format = useEquityFormat();
  const late = split.lines.some(({ latePoints }) => latePoints !== '0');
  return (
    <Table.ScrollContainer minWidth={480} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={t('table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('person')}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t('points')}
            </Table.Th>
            {late && (
              <Table.Th scope="col" ta="end">
                {t('late')}
              </Table.Th>
            )}
            <Table.Th scope="col" ta="end">
              {t('units')}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t('part')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {split.lines.map(({ userId, name, points, latePoints, units, part }) => (
            <Table.Tr key={userId}>
              <Table.Th scope="row" fw={400}>
                {name || t('formerMember')}
              </Table.Th>
              <Table.Td ta="end">{format.count(points)}</Table.Td>
              {late && <Table.Td ta="end">{format.count(latePoints)}</Table.Td>}
              <Table.Td ta="end">{format.count(units)}</Table.Td>
              <Table.Td ta="end">{format.percent(part)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">{t('together')}</Table.Th>
            <Table.Td ta="end">{format.count(split.points)}</Table.Td>
            {late && <Table.Td />}
            <Table.Td ta="end">{format.count(split.units)}</Table.Td>
            <Table.Td />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}

function Rest({ split }: { split: SplitPreview }) {
  const t = useTranslations('equity.splits');
  const format = useEquityFormat();
  return <Text size="sm">{t('rest', { units: format.count(split.unallocated) })}</Text>;
}

function LeftOut({ split }: { split: SplitPreview }) {
  const t = useTranslations('equity.splits');
  const format = useEquityFormat();
  return (
    <Section title={t('leftOut')} text={t('leftOutText')}>
      <List>
        {split.leftOut.map(({ userId, name, points, why }) => (
          <List.Item key={userId}>
            {t(`why.${why}`, { name: name || t('formerMember'), points: format.count(points) })}
          </List.Item>
        ))}
      </List>
    </Section>
  );
}

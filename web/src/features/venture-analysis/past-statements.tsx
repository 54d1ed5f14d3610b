'use client';

import { Badge, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { MoreButton, QueryView } from '../../components/query-view';
import { PastRecordText, ScoreMode, type PastRecord } from '../../components/score-mode';
import { Section } from '../../components/section';
import { SeriesChart } from '../../components/series-chart';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { PlainList } from '../documents/plain-list';
import { historyQuery } from './queries';
import type { Statement, StatementKind } from './types';
import { useShare } from './use-share';

/** How often such statements were right before, and each of them with its outcome. */
export function PastStatements({ ventureId, kind }: { ventureId: string; kind: StatementKind }) {
  const t = useTranslations('standing.past');
  const history = useInfiniteQuery(historyQuery(ventureId, kind));
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={history}>
        {({ pages }) => {
          const record = pages[0]?.records.find((one) => one.kind === kind);
          const items = pages.flatMap((page) => page.items);
          return (
            <Stack gap="md">
              {record ? (
                <SimpleGrid cols={{ base: 1, md: 2 }}>
                  <Record title={t('ofVenture')} record={record.ofVenture} />
                  {record.ofAll && <Record title={t('ofAll')} record={record.ofAll} />}
                </SimpleGrid>
              ) : (
                <Text size="sm">{t('never')}</Text>
              )}
              {items.length > 0 && (
                <PlainList label={t('list')}>
                  {items.map((statement) => (
                    <li key={statement.id}>
                      <One statement={statement} />
                    </li>
                  ))}
                </PlainList>
              )}
              <MoreButton query={history} />
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}

function Record({ title, record }: { title: string; record: PastRecord }) {
  const t = useTranslations('standing.past');
  const share = useShare();
  const { due, meanSaid, shareTrue } = record;
  return (
    <Card p="md">
      <Stack gap="xs">
        <Title order={3}>{title}</Title>
        <PastRecordText past={record} />
        {due === 0 && (
          <Text size="sm" c="dimmed">
            {t('nothingDue')}
          </Text>
        )}
        {due > 0 && meanSaid !== null && shareTrue !== null && (
          <SeriesChart
            label={title}
            summary={t('summary', { said: share(meanSaid), true: share(shareTrue) })}
            kind="bar"
            height={160}
            head={t('what')}
            format={share}
            series={[{ key: 'share', label: t('share') }]}
            points={[
              { key: 'said', label: t('said'), values: { share: meanSaid } },
              { key: 'true', label: t('cameTrue'), values: { share: shareTrue } },
            ]}
          />
        )}
      </Stack>
    </Card>
  );
}

const colours: Record<Statement['state'], string> = {
  OPEN: 'gray',
  CAME_TRUE: 'green',
  INSIDE: 'green',
  DID_NOT: 'orange',
  OUTSIDE: 'orange',
  UNKNOWN: 'gray',
};

function One({ statement }: { statement: Statement }) {
  const t = useTranslations('standing.past');
  const format = useFormat();
  const days = useMoneyFormat().figures;
  const { said, saidAt, dueOn, state, outcome, mode, provenance } = statement;
  return (
    <Card p="sm" component="article">
      <Stack gap={4}>
        <Group gap="xs">
          <Badge color={colours[state]}>{t(`state.${state}`)}</Badge>
          <ScoreMode mode={mode} provenance={provenance} />
        </Group>
        <Text size="sm">{said}</Text>
        {outcome && <Text size="sm">{outcome}</Text>}
        <Text size="xs" c="dimmed">
          {t('dates', { said: format.date(saidAt), due: days.day(dueOn) })}
        </Text>
      </Stack>
    </Card>
  );
}

'use client';

import { Badge, Box, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { analyticsWire } from '@smartstart/contract';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChartWithTable } from '../../components/chart-with-table';
import { RangePicker } from '../../components/range-picker';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { AnalyticsFrame } from './analytics-frame';
import { AsOf, Caveat } from './asked';
import { EventField, useEvents } from './event-field';
import { pathsQuery } from './queries';
import type { PathQuery, PathView } from './types';
import { readQuestion, useAddress, useRange } from './use-address';
import { useFigureFormat } from './use-figure-format';

type Choice = Pick<PathQuery, 'anchor' | 'direction' | 'depth' | 'limit'>;
const usual: Choice = { anchor: null, direction: 'AFTER', depth: 4, limit: 20 };
const depths = [2, 3, 4, 5, 6, 7, 8] as const;
const limits = [10, 20, 50] as const;

/** `/admin/analytics/paths`: the most frequent ways through visits. */
export function PathsPage() {
  return (
    <AnalyticsFrame page="paths">
      <Paths />
    </AnalyticsFrame>
  );
}

function Paths() {
  const t = useTranslations('analytics.paths');
  const { get, set } = useAddress();
  const { range, query, today, setRange } = useRange('30d');
  const text = get('q');
  const choice: Choice = readQuestion(text, analyticsWire.pathQuery) ?? usual;
  const { anchor, direction, depth, limit } = choice;
  const body = { anchor, direction, depth, limit, ...query };
  const view = useQuery(pathsQuery(body));
  return (
    <Stack gap="lg">
      <Section title={t('build')} text={t('buildText')}>
        <PathForm
          key={text ?? ''}
          shown={{ anchor, direction, depth, limit }}
          busy={view.isFetching}
          onAsk={(next) => set({ q: JSON.stringify(next) })}
        />
      </Section>
      <Section title={t('result')} text={t('resultText')}>
        <RangePicker value={range} onChange={setRange} today={today} />
        <QueryView query={view}>{(data) => <Ways view={data} />}</QueryView>
      </Section>
    </Stack>
  );
}

function PathForm({ shown, busy, onAsk }: { shown: Choice; busy: boolean; onAsk: (choice: Choice) => void }) {
  const t = useTranslations('analytics.paths');
  const [draft, setDraft] = useState(shown);
  return (
    <form
      noValidate
      aria-label={t('build')}
      onSubmit={(event) => {
        event.preventDefault();
        onAsk(draft);
      }}
    >
      <Stack>
        <Group align="flex-start" gap="md">
          <Box flex="2 1 16rem" miw={0}>
            <EventField
              label={t('anchor')}
              description={t('anchorHint')}
              placeholder={t('anchorNone')}
              required={false}
              value={draft.anchor}
              onChange={(anchor) => setDraft({ ...draft, anchor })}
            />
          </Box>
          <NativeSelect
            label={t('direction')}
            description={t('directionHint')}
            disabled={draft.anchor === null}
            flex="1 1 12rem"
            value={draft.direction}
            onChange={({ currentTarget }) =>
              setDraft({ ...draft, direction: currentTarget.value as Choice['direction'] })
            }
            data={(['AFTER', 'BEFORE'] as const).map((value) => ({ value, label: t(`directions.${value}`) }))}
          />
        </Group>
        <Group align="flex-start" gap="md">
          <NativeSelect
            label={t('depth')}
            flex="1 1 10rem"
            value={String(draft.depth)}
            onChange={({ currentTarget }) => setDraft({ ...draft, depth: Number(currentTarget.value) })}
            data={depths.map(String)}
          />
          <NativeSelect
            label={t('limit')}
            flex="1 1 10rem"
            value={String(draft.limit)}
            onChange={({ currentTarget }) => setDraft({ ...draft, limit: Number(currentTarget.value) })}
            data={[...new Set([...limits, draft.limit])].toSorted((a, b) => a - b).map(String)}
          />
        </Group>
        <Group>
          <Button type="submit" loading={busy}>
            {t('ask')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Ways({ view }: { view: PathView }) {
  const t = useTranslations('analytics.paths');
  const format = useFigureFormat();
  const { titleOf } = useEvents();
  const ways = view.paths.map((path) => ({
    ...path,
    key: path.events.join(' '),
    names: path.events.map((event) => titleOf(event)),
  }));
  const most = Math.max(1, ...ways.map(({ visits }) => visits));
  const first = ways[0];
  return (
    <Stack>
      {first ? (
        <ChartWithTable
          label={t('result')}
          summary={t('summary', { way: first.names.join(', '), visits: first.visits })}
          active
          rows={ways}
          keyOf={({ key }) => key}
          minWidth={520}
          columns={[
            { head: t('way'), cell: ({ names }) => names.join(' → ') },
            { head: t('visits'), end: true, cell: ({ visits }) => format.number(visits) },
            { head: t('people'), end: true, cell: ({ people }) => format.number(people) },
          ]}
        >
          <Stack component="ol" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
            {ways.map(({ key, names, visits, people }) => (
              <Stack component="li" gap={6} key={key}>
                <Group gap={6}>
                  {names.map((name, index) => (
                    <Group gap={6} key={index} wrap="nowrap">
                      {index > 0 && <IconArrowRight size={14} aria-hidden />}
                      <Badge color="gray" size="lg" maw="100%">
                        {name}
                      </Badge>
                    </Group>
                  ))}
                </Group>
                <Box h={10} aria-hidden>
                  <svg
                    width={`${(visits / most) * 100}%`}
                    height="10"
                    style={{ display: 'block' }}
                    focusable="false"
                  >
                    <rect width="100%" height="10" rx="2" fill="var(--mantine-color-fir-6)" />
                  </svg>
                </Box>
                <Text size="sm" c="dimmed">
                  {t('count', { visits, people })}
                </Text>
              </Stack>
            ))}
          </Stack>
        </ChartWithTable>
      ) : (
        <Text role="status">{t('none')}</Text>
      )}
      {view.suppressed > 0 && <Caveat>{t('suppressed', { count: view.suppressed })}</Caveat>}
      <AsOf range={view.range} computedAt={view.computedAt} />
    </Stack>
  );
}

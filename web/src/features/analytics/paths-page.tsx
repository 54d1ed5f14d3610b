'use client';

import { Badge, Box, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { analyticsWire } from '@smartstart/contract';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChartWithTable } from '../../components/chart-with-table';
import { AnalyticsFrame } from './analytics-frame';
import { Caveat } from './asked';
import { AskedQuestion, useQuestionTexts } from './asked-question';
import { EventField, useEvents } from './event-field';
import { pathsQuery } from './queries';
import type { PathQuery, PathView } from './types';
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
  return (
    <AskedQuestion
      texts={useQuestionTexts('paths')}
      schema={analyticsWire.pathQuery}
      usual={usual}
      ask={pathsQuery}
      form={({ shown, ...form }) => <PathForm {...form} shown={shown ?? usual} />}
      definition={(query) => ({ kind: 'PATHS', scope: 'HUB', query })}
    >
      {(view) => <Ways view={view} />}
    </AskedQuestion>
  );
}

function PathForm({ shown, busy, onAsk }: { shown: Choice; busy: boolean; onAsk: (choice: Choice) => void }) {
  const t = useTranslations('analytics.paths');
  const { anchor, direction, depth, limit } = shown;
  const [draft, setDraft] = useState<Choice>({ anchor, direction, depth, limit });
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
    </Stack>
  );
}

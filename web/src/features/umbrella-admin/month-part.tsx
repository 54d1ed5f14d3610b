'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useStepUp } from '../../lib/step-up';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { PlainTable } from '../money/plain-table';
import { useRate } from '../umbrella/looks';
import { useRefreshUmbrella } from '../umbrella/queries';
import { ConfirmModal } from '../ventures/confirm-modal';
import { previewQuery, runsQuery } from './queries';

type Preview = Awaited<ReturnType<typeof api.umbrellaAdmin.preview>>;

/** What a run would do, the run itself, and those that were. */
export function MonthPart() {
  const preview = useQuery(previewQuery());
  return (
    <Stack gap="lg">
      <QueryView query={preview}>{(one) => <PreviewSection preview={one} />}</QueryView>
      <Runs />
    </Stack>
  );
}

function PreviewSection({ preview: { month, waiting, lines } }: { preview: Preview }) {
  const t = useTranslations('umbrellaAdmin.month');
  const format = useMoneyFormat();
  const rate = useRate();
  const run = useRun();
  const [asking, setAsking] = useState(false);
  const of = { month: format.month(month) };
  return (
    <Section title={t('previewTitle')} text={t('previewText', of)}>
      {waiting > 0 && <Text size="sm">{t('waiting', { count: waiting })}</Text>}
      {lines.length === 0 ? (
        <Text>{t('nothing')}</Text>
      ) : (
        <PlainTable
          label={t('previewTitle')}
          minWidth={760}
          items={lines}
          keyOf={({ relationshipId, currency }) => `${relationshipId} ${currency}`}
          columns={[
            {
              head: t('who'),
              cell: ({ sponsorName, referredName }) =>
                t('pair', { sponsor: sponsorName, referred: referredName }),
            },
            { head: t('rate'), end: true, cell: ({ ratePercent }) => rate(ratePercent) },
            {
              head: t('accrued'),
              end: true,
              cell: ({ accruedMinor, currency }) => format.money(accruedMinor, currency),
            },
            {
              head: t('capped'),
              end: true,
              cell: ({ cappedMinor, currency }) => format.money(cappedMinor, currency),
            },
            {
              head: t('total'),
              end: true,
              cell: ({ totalMinor, currency }) => format.money(totalMinor, currency),
            },
            { head: t('outcome'), cell: ({ outcome }) => t(`outcomes.${outcome}`) },
          ]}
        />
      )}
      <div role="status">
        {run.data && (
          <Alert color={run.data.failures ? 'orange' : 'fir'}>
            {t('done', { payments: run.data.payments, failures: run.data.failures })}
          </Alert>
        )}
      </div>
      <Group>
        <Button onClick={() => setAsking(true)}>{t('run', of)}</Button>
      </Group>
      {asking && (
        <ConfirmModal
          title={t('runTitle', of)}
          text={t('runText')}
          confirm={t('run', of)}
          run={() => run.mutateAsync(month)}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}

function useRun() {
  const stepUp = useStepUp();
  const intention = useIntention();
  const refresh = useRefreshUmbrella();
  return useMutation({
    mutationFn: (month: string) => {
      const options = { idempotencyKey: intention.keyOf([month]) };
      return stepUp(() => api.umbrellaAdmin.calculate({ body: { month } }, options));
    },
    onSuccess: () => {
      // Another run later is another intention.
      intention.done();
      void refresh();
    },
  });
}

function Runs() {
  const t = useTranslations('umbrellaAdmin.month');
  const format = useMoneyFormat();
  const { dateTime } = useFormat();
  const query = useInfiniteQuery(runsQuery());
  return (
    <Section title={t('runs')}>
      <QueryView query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty title={t('noRuns')} text={t('noRunsText')} />;
          return (
            <>
              <PlainTable
                label={t('runs')}
                minWidth={620}
                items={items}
                keyOf={({ id }) => id}
                columns={[
                  { head: t('month'), cell: ({ month }) => format.month(month) },
                  { head: t('at'), cell: ({ at }) => dateTime(at) },
                  { head: t('by'), cell: ({ startedByName }) => startedByName ?? t('schedule') },
                  {
                    head: t('relationshipCount'),
                    end: true,
                    cell: ({ relationships }) => format.number(String(relationships)),
                  },
                  {
                    head: t('payments'),
                    end: true,
                    cell: ({ payments }) => format.number(String(payments)),
                  },
                  {
                    head: t('failures'),
                    end: true,
                    cell: ({ failures }) => format.number(String(failures)),
                  },
                ]}
              />
              <MoreButton query={query} />
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}

'use client';

import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconReceipt } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { useMoneyFormat } from '../../lib/use-money-format';
import { PlainList } from '../documents/plain-list';
import { monthsQuery, reportsQuery } from './queries';
import { ReportCard } from './report-card';
import { ReportModal } from './report-modal';
import type { Report, Standing } from './types';

/** Revenue as it was reported, month by month. */
export function ReportsPart({ standing }: { standing: Standing }) {
  const t = useTranslations('money.reports');
  const format = useMoneyFormat();
  const ventureId = standing.venture.id;
  const reports = useInfiniteQuery(reportsQuery(ventureId));
  const books = useInfiniteQuery(monthsQuery(ventureId)).data?.pages[0]?.currency ?? null;
  const [open, setOpen] = useState<Report | 'new' | null>(null);
  const report = <Button onClick={() => setOpen('new')}>{t('report')}</Button>;
  return (
    <>
      <QueryView query={reports}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <Empty
                icon={<IconReceipt aria-hidden />}
                title={t('emptyTitle')}
                text={t(standing.acts ? 'emptyText' : 'emptyOthers')}
                action={standing.acts && report}
              />
            );
          return (
            <Stack gap="md">
              <Text size="sm" maw="68ch">
                {t('text')}
              </Text>
              {standing.acts && <Group>{report}</Group>}
              <PlainList label={t('label')} gap="md">
                {items.map((one) => (
                  <li key={one.id}>
                    <Card component="article" p="md">
                      <Stack gap="sm">
                        <ReportCard report={one} />
                        {standing.acts && mayCorrect(one, items) && (
                          <Group>
                            <Button
                              size="xs"
                              variant="default"
                              aria-label={t('correctOf', { month: format.month(one.month) })}
                              onClick={() => setOpen(one)}
                            >
                              {t('correct')}
                            </Button>
                          </Group>
                        )}
                      </Stack>
                    </Card>
                  </li>
                ))}
              </PlainList>
              <MoreButton query={reports} />
            </Stack>
          );
        }}
      </QueryView>
      {open && (
        <ReportModal
          ventureId={ventureId}
          books={books}
          corrects={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

/** A report that counts, and of whose month no other one waits. */
function mayCorrect({ id, month, state, correctedById }: Report, all: readonly Report[]): boolean {
  const waits = all.some((one) => one.id !== id && one.month === month && one.state === 'REPORTED');
  return state === 'RECOGNISED' && correctedById === null && !waits;
}

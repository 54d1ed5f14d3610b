'use client';

import { Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconCalendarStats } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useMoneyFormat } from '../../lib/use-money-format';
import { MoneyFrame } from './money-frame';
import { MonthModal } from './month-modal';
import { MonthsChart } from './months-chart';
import { MonthsImport } from './months-import';
import { MonthsTable } from './months-table';
import { monthsQuery } from './queries';
import type { Month, Standing } from './types';

/** `/ventures/[id]/money/months`: actual figures by month, by form or from a spreadsheet. */
export function MonthsPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('money.months');
  return (
    <MoneyFrame ventureId={ventureId} title={t('title')} lead={t('lead')} only="all">
      {(standing) => <Content standing={standing} />}
    </MoneyFrame>
  );
}

function Content({ standing }: { standing: Standing }) {
  const t = useTranslations('money.months');
  const format = useMoneyFormat();
  const months = useInfiniteQuery(monthsQuery(standing.venture.id));
  const [editing, setEditing] = useState<Month | 'new' | null>(null);
  return (
    <QueryView query={months}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        const books = pages[0]?.currency ?? null;
        const entered = new Set(items.map(({ month }) => month));
        const enter = <Button onClick={() => setEditing('new')}>{t('enter')}</Button>;
        return (
          <Stack gap="lg">
            {items.length === 0 ? (
              <Empty
                icon={<IconCalendarStats aria-hidden />}
                title={t('emptyTitle')}
                text={t(standing.acts ? 'emptyText' : 'emptyOthers')}
                action={standing.acts && enter}
              />
            ) : (
              <>
                {standing.acts && <Group>{enter}</Group>}
                {books && (
                  <Section title={t('course')} text={t('courseText')}>
                    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
                      <MonthsChart view="flows" months={items} currency={books} />
                      <MonthsChart view="cash" months={items} currency={books} />
                    </SimpleGrid>
                  </Section>
                )}
                <Section title={t('all')}>
                  <MonthsTable
                    months={items}
                    {...(standing.acts
                      ? {
                          actions: (month: Month) => (
                            <Button
                              size="xs"
                              variant="default"
                              aria-label={t('editOf', { month: format.month(month.month) })}
                              onClick={() => setEditing(month)}
                            >
                              {t('edit')}
                            </Button>
                          ),
                        }
                      : {})}
                  />
                  <MoreButton query={months} />
                </Section>
              </>
            )}
            {standing.acts && (
              <MonthsImport ventureId={standing.venture.id} books={books} entered={entered} />
            )}
            {editing && (
              <MonthModal
                ventureId={standing.venture.id}
                books={books}
                entered={entered}
                month={editing === 'new' ? null : editing}
                onClose={() => setEditing(null)}
              />
            )}
          </Stack>
        );
      }}
    </QueryView>
  );
}

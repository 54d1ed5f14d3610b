'use client';

import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../../components/query-view';
import { ProvenanceText } from '../../../components/score-mode';
import { Section } from '../../../components/section';
import { api } from '../../../lib/api';
import { useFormat } from '../../../lib/format';
import { PlainTable } from '../../money/plain-table';

/** People who use the platform alike; where none is shown, why not. */
export function GroupsPart() {
  const t = useTranslations('insights.admin.groups');
  const format = useFormat();
  const query = useQuery({
    queryKey: ['insights', 'segments'],
    queryFn: ({ signal }) => api.insights.segments({}, { signal }),
  });
  const percent = new Intl.NumberFormat(format.locale, { style: 'percent', maximumFractionDigits: 0 });
  const two = new Intl.NumberFormat(format.locale, { maximumFractionDigits: 2 });
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={query} lines={4}>
        {({ why, segments, silhouette, stability, people, provenance, computedAt }) => (
          <Stack gap="md">
            {why && <Text size="sm">{why}</Text>}
            {segments.length > 0 && (
              <PlainTable
                label={t('title')}
                items={segments}
                keyOf={({ key }) => key}
                minWidth={300}
                columns={[
                  {
                    head: t('name'),
                    cell: ({ name, distinguishes }) => (
                      <>
                        <Text size="sm">{name}</Text>
                        <Text size="xs" c="dimmed">
                          {distinguishes
                            .map((one) =>
                              t('compared', {
                                text: one.text,
                                mean: two.format(one.mean),
                                overall: two.format(one.overall),
                              }),
                            )
                            .join('; ')}
                        </Text>
                      </>
                    ),
                  },
                  {
                    head: t('people'),
                    end: true,
                    cell: (one) => (one.people === null ? t('few') : format.number(one.people)),
                  },
                  {
                    head: t('share'),
                    end: true,
                    cell: ({ share }) => (share === null ? t('few') : percent.format(share)),
                  },
                ]}
              />
            )}
            <Text size="sm" c="dimmed">
              {t('quality', {
                people,
                silhouette: silhouette === null ? t('unknown') : two.format(silhouette),
                stability: stability === null ? t('unknown') : two.format(stability),
                at: computedAt === null ? t('unknown') : format.dateTime(computedAt),
              })}
            </Text>
            {provenance && <ProvenanceText provenance={provenance} />}
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}

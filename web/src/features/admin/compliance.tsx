'use client';

import { Alert, Button, Group, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { reportQuery } from '../legal-admin/queries';

/** How many members have all their papers and what expires soon, with the way to the legal office. */
export function Compliance() {
  const t = useTranslations('admin.compliance');
  const format = useFormat();
  const query = useQuery(reportQuery());
  return (
    <QueryView query={query}>
      {(report) => (
        <Stack gap="lg">
          {report.alarms.length > 0 && (
            <Alert
              color="red"
              icon={<IconAlertTriangle aria-hidden />}
              title={t('alarms', { count: report.alarms.length })}
            >
              <List size="sm">
                {report.alarms.map((alarm) => (
                  <List.Item key={alarm}>{alarm}</List.Item>
                ))}
              </List>
            </Alert>
          )}
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            {(
              [
                ['members', report.members],
                ['full', report.fullyCompliant],
                ['expiring', report.expiring.find(({ days }) => days === 30)?.copies ?? 0],
              ] as const
            ).map(([key, value]) => (
              <Section key={key} title={t(key)}>
                <Text fz="2rem" fw={600} lh={1}>
                  {format.number(value)}
                </Text>
              </Section>
            ))}
          </SimpleGrid>
          <Text size="sm">{t('office', { date: format.dateTime(report.computedAt) })}</Text>
          <Group>
            <Button component={Link} href="/admin/legal">
              {t('toOffice')}
            </Button>
          </Group>
        </Stack>
      )}
    </QueryView>
  );
}

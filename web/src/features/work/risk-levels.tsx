'use client';

import { Button, Group, Progress, Table, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import type { PanelProps } from './panel-props';
import { useWorkFormat } from './use-work-format';
import { workHref } from './work-frame';

const levels = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const;
const colours = { CRITICAL: 'red', HIGH: 'orange', MEDIUM: 'yellow.6', LOW: 'green' } as const;

/** Open risks by level, and what their scores come to. */
export function RiskLevels({ ventureId, overview: { risks } }: PanelProps) {
  const t = useTranslations('work.risks');
  const format = useWorkFormat();
  const most = Math.max(1, ...levels.map((level) => risks.open[level]));
  const none = levels.every((level) => risks.open[level] === 0);
  return (
    <Section title={t('title')}>
      {none ? (
        <Text size="sm">{t('none')}</Text>
      ) : (
        <>
          <Text size="sm">
            {t('exposure', {
              exposure: format.number(risks.exposure),
              trend: risks.change > 0 ? 'up' : risks.change < 0 ? 'down' : 'same',
              by: format.number(Math.abs(risks.change)),
            })}
          </Text>
          <Table aria-label={t('title')} verticalSpacing={4} horizontalSpacing={6} withRowBorders={false}>
            <Table.Tbody>
              {levels.map((level) => (
                <Table.Tr key={level}>
                  <Table.Th scope="row" fw={400} w={100}>
                    {t(`levels.${level}`)}
                  </Table.Th>
                  <Table.Td>
                    <Progress
                      value={(risks.open[level] / most) * 100}
                      color={colours[level]}
                      size="md"
                      aria-hidden
                    />
                  </Table.Td>
                  <Table.Td ta="end" w={48}>
                    {format.number(risks.open[level])}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
      <Group>
        <Button component={Link} href={workHref(ventureId, '/risks')} variant="default">
          {t('open')}
        </Button>
      </Group>
    </Section>
  );
}

'use client';

import { Anchor, Group, Progress, Stack, Table, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Overview } from './types';
import { useWorkFormat } from './use-work-format';
import { workHref } from './work-frame';

interface VelocityChartProps {
  readonly ventureId: string;
  readonly sprints: Overview['sprints'];
  readonly velocity: number | null;
}

/** Points done in the last sprints: a bar in each row of a table, so that nobody needs the drawing. */
export function VelocityChart({ ventureId, sprints, velocity }: VelocityChartProps) {
  const t = useTranslations('work.velocity');
  const format = useWorkFormat();
  if (velocity === null) return <Text c="dimmed">{t('none')}</Text>;
  const most = Math.max(1, ...sprints.map(({ donePoints, openPoints }) => donePoints + openPoints));
  return (
    <Stack gap="sm">
      <Text size="sm">{t('mean', { points: velocity, count: sprints.length })}</Text>
      <Table aria-label={t('title')} verticalSpacing={8} horizontalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w="60%">
              {t('sprint')}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t('done')}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t('open')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sprints.map(({ id, name, donePoints, openPoints }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row" fw={400}>
                <Stack gap={4}>
                  <Anchor component={Link} href={workHref(ventureId, `/sprints/${id}`)} size="sm" c="inherit">
                    {name}
                  </Anchor>
                  <Group aria-hidden>
                    <Progress.Root flex={1} size={8}>
                      <Progress.Section value={(donePoints / most) * 100} color="fir" withAria={false} />
                      <Progress.Section value={(openPoints / most) * 100} color="gray.5" withAria={false} />
                    </Progress.Root>
                  </Group>
                </Stack>
              </Table.Th>
              <Table.Td ta="end">{format.number(donePoints)}</Table.Td>
              <Table.Td ta="end">{format.number(openPoints)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

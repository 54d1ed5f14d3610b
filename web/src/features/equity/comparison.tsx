'use client';

import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { parseDecimal } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Explained } from './help-tip';
import { dilution } from '../../lib/numbers';
import type { Preview } from './types';
import { useEquityFormat } from './use-equity-format';

/** How the parts of the classes of holders change. */
export function ClassComparison({ items }: { items: Preview['byHolderClass'] }) {
  const t = useTranslations('equity');
  const format = useEquityFormat();
  if (items.every(({ before, after }) => before === after)) return <Text size="sm">{t('compare.same')}</Text>;
  return (
    <Table.ScrollContainer minWidth={320} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={t('compare.classes')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('columns.holderClass')}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t('compare.before')}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t('compare.after')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ holderClass, before, after }) => (
            <Table.Tr key={holderClass}>
              <Table.Th scope="row" fw={400}>
                {t(`holderClass.${holderClass}`)}
              </Table.Th>
              <Table.Td ta="end">{format.percent(before)}</Table.Td>
              <Table.Td ta="end" fw={before === after ? 400 : 600}>
                {format.percent(after)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

export interface Line {
  readonly id: string;
  readonly name: string;
  readonly sharesBefore: string;
  readonly sharesAfter: string;
  readonly partBefore: string;
  readonly partAfter: string;
}

type Side = Preview['before'];

export function HolderComparison({ before, after }: { before: Side; after: Side }) {
  return <LineComparison lines={linesOf(before, after)} />;
}

const shownFirst = 50;

/** Each holder whose figures change, those with the largest change first, with the dilution. */
export function LineComparison({ lines, label }: { lines: readonly Line[]; label?: string }) {
  const t = useTranslations('equity.compare');
  const format = useEquityFormat();
  const [limit, setLimit] = useState(shownFirst);
  const changed = lines.filter(
    (line) => line.sharesBefore !== line.sharesAfter || line.partBefore !== line.partAfter,
  );
  if (changed.length === 0) return null;
  return (
    <Stack gap="xs">
      <Table.ScrollContainer minWidth={620} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table aria-label={label ?? t('holders')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('name')}</Table.Th>
              <Table.Th scope="col" ta="end">
                {t('sharesBefore')}
              </Table.Th>
              <Table.Th scope="col" ta="end">
                {t('sharesAfter')}
              </Table.Th>
              <Table.Th scope="col" ta="end">
                {t('before')}
              </Table.Th>
              <Table.Th scope="col" ta="end">
                {t('after')}
              </Table.Th>
              <Table.Th scope="col" ta="end">
                <Explained term="dilution">{t('dilution')}</Explained>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changed.slice(0, limit).map((line) => {
              const lost = dilution(line.partBefore, line.partAfter);
              return (
                <Table.Tr key={line.id}>
                  <Table.Th scope="row" fw={400}>
                    {line.name}
                  </Table.Th>
                  <Table.Td ta="end">{format.count(line.sharesBefore)}</Table.Td>
                  <Table.Td ta="end" fw={line.sharesBefore === line.sharesAfter ? 400 : 600}>
                    {format.count(line.sharesAfter)}
                  </Table.Td>
                  <Table.Td ta="end">{format.percent(line.partBefore)}</Table.Td>
                  <Table.Td ta="end" fw={600}>
                    {format.percent(line.partAfter)}
                  </Table.Td>
                  <Table.Td ta="end">
                    {lost === null || lost.startsWith('-') || lost === '0' ? '–' : format.percent(lost)}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {changed.length > limit && (
        <Group>
          <Text size="sm">{t('more', { shown: limit, all: changed.length })}</Text>
          <Button variant="default" size="xs" onClick={() => setLimit(limit + 200)}>
            {t('show')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function linesOf(before: Side, after: Side): Line[] {
  const was = new Map(before.map((one) => [one.stakeholderId, one]));
  const is = new Map(after.map((one) => [one.stakeholderId, one]));
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((id) => ({
      id,
      name: (is.get(id) ?? was.get(id))!.name,
      sharesBefore: was.get(id)?.shares ?? '0',
      sharesAfter: is.get(id)?.shares ?? '0',
      partBefore: was.get(id)?.part ?? '0',
      partAfter: is.get(id)?.part ?? '0',
    }))
    .toSorted(byChange);
}

function byChange(a: Line, b: Line): number {
  const changeOf = ({ partBefore, partAfter }: Line) => {
    const change = parseDecimal(partAfter) - parseDecimal(partBefore);
    return change < 0n ? -change : change;
  };
  const [one, other] = [changeOf(a), changeOf(b)];
  return one === other ? 0 : one > other ? -1 : 1;
}

'use client';

import { Button, Stack, Table } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormat } from '../../lib/format';
import type { HistoryLine } from './verdict';

const columns = ['when', 'what', 'who'] as const;
const shown = 20;

/** What happened to the document, in order. */
export function HistoryTable({ lines }: { lines: readonly HistoryLine[] }) {
  const t = useTranslations('verify.history');
  const types = useTranslations('agreements.history.type');
  const format = useFormat();
  const [all, setAll] = useState(false);
  return (
    <Stack align="flex-start">
      <Table.ScrollContainer minWidth={420} w="100%" scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th scope="col" key={column}>
                  {t(`column.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {(all ? lines : lines.slice(0, shown)).map(({ seq, type, at, actor }) => (
              <Table.Tr key={seq}>
                <Table.Td>
                  <time dateTime={at} title={at}>
                    {format.dateTime(at)}
                  </time>
                </Table.Td>
                <Table.Td>{types.has(type as 'signed') ? types(type as 'signed') : type}</Table.Td>
                <Table.Td>{actor === null ? t('platform') : <bdi>{actor}</bdi>}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {!all && lines.length > shown && (
        <Button variant="default" size="xs" onClick={() => setAll(true)}>
          {t('all', { count: lines.length })}
        </Button>
      )}
    </Stack>
  );
}

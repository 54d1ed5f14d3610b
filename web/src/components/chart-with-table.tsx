'use client';

import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { PlainTable, type Column } from '../features/money/plain-table';

interface ChartWithTableProps<R> {
  /** What is shown; names the picture and the table. */
  readonly label: string;
  /** The picture in a sentence, for who does not see it. */
  readonly summary: string;
  /** The picture. Leave out what takes the focus; `active` says that it is more than a picture. */
  readonly children: ReactNode;
  /** Keys of colours and patterns; they stand beside the switch. */
  readonly legend?: ReactNode;
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  readonly columns: readonly Column<R>[];
  readonly minWidth?: number;
  readonly maxHeight?: number;
  /** The picture has buttons or links of its own, so it is a group and not an image. */
  readonly active?: boolean;
  readonly firstView?: View;
}

type View = 'chart' | 'table';

/** A picture, and behind a switch the same figures as a table. */
export function ChartWithTable<R>({
  label,
  summary,
  children,
  legend,
  rows,
  keyOf,
  columns,
  minWidth = 320,
  maxHeight = 360,
  active = false,
  firstView = 'chart',
}: ChartWithTableProps<R>) {
  const t = useTranslations('figures');
  const [view, setView] = useState<View>(firstView);
  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('noDataIn')}
      </Text>
    );
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <SegmentedControl
          size="xs"
          aria-label={t('view.label', { name: label })}
          value={view}
          onChange={(value) => setView(value as View)}
          data={(['chart', 'table'] as const).map((value) => ({ value, label: t(`view.${value}`) }))}
        />
        {view === 'chart' && legend}
      </Group>
      {view === 'chart' ? (
        <div role={active ? 'group' : 'img'} aria-label={summary}>
          {children}
        </div>
      ) : (
        <PlainTable
          label={label}
          items={rows}
          keyOf={keyOf}
          columns={columns}
          minWidth={minWidth}
          maxHeight={maxHeight}
        />
      )}
    </Stack>
  );
}

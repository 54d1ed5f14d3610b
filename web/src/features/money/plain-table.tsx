'use client';

import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

export interface Column<T> {
  readonly head: ReactNode;
  /** Figures stand at the end, under each other. */
  readonly end?: boolean;
  readonly cell: (item: T) => ReactNode;
}

interface PlainTableProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly columns: readonly Column<T>[];
  readonly minWidth?: number;
  /** Longer tables scroll under their head. */
  readonly maxHeight?: number;
}

/** Rows that scroll sideways on small screens, also with the keyboard; the first column names the row. */
export function PlainTable<T>({
  label,
  items,
  keyOf,
  columns,
  minWidth = 480,
  maxHeight,
}: PlainTableProps<T>) {
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      {...(maxHeight ? { maxHeight } : {})}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
    >
      <Table aria-label={label} stickyHeader={maxHeight !== undefined}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ head, end }, index) => (
              <Table.Th key={index} scope="col" ta={end ? 'end' : 'start'}>
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
          {items.map((item) => (
            <Table.Tr key={keyOf(item)}>
              {columns.map(({ cell, end }, index) =>
                index === 0 ? (
                  <Table.Th key={index} scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
                    {cell(item)}
                  </Table.Th>
                ) : (
                  <Table.Td
                    key={index}
                    ta={end ? 'end' : 'start'}
                    style={end ? { whiteSpace: 'nowrap' } : { overflowWrap: 'anywhere' }}
                  >
                    {cell(item)}
                  </Table.Td>
                ),
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

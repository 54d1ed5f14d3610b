'use client';

import { Box, Table, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useTranslations } from 'next-intl';

export interface HeatRow {
  readonly key: string;
  readonly label: string;
  /** Null: fewer than five people, so nothing is said of them. */
  readonly size: number | null;
  readonly cells: readonly (number | null)[];
}

interface HeatTableProps {
  readonly label: string;
  readonly head: string;
  readonly rows: readonly HeatRow[];
  /** The head of each column of cells. */
  readonly periods: readonly string[];
  readonly write: (value: number) => string;
  /** What the darkest shade stands for. */
  readonly darkest: number;
  /** A last row, over all. */
  readonly mean?: { readonly label: string; readonly cells: readonly (number | null)[] };
  readonly onPick?: (row: HeatRow, period: number) => void;
  readonly writeSize: (size: number) => string;
}

const strongestTint = 48;

/** A table whose cells are shaded by their figure; the figure itself always stands in the cell. */
export function HeatTable(props: HeatTableProps) {
  const { label, head, rows, periods, write, darkest, mean, onPick, writeSize } = props;
  const t = useTranslations('analytics.heat');
  return (
    <Table.ScrollContainer
      minWidth={280 + periods.length * 68}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
    >
      <Table aria-label={label} withColumnBorders={false} horizontalSpacing={4} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{head}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t('people')}
            </Table.Th>
            {periods.map((period) => (
              <Table.Th scope="col" key={period} ta="center">
                {period}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
          {rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Th scope="row" fw={400} style={{ whiteSpace: 'nowrap' }}>
                {row.label}
              </Table.Th>
              <Table.Td ta="end">{row.size === null ? t('few') : writeSize(row.size)}</Table.Td>
              {periods.map((period, index) => (
                <Table.Td key={period} p={2}>
                  <Cell
                    value={row.cells[index] ?? null}
                    write={write}
                    darkest={darkest}
                    {...(onPick && row.size !== null
                      ? {
                          onPick: () => onPick(row, index),
                          name: (figure: string) => t('cell', { figure, cohort: row.label, period }),
                        }
                      : {})}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
        {mean && (
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">{mean.label}</Table.Th>
              <Table.Td />
              {periods.map((period, index) => (
                <Table.Td key={period} p={2}>
                  <Cell value={mean.cells[index] ?? null} write={write} darkest={darkest} />
                </Table.Td>
              ))}
            </Table.Tr>
          </Table.Tfoot>
        )}
      </Table>
    </Table.ScrollContainer>
  );
}

interface CellProps {
  readonly value: number | null;
  readonly write: (value: number) => string;
  readonly darkest: number;
  readonly onPick?: () => void;
  readonly name?: (figure: string) => string;
}

function Cell({ value, write, darkest, onPick, name }: CellProps) {
  const t = useTranslations('analytics.heat');
  if (value === null)
    return (
      <Text size="sm" ta="center" c="dimmed" title={t('nothing')}>
        <span aria-hidden>–</span>
        <VisuallyHidden>{t('nothing')}</VisuallyHidden>
      </Text>
    );
  const part = darkest > 0 ? Math.min(1, value / darkest) : 0;
  const shade = {
    background: `color-mix(in srgb, var(--mantine-color-fir-6) ${Math.round(part * strongestTint)}%, transparent)`,
    borderRadius: 4,
    minHeight: 32,
    minWidth: 60,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '100%',
  } as const;
  const figure = write(value);
  return onPick ? (
    <UnstyledButton style={shade} fz="sm" aria-label={name?.(figure) ?? figure} onClick={onPick}>
      {figure}
    </UnstyledButton>
  ) : (
    <Box style={shade} fz="sm">
      {figure}
    </Box>
  );
}

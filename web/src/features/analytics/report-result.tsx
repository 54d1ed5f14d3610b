'use client';

import { Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { SeriesChart } from '../../components/series-chart';
import { PlainTable, type Column } from '../money/plain-table';
import { AsOf, Caveat } from './asked';
import type { ReportResult, ReportTable } from './types';
import { useFigureFormat } from './use-figure-format';

type Value = ReportTable['rows'][number][number];
/** A picture of more rows than this shows nothing. */
const drawnMost = 60;
const shownMost = 200;
/** More lines could not be told apart. */
const linesMost = 7;

/** The tables of a report, and a picture where a table has one row of figures over names or times. */
export function ReportResultView({ result }: { result: ReportResult }) {
  const t = useTranslations('analytics.report');
  const { tables, notes, range, computedAt } = result;
  return (
    <Stack gap="lg">
      {tables.length === 0 && <Text role="status">{t('nothing')}</Text>}
      {tables.map((table, index) => (
        <ResultTable key={index} table={table} />
      ))}
      {notes.map((note) => (
        <Caveat key={note}>{note}</Caveat>
      ))}
      <AsOf range={range} computedAt={computedAt} />
    </Stack>
  );
}

function ResultTable({ table }: { table: ReportTable }) {
  const t = useTranslations('analytics.report');
  const format = useFigureFormat();
  const { title, columns, rows } = table;
  const write = (value: Value, index: number): string => {
    if (value === null) return t('noData');
    if (typeof value === 'string') return value;
    const unit = columns[index]?.unit;
    return unit ? format.figure(unit, value) : format.number(value);
  };
  const figures = columns.map(({ numeric }, index) => (numeric ? index : -1)).filter((index) => index >= 0);
  const [figure] = figures;
  // Several figures of one unit over time are lines of one picture.
  const timed =
    columns[0]?.key === 'at' &&
    figures.length > 0 &&
    figures.length <= linesMost &&
    rows.length > 1 &&
    new Set(figures.map((index) => columns[index]?.unit)).size === 1 &&
    columns[figures[0]!]?.unit !== null;
  const drawable =
    figure !== undefined &&
    figures.length === 1 &&
    !columns[0]?.numeric &&
    rows.length > 1 &&
    rows.length <= drawnMost;
  const shown = rows.slice(0, shownMost).map((cells, index) => ({ cells, index }));
  return (
    <Stack gap="xs">
      <Title order={3}>{title}</Title>
      {rows.length === 0 ? (
        <Text size="sm">{t('emptyTable')}</Text>
      ) : timed ? (
        <SeriesChart
          kind={figures.length > 1 ? 'line' : 'area'}
          label={title}
          summary={t('summary', { title, count: rows.length })}
          head={columns[0]!.title}
          newestFirst
          points={rows.map((cells) => ({
            key: String(cells[0]),
            label: String(cells[0]),
            values: Object.fromEntries(
              figures.map((index) => [
                columns[index]!.key,
                typeof cells[index] === 'number' ? cells[index] : null,
              ]),
            ),
          }))}
          series={figures.map((index) => ({ key: columns[index]!.key, label: columns[index]!.title }))}
          format={(value) => write(value, figures[0]!)}
          axis={format.axis(columns[figures[0]!]?.unit ?? 'COUNT')}
        />
      ) : drawable ? (
        <SeriesChart
          kind="bar"
          label={title}
          summary={t('summary', { title, count: rows.length })}
          head={columns
            .filter(({ numeric }) => !numeric)
            .map((column) => column.title)
            .join(' · ')}
          points={rows.map((cells, index) => ({
            key: String(index),
            label: cells
              .filter((_, at) => at !== figure)
              .map((cell, at) => write(cell, at))
              .join(' · '),
            values: { value: typeof cells[figure] === 'number' ? cells[figure] : null },
          }))}
          series={[{ key: 'value', label: columns[figure]?.title ?? title }]}
          format={(value) => write(value, figure)}
          axis={format.axis(columns[figure]?.unit ?? 'COUNT')}
        />
      ) : (
        <>
          <PlainTable
            label={title}
            minWidth={Math.max(320, columns.length * 120)}
            maxHeight={480}
            items={shown}
            keyOf={({ index }) => String(index)}
            columns={columns.map((column, at): Column<(typeof shown)[number]> => ({
              head: column.title,
              end: column.numeric,
              cell: ({ cells }) => write(cells[at] ?? null, at),
            }))}
          />
          {rows.length > shownMost && <Caveat>{t('cut', { shown: shownMost, total: rows.length })}</Caveat>}
        </>
      )}
    </Stack>
  );
}

'use client';

import { Alert, Table } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { fieldErrors } from '../../lib/problem';
import { mostRows, type RowProblem } from './bulk-rows';
import type { CellProblem } from './cell-check';
import type { Variable } from './types';

interface BulkErrorsProps {
  readonly count: number;
  readonly problems: readonly RowProblem[];
  readonly blanks: readonly Variable[];
  /** What the server said of the rows. */
  readonly failure: unknown;
}

interface Line {
  readonly row: number;
  readonly what: string;
  readonly message: string;
}

const mostShown = 100;

/** Everything that stands in the way, row by row, before anything is sent. */
export function BulkErrors({ count, problems, blanks, failure }: BulkErrorsProps) {
  const t = useTranslations('agreements.bulk');
  const say = useCellWords();
  if (count === 0) return null;
  const lines: Line[] = [
    ...problems.map((problem) => ({
      row: problem.row,
      what: problem.what,
      message:
        problem.key === 'cell'
          ? say(problem.cell)
          : problem.key === 'double'
            ? t('rowProblem.double', { other: problem.other })
            : t(`rowProblem.${problem.key}`),
    })),
    ...saidByServer(failure, blanks, t('row')),
  ].toSorted((a, b) => a.row - b.row);
  if (count > mostRows)
    return (
      <Alert color="red" role="alert" id="bulk-errors" tabIndex={-1}>
        {t('tooMany', { count, most: mostRows })}
      </Alert>
    );
  if (lines.length === 0)
    return (
      <Alert color="green" icon={<IconCircleCheck aria-hidden />} role="status">
        {t('ready', { count })}
      </Alert>
    );
  return (
    <Section title={t('errors', { count: lines.length })} text={t('errorsText')}>
      <Table.ScrollContainer
        minWidth={420}
        // The rows hold nothing that takes the focus, so the region itself does for scrolling with the keyboard.
        scrollAreaProps={{
          viewportProps: { id: 'bulk-errors', tabIndex: 0, role: 'region', 'aria-label': t('errorsCaption') },
        }}
      >
        <Table captionSide="top">
          <Table.Caption>
            {lines.length > mostShown ? t('errorsFirst', { shown: mostShown }) : t('errorsCaption')}
          </Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('row')}</Table.Th>
              <Table.Th scope="col">{t('what')}</Table.Th>
              <Table.Th scope="col">{t('wrong')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.slice(0, mostShown).map((line) => (
              <Table.Tr key={`${line.row} ${line.what} ${line.message}`}>
                <Table.Td>{line.row}</Table.Td>
                <Table.Td>{line.what}</Table.Td>
                <Table.Td>{line.message}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

/** What is wrong with a value, in words. */
export function useCellWords(): (problem: CellProblem) => string {
  const t = useTranslations('agreements.cell');
  const { number } = useFormat();
  return (problem) => {
    if (problem.key === 'choice') return t('choice', { choices: problem.choices });
    if ('bound' in problem) return t(problem.key, { bound: number(problem.bound) });
    return t(problem.key);
  };
}

/** `rows.2.fee` names the third row and a blank of it. */
function saidByServer(failure: unknown, blanks: readonly Variable[], other: string): Line[] {
  return Object.entries(fieldErrors(failure)).flatMap(([path, message]) => {
    const match = /^rows\.(\d+)\.(.+)$/.exec(path);
    if (!match) return [];
    const label = blanks.find(({ name }) => name === match[2])?.label;
    return [{ row: Number(match[1]) + 1, what: label ?? other, message }];
  });
}

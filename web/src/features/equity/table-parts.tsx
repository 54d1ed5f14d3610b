'use client';

import { Anchor, Stack, Table, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Section } from '../../components/section';
import { TabbedParts } from '../../components/tabbed-parts';
import { Explained, type TermKey } from './help-tip';
import { holderHref } from './holder-table';
import type { CapTable } from './types';
import { useEquityFormat } from './use-equity-format';

/** What a table is made of besides its holders, each kind behind its tab. */
export function TableParts({ table }: { table: CapTable }) {
  const t = useTranslations('equity.parts');
  const parts = [
    { key: 'classes', title: t('classes.title'), content: <Classes table={table} /> },
    { key: 'plans', title: t('plans.title'), content: <Plans table={table} /> },
    ...(table.holdersShown
      ? [
          { key: 'rounds', title: t('rounds.title'), content: <Rounds table={table} /> },
          { key: 'convertibles', title: t('convertibles.title'), content: <Convertibles table={table} /> },
        ]
      : []),
    { key: 'terms', title: t('terms.title'), content: <Terms table={table} /> },
  ];
  return (
    <Section title={t('title')}>
      <TabbedParts label={t('title')} parts={parts} />
    </Section>
  );
}

interface Column<T> {
  readonly head: ReactNode;
  readonly end?: boolean;
  readonly cell: (item: T) => ReactNode;
}

interface PartTableProps<T> {
  readonly label: string;
  readonly about: TermKey;
  readonly items: readonly T[];
  readonly empty: string;
  readonly keyOf: (item: T) => string;
  readonly columns: readonly Column<T>[];
}

function PartTable<T>({ label, about, items, empty, keyOf, columns }: PartTableProps<T>) {
  const t = useTranslations('equity.terms');
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed" maw="68ch">
        {t(`${about}.text`)}
      </Text>
      {items.length === 0 ? (
        <Text>{empty}</Text>
      ) : (
        <Table.ScrollContainer minWidth={480} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table aria-label={label}>
            <Table.Thead>
              <Table.Tr>
                {columns.map(({ head, end }, index) => (
                  <Table.Th key={index} scope="col" ta={end ? 'end' : 'start'}>
                    {head}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item) => (
                <Table.Tr key={keyOf(item)}>
                  {columns.map(({ cell, end }, index) =>
                    index === 0 ? (
                      <Table.Th key={index} scope="row" fw={400}>
                        {cell(item)}
                      </Table.Th>
                    ) : (
                      <Table.Td key={index} ta={end ? 'end' : 'start'}>
                        {cell(item)}
                      </Table.Td>
                    ),
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}

function Classes({ table }: { table: CapTable }) {
  const t = useTranslations('equity.parts.classes');
  const format = useEquityFormat();
  return (
    <PartTable
      label={t('title')}
      about="shareClass"
      items={table.classes}
      empty={t('none')}
      keyOf={({ id }) => id}
      columns={[
        { head: t('name'), cell: ({ name }) => name },
        { head: t('kind'), cell: ({ kind }) => t(kind) },
        { head: t('issued'), end: true, cell: ({ issued }) => format.count(issued) },
        {
          head: t('authorised'),
          end: true,
          cell: ({ authorised }) => (authorised === null ? t('unlimited') : format.count(authorised)),
        },
        { head: t('votes'), end: true, cell: ({ votesPerShare }) => format.count(votesPerShare) },
        {
          head: t('price'),
          end: true,
          cell: ({ pricePerShare }) => (pricePerShare ? format.money(pricePerShare) : '–'),
        },
        {
          head: <Explained term="preference">{t('preference')}</Explained>,
          end: true,
          cell: ({ liquidationMultiple }) =>
            liquidationMultiple === null ? '–' : `${format.count(liquidationMultiple)} ×`,
        },
      ]}
    />
  );
}

function Plans({ table }: { table: CapTable }) {
  const t = useTranslations('equity.parts.plans');
  const format = useEquityFormat();
  return (
    <PartTable
      label={t('title')}
      about="pool"
      items={table.plans}
      empty={t('none')}
      keyOf={({ id }) => id}
      columns={[
        { head: t('name'), cell: ({ name }) => name },
        { head: t('reserved'), end: true, cell: ({ reserved }) => format.count(reserved) },
        { head: t('available'), end: true, cell: ({ available }) => format.count(available) },
      ]}
    />
  );
}

function Rounds({ table }: { table: CapTable }) {
  const t = useTranslations('equity.parts.rounds');
  const format = useEquityFormat();
  return (
    <PartTable
      label={t('title')}
      about="round"
      items={table.rounds}
      empty={t('none')}
      keyOf={({ id }) => id}
      columns={[
        { head: t('name'), cell: ({ name }) => name },
        { head: t('date'), cell: ({ date }) => format.day(date) },
        { head: t('shares'), end: true, cell: ({ shares }) => format.count(shares) },
        {
          head: t('invested'),
          end: true,
          cell: ({ invested }) => invested.map((money) => format.money(money)).join(', ') || '–',
        },
      ]}
    />
  );
}

function Convertibles({ table }: { table: CapTable }) {
  const t = useTranslations('equity.parts.convertibles');
  const format = useEquityFormat();
  return (
    <PartTable
      label={t('title')}
      about="safe"
      items={table.convertibles}
      empty={t('none')}
      keyOf={({ securityId }) => securityId}
      columns={[
        {
          head: t('holder'),
          cell: ({ holderName, stakeholderId }) => (
            <Anchor component={Link} href={holderHref(table.ventureId, stakeholderId)} inherit>
              {holderName}
            </Anchor>
          ),
        },
        { head: t('kind'), cell: ({ kind }) => t(kind) },
        { head: t('investment'), end: true, cell: ({ investment }) => format.money(investment) },
        {
          head: <Explained term="cap">{t('cap')}</Explained>,
          end: true,
          cell: ({ valuationCap }) => (valuationCap ? format.money(valuationCap) : '–'),
        },
        {
          head: <Explained term="discount">{t('discount')}</Explained>,
          end: true,
          cell: ({ discount }) => (discount === null ? '–' : format.percent(discount)),
        },
      ]}
    />
  );
}

function Terms({ table }: { table: CapTable }) {
  const t = useTranslations('equity');
  return (
    <PartTable
      label={t('parts.terms.title')}
      about="terms"
      items={table.terms}
      empty={t('parts.terms.none')}
      keyOf={({ id }) => id}
      columns={[
        { head: t('parts.terms.name'), cell: ({ name }) => name },
        { head: t('parts.terms.description'), cell: ({ description }) => description },
        { head: t('parts.terms.allocation'), cell: ({ allocation }) => t(`allocation.${allocation}`) },
        {
          head: t('parts.terms.milestones'),
          cell: ({ milestones }) => milestones.map(({ title }) => title).join(', ') || '–',
        },
      ]}
    />
  );
}

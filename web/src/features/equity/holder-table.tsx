'use client';

import {
  Anchor,
  Badge,
  Group,
  NativeSelect,
  Pagination,
  Stack,
  Table,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import { parseDecimal } from '@smartstart/units';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo, useState, type ReactNode } from 'react';
import { Section } from '../../components/section';
import { useSession } from '../../lib/session';
import { equityHref } from './equity-frame';
import { Explained } from './help-tip';
import { holderClasses } from './holder-looks';
import type { CapTable, Holder } from './types';
import { useEquityFormat } from './use-equity-format';

const pageSize = 50;
const columns = ['name', 'shares', 'vested'] as const;
type Column = (typeof columns)[number];
interface Order {
  readonly by: Column;
  readonly down: boolean;
}

/** Who owns what. Ten thousand holders are searched and sorted at once, and shown fifty at a time. */
export function HolderTable({ table, date }: { table: CapTable; date: string | undefined }) {
  const t = useTranslations('equity');
  const format = useEquityFormat();
  const { userId } = useSession();
  const [words, setWords] = useState('');
  const [wanted] = useDebouncedValue(words.trim().toLocaleLowerCase(format.locale), 150);
  const [only, setOnly] = useState('');
  const [order, setOrder] = useState<Order>({ by: 'shares', down: true });
  const [page, setPage] = useState(1);
  const found = useMemo(
    () =>
      table.holders
        .filter(
          ({ name, holderClass }) =>
            (only === '' || holderClass === only) &&
            (wanted === '' || name.toLocaleLowerCase(format.locale).includes(wanted)),
        )
        .toSorted(comparing(order, format.locale)),
    [table, wanted, only, order, format],
  );
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const shown = Math.min(page, pages);
  const search = table.holders.length > 10;
  return (
    <Section title={t('holders.title')} text={table.holdersShown ? t('holders.text') : t('holders.own')}>
      {search && (
        <Group gap="md" align="flex-end">
          <TextInput
            label={t('holders.search')}
            value={words}
            w={{ base: '100%', xs: 260 }}
            onChange={({ currentTarget }) => {
              setWords(currentTarget.value);
              setPage(1);
            }}
          />
          <NativeSelect
            label={t('columns.holderClass')}
            value={only}
            w={{ base: '100%', xs: 200 }}
            onChange={({ currentTarget }) => {
              setOnly(currentTarget.value);
              setPage(1);
            }}
            data={[
              { value: '', label: t('holders.everybody') },
              ...holderClasses
                .filter((one) => one !== 'POOL')
                .map((one) => ({ value: one, label: t(`holderClass.${one}`) })),
            ]}
          />
        </Group>
      )}
      {search && (
        <Text size="sm" role="status">
          {t('holders.found', { count: found.length })}
        </Text>
      )}
      {found.length === 0 ? (
        <Text c="dimmed">{t(table.holders.length ? 'holders.nobody' : 'holders.none')}</Text>
      ) : (
        <Stack gap="md">
          <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
            <Table aria-label={t('holders.title')} highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <SortHead column="name" order={order} onOrder={setOrder} />
                  <Table.Th scope="col">{t('columns.holderClass')}</Table.Th>
                  <SortHead column="shares" order={order} onOrder={setOrder} end />
                  <SortHead column="vested" order={order} onOrder={setOrder} end>
                    <Explained term="vested"> </Explained>
                  </SortHead>
                  <Table.Th scope="col" ta="end">
                    {t('columns.part')}
                  </Table.Th>
                  <Table.Th scope="col" ta="end">
                    {t('columns.issuedPart')}
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {found.slice((shown - 1) * pageSize, shown * pageSize).map((holder) => (
                  <Table.Tr key={holder.stakeholderId}>
                    <Table.Th scope="row" fw={400}>
                      <Anchor
                        component={Link}
                        href={holderHref(table.ventureId, holder.stakeholderId, date)}
                        inherit
                      >
                        {holder.name || t('holders.unnamed')}
                      </Anchor>
                      {holder.userId !== null && holder.userId === userId && ` ${t('holders.you')}`}
                    </Table.Th>
                    <Table.Td>
                      <Badge color="gray" miw="max-content">
                        {t(`holderClass.${holder.holderClass}`)}
                      </Badge>
                    </Table.Td>
                    <Table.Td ta="end">{format.count(holder.shares)}</Table.Td>
                    <Table.Td ta="end">{format.count(holder.vested)}</Table.Td>
                    <Table.Td ta="end">{format.percent(holder.part)}</Table.Td>
                    <Table.Td ta="end">{format.percent(holder.issuedPart)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          {pages > 1 && (
            <Pagination
              total={pages}
              value={shown}
              onChange={setPage}
              getControlProps={(control) => ({ 'aria-label': t(`holders.pages.${control}`) })}
              getItemProps={(number) => ({ 'aria-label': t('holders.pages.number', { number }) })}
            />
          )}
        </Stack>
      )}
    </Section>
  );
}

export function holderHref(ventureId: string, stakeholderId: string, date?: string): string {
  const path = equityHref(ventureId, `/holders/${encodeURIComponent(stakeholderId)}`);
  return date === undefined ? path : `${path}?date=${date}`;
}

function comparing({ by, down }: Order, locale: string): (a: Holder, b: Holder) => number {
  const sign = down ? -1 : 1;
  if (by === 'name') {
    const collator = new Intl.Collator(locale);
    return (a, b) => sign * collator.compare(a.name, b.name);
  }
  return (a, b) => {
    const [one, other] = [parseDecimal(a[by]), parseDecimal(b[by])];
    return one === other ? 0 : sign * (one < other ? -1 : 1);
  };
}

interface SortHeadProps {
  readonly column: Column;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly end?: boolean;
  readonly children?: ReactNode;
}

function SortHead({ column, order, onOrder, end = false, children }: SortHeadProps) {
  const t = useTranslations('equity.columns');
  const active = order.by === column;
  const Icon = !active ? IconArrowsSort : order.down ? IconArrowDown : IconArrowUp;
  return (
    <Table.Th scope="col" aria-sort={active ? (order.down ? 'descending' : 'ascending') : 'none'}>
      <Group gap={4} justify={end ? 'flex-end' : 'flex-start'} wrap="nowrap">
        <UnstyledButton
          fw={700}
          fz="inherit"
          mih={24}
          onClick={() => onOrder({ by: column, down: active ? !order.down : column !== 'name' })}
        >
          <Group gap={4} wrap="nowrap">
            {t(column)}
            <Icon size={14} aria-hidden />
          </Group>
        </UnstyledButton>
        {children}
      </Group>
    </Table.Th>
  );
}

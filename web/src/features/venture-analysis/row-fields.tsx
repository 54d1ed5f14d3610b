'use client';

import {
  ActionIcon,
  Button,
  Card,
  Fieldset,
  Group,
  NumberInput,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { newKey } from '../../lib/api';
import { AmountField } from './amount-field';
import { most } from './assumptions';
import type { AssumptionProps } from './form-props';
import { MonthSelect } from './month-select';
import { PercentField } from './percent-field';

/** People who come, rounds that may come, single amounts: rows that count once they have an amount. */
export function HireRows({ draft, startMonth, currency, onChange }: AssumptionProps) {
  const t = useTranslations('standing.assume.hires');
  const { hires, horizonMonths } = draft;
  return (
    <Rows
      words="hires"
      rows={hires}
      most={most.hires}
      horizonMonths={horizonMonths}
      onAdd={() =>
        onChange('hires', { hires: [...hires, { key: newKey(), month: 1, people: 1, monthlyCostMinor: '' }] })
      }
      onChange={(next) => onChange('hires', { hires: next })}
    >
      {(row, set) => (
        <>
          <NumberInput
            label={t('people')}
            value={row.people}
            min={1}
            max={100}
            allowDecimal={false}
            onChange={(people) => typeof people === 'number' && people >= 1 && set({ people })}
            w={90}
          />
          <AmountField
            label={t('cost')}
            currency={currency}
            value={row.monthlyCostMinor}
            onChange={(monthlyCostMinor) => set({ monthlyCostMinor })}
            w={190}
          />
          <MonthSelect
            label={t('month')}
            startMonth={startMonth}
            horizonMonths={horizonMonths}
            value={row.month}
            onChange={(month) => set({ month })}
          />
        </>
      )}
    </Rows>
  );
}

export function RoundRows({ draft, startMonth, currency, onChange }: AssumptionProps) {
  const t = useTranslations('standing.assume.rounds');
  const { rounds, horizonMonths } = draft;
  return (
    <Rows
      words="rounds"
      rows={rounds}
      most={most.rounds}
      horizonMonths={horizonMonths}
      onAdd={() =>
        onChange('rounds', {
          rounds: [...rounds, { key: newKey(), month: 6, amountMinor: '', probability: 1 }],
        })
      }
      onChange={(next) => onChange('rounds', { rounds: next })}
    >
      {(row, set) => (
        <>
          <AmountField
            label={t('amount')}
            currency={currency}
            value={row.amountMinor}
            onChange={(amountMinor) => set({ amountMinor })}
            w={190}
          />
          <MonthSelect
            label={t('month')}
            startMonth={startMonth}
            horizonMonths={horizonMonths}
            value={row.month}
            onChange={(month) => set({ month })}
          />
          <PercentField
            label={t('chance')}
            value={Math.round(row.probability * 100)}
            min={0}
            max={100}
            onChange={(percent) => set({ probability: percent / 100 })}
            w={110}
          />
        </>
      )}
    </Rows>
  );
}

export function OneOffRows({ draft, startMonth, currency, onChange }: AssumptionProps) {
  const t = useTranslations('standing.assume.oneOffs');
  const { oneOffs, horizonMonths } = draft;
  return (
    <Rows
      words="oneOffs"
      rows={oneOffs}
      most={most.oneOffs}
      horizonMonths={horizonMonths}
      onAdd={() =>
        onChange('oneOffs', {
          oneOffs: [...oneOffs, { key: newKey(), month: 1, amountMinor: '', direction: 'IN', name: '' }],
        })
      }
      onChange={(next) => onChange('oneOffs', { oneOffs: next })}
    >
      {(row, set) => (
        <>
          <SegmentedControl
            aria-label={t('direction')}
            value={row.direction}
            onChange={(direction) => set({ direction: direction as 'IN' | 'OUT' })}
            data={(['IN', 'OUT'] as const).map((value) => ({ value, label: t(value) }))}
          />
          <TextInput
            label={t('name')}
            maxLength={80}
            value={row.name}
            onChange={({ currentTarget }) => set({ name: currentTarget.value })}
            w={190}
          />
          <AmountField
            label={t('amount')}
            currency={currency}
            value={row.amountMinor}
            onChange={(amountMinor) => set({ amountMinor })}
            w={190}
          />
          <MonthSelect
            label={t('month')}
            startMonth={startMonth}
            horizonMonths={horizonMonths}
            value={row.month}
            onChange={(month) => set({ month })}
          />
        </>
      )}
    </Rows>
  );
}

interface RowsProps<R> {
  readonly words: 'hires' | 'rounds' | 'oneOffs';
  readonly rows: readonly R[];
  readonly most: number;
  readonly horizonMonths: number;
  readonly onAdd: () => void;
  readonly onChange: (rows: R[]) => void;
  readonly children: (row: R, set: (change: Partial<R>) => void) => ReactNode;
}

function Rows<R extends { readonly key: string; readonly month: number }>(props: RowsProps<R>) {
  const { words, rows, horizonMonths, onAdd, onChange, children } = props;
  const t = useTranslations('standing.assume');
  return (
    <Fieldset
      legend={
        <Text span fw={600} size="sm">
          {t(`${words}.title`)}
        </Text>
      }
      variant="unstyled"
    >
      <Stack gap="sm" mt={4}>
        {rows.map((row, index) => (
          <Card key={row.key} role="group" aria-label={t(`${words}.one`, { number: index + 1 })} p="sm">
            <Group align="flex-end" gap="sm">
              {children(row, (change) =>
                onChange(rows.map((one) => (one.key === row.key ? { ...one, ...change } : one))),
              )}
              <ActionIcon
                variant="subtle"
                color="red"
                size={36}
                aria-label={t(`${words}.remove`, { number: index + 1 })}
                onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
            {row.month > horizonMonths && (
              <Text size="sm" mt={4}>
                {t('beyond')}
              </Text>
            )}
          </Card>
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={rows.length >= props.most}
            onClick={onAdd}
          >
            {t(`${words}.add`)}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

'use client';

import { Fieldset, Group, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { newKey } from '../../lib/api';
import { shockKinds, usualShock, type ShockKind, type ShockRow } from './assumptions';
import type { AssumptionProps } from './form-props';
import { MonthSelect } from './month-select';
import { PercentField } from './percent-field';

/** What may go wrong, to be switched on and off. */
export function ShockFields(props: AssumptionProps) {
  const t = useTranslations('standing.assume.shocks');
  const { draft, onChange } = props;
  const set = (shocks: readonly ShockRow[]) => onChange('shocks', { shocks });
  const toggle = (kind: ShockKind, on: boolean) =>
    onChange(`shock ${kind} ${on}`, {
      shocks: on
        ? [...draft.shocks, usualShock(kind, newKey())]
        : draft.shocks.filter((one) => one.kind !== kind),
    });
  return (
    <Fieldset
      legend={
        <Text span fw={600} size="sm">
          {t('title')}
        </Text>
      }
      variant="unstyled"
    >
      <Stack gap="md" mt={4}>
        {shockKinds.map((kind) => {
          const rows = draft.shocks.filter((one) => one.kind === kind);
          return (
            <Stack key={kind} gap="xs">
              <Switch
                label={t(`${kind}.title`)}
                description={t(`${kind}.text`)}
                checked={rows.length > 0}
                onChange={({ currentTarget }) => toggle(kind, currentTarget.checked)}
              />
              {rows.map((row, index) => (
                <OneShock
                  key={row.key}
                  {...props}
                  row={row}
                  name={t('one', { name: t(`${kind}.title`), number: index + 1, count: rows.length })}
                  onRow={(next) => set(draft.shocks.map((one) => (one.key === row.key ? next : one)))}
                />
              ))}
            </Stack>
          );
        })}
      </Stack>
    </Fieldset>
  );
}

interface OneShockProps extends AssumptionProps {
  readonly row: ShockRow;
  readonly name: string;
  readonly onRow: (row: ShockRow) => void;
}

const mostPercent: Record<ShockKind, number> = { REVENUE_DROP: 100, DELAYED_PAYMENT: 100, COST_RISE: 500 };

function OneShock({ draft, startMonth, row, name, onRow }: OneShockProps) {
  const t = useTranslations('standing.assume.shocks');
  return (
    <Group role="group" aria-label={name} align="flex-end" gap="sm" ps={{ base: 0, xs: 'xl' }}>
      <PercentField
        label={t(`${row.kind}.percent`)}
        value={row.percent}
        min={0}
        max={mostPercent[row.kind]}
        onChange={(percent) => onRow({ ...row, percent })}
        w={130}
      />
      <MonthSelect
        label={t('from')}
        startMonth={startMonth}
        horizonMonths={draft.horizonMonths}
        value={row.month}
        onChange={(month) => onRow({ ...row, month })}
      />
      <NumberInput
        label={t('lasts')}
        placeholder={t('untilEnd')}
        value={row.lastsMonths ?? ''}
        min={1}
        max={60}
        allowDecimal={false}
        onChange={(next) => {
          if (next === '') onRow({ ...row, lastsMonths: null });
          else if (typeof next === 'number' && next >= 1 && next <= 60) onRow({ ...row, lastsMonths: next });
        }}
        w={140}
      />
      {row.kind === 'DELAYED_PAYMENT' && (
        <NumberInput
          label={t('delay')}
          value={row.delayMonths}
          min={1}
          max={24}
          allowDecimal={false}
          onChange={(delayMonths) =>
            typeof delayMonths === 'number' && delayMonths >= 1 && onRow({ ...row, delayMonths })
          }
          w={130}
        />
      )}
      <PercentField
        label={t('chance')}
        value={Math.round(row.probability * 100)}
        min={0}
        max={100}
        onChange={(percent) => onRow({ ...row, probability: percent / 100 })}
        w={110}
      />
    </Group>
  );
}

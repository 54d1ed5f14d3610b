'use client';

import { NativeSelect } from '@mantine/core';
import { useMoneyFormat } from '../../lib/use-money-format';
import { shifted } from '../money/months';

interface MonthSelectProps {
  readonly label: string;
  /** The last month that is entered; 1 is the one after it. */
  readonly startMonth: string;
  readonly horizonMonths: number;
  readonly value: number;
  readonly onChange: (month: number) => void;
}

/** A month of the look ahead, by its name. */
export function MonthSelect({ label, startMonth, horizonMonths, value, onChange }: MonthSelectProps) {
  const format = useMoneyFormat();
  // What was saved for a longer look ahead stays to be seen.
  const months = Array.from({ length: Math.max(horizonMonths, value) }, (_, index) => index + 1);
  return (
    <NativeSelect
      label={label}
      value={String(value)}
      onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
      data={months.map((month) => ({
        value: String(month),
        label: format.shortMonth(shifted(startMonth, month)),
      }))}
    />
  );
}

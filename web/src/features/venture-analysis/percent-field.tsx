'use client';

import { NumberInput, type NumberInputProps } from '@mantine/core';

interface PercentFieldProps extends Pick<NumberInputProps, 'label' | 'description' | 'decimalScale' | 'w'> {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (percent: number) => void;
}

/** Percent within its limits. While nothing is written the last figure counts. */
export function PercentField({ value, min, max, onChange, decimalScale = 0, ...input }: PercentFieldProps) {
  return (
    <NumberInput
      {...input}
      value={value}
      min={min}
      max={max}
      decimalScale={decimalScale}
      clampBehavior="blur"
      suffix=" %"
      onChange={(next) => {
        if (typeof next === 'number' && next >= min && next <= max) onChange(next);
      }}
    />
  );
}

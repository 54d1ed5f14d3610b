'use client';

import { Group, Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import { ratings } from './types';

interface ScaleFieldProps {
  readonly label: string;
  readonly description?: string;
  /** The word for each step. */
  readonly word: (rating: number) => ReactNode;
  readonly value?: number | null;
  readonly onChange: (rating: number) => void;
  readonly error?: ReactNode;
  readonly required?: boolean;
  /** Where a form finds the field it moves the focus to. */
  readonly 'data-path'?: string;
}

/** One of five steps, each with its word. */
export function ScaleField({
  word,
  value = null,
  onChange,
  'data-path': path,
  error,
  ...group
}: ScaleFieldProps) {
  const focused = value ?? ratings[0];
  return (
    <Radio.Group
      {...group}
      error={error}
      value={value === null ? null : String(value)}
      onChange={(next) => onChange(Number(next))}
    >
      <Group gap="md" my={6}>
        {ratings.map((rating) => (
          <Radio
            key={rating}
            value={String(rating)}
            label={word(rating)}
            {...(error ? { 'aria-invalid': true } : {})}
            {...(path && rating === focused ? { 'data-path': path } : {})}
          />
        ))}
      </Group>
    </Radio.Group>
  );
}

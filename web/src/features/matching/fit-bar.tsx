'use client';

import { Group, Progress, Text } from '@mantine/core';
import { useFormat } from '../../lib/format';
import { points } from './weights';

interface FitBarProps {
  /** 0 to 1. */
  readonly value: number;
  readonly label: string;
  readonly size?: 'sm' | 'lg';
}

/** A value from 0 to 1 as a bar with its figure beside it; the bar adds nothing that is not said. */
export function FitBar({ value, label, size = 'sm' }: FitBarProps) {
  const format = useFormat();
  return (
    <Group gap="sm" wrap="nowrap" align="center">
      <Progress
        value={points(value)}
        size={size === 'lg' ? 12 : 8}
        flex={1}
        miw={60}
        color="fir"
        aria-label={label}
      />
      <Text
        size={size === 'lg' ? 'md' : 'sm'}
        fw={size === 'lg' ? 600 : 400}
        w={36}
        ta="end"
        style={{ fontVariantNumeric: 'tabular-nums' }}
      >
        {format.number(points(value))}
      </Text>
    </Group>
  );
}

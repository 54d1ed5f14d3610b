'use client';

import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { useWorkFormat } from './use-work-format';

interface FigureFieldProps extends Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange'> {
  /** A number; empty; or, as it was typed, what is no number. */
  readonly value?: number | string;
  readonly onChange?: (value: number | string) => void;
  /** Places after the decimal sign. */
  readonly places?: number;
}

/**
 * A number as the reader writes it. What cannot be read stays in the field and is refused by the form: a field that
 * drops a comma would make 35 of 3,5.
 */
export function FigureField({ value = '', onChange, places = 0, ...input }: FigureFieldProps) {
  const { read, typed: written } = useWorkFormat();
  const [typed, setTyped] = useState<string | null>(null);
  const meant = (text: string): number | string => {
    const figure = read(text, places);
    return figure === null ? text.trim() : Number(figure);
  };
  const kept = typed !== null && meant(typed) === value;
  return (
    <TextInput
      inputMode={places > 0 ? 'decimal' : 'numeric'}
      autoComplete="off"
      {...input}
      value={kept ? typed : typeof value === 'number' ? written(String(value)) : value}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange?.(meant(currentTarget.value));
      }}
    />
  );
}

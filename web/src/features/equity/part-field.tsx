'use client';

import { Group, Slider, Stack, Text, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useId, useState, type ReactNode } from 'react';
import { partText, percentText, unitsOfPercent, whole } from './framework';
import { useEquityFormat } from './use-equity-format';

interface PartFieldProps {
  readonly label: ReactNode;
  /** The label as plain words, for the slider. */
  readonly name: string;
  readonly hint?: string;
  /** In units of 10⁻⁶ percent. */
  readonly value: number;
  readonly most?: number;
  readonly error?: string | null;
  /** What all parts come to, said here where the sum does not stand beside the fields. */
  readonly sum?: string;
  readonly onChange: (part: number) => void;
}

/** Half a percent. */
const step = 500_000;

/** A part of the whole: a slider for the rough figure, a field for the exact one. */
export function PartField({ label, name, hint, value, most = whole, error, sum, onChange }: PartFieldProps) {
  const t = useTranslations('equity.part');
  const format = useEquityFormat();
  const hintId = useId();
  /** What stands in the field while it does not say the same as the value, such as `12.` on the way to `12.5`. */
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? null : format.read(typed, 6);
  const broken = typed !== null && (read === null || unitsOfPercent(read) > whole);
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500} component="div">
        {label}
      </Text>
      {hint && (
        <Text size="xs" c="dimmed" id={hintId}>
          {hint}
        </Text>
      )}
      <Group gap="lg" align="flex-start">
        <Slider
          flex="1 1 200px"
          mt={12}
          mb={12}
          min={0}
          max={most}
          step={step}
          value={Math.min(value, most)}
          label={(part) => format.percent(partText(part))}
          thumbLabel={t('slider', { name })}
          thumbValueText={format.percent(partText(value))}
          onChange={(part) => {
            setTyped(null);
            onChange(part);
          }}
        />
        <TextInput
          aria-label={t('field', { name })}
          {...(hint ? { 'aria-describedby': hintId } : {})}
          w={150}
          inputMode="decimal"
          autoComplete="off"
          rightSection={<span aria-hidden>%</span>}
          value={typed ?? format.typed(percentText(value))}
          error={broken ? t('wrong') : error}
          onChange={({ currentTarget: { value: text } }) => {
            setTyped(text);
            const next = format.read(text, 6);
            if (next !== null && unitsOfPercent(next) <= whole) onChange(unitsOfPercent(next));
          }}
          onBlur={() => !broken && setTyped(null)}
        />
      </Group>
      {sum && (
        <Text size="xs" c="dimmed" hiddenFrom="md">
          {sum}
        </Text>
      )}
    </Stack>
  );
}

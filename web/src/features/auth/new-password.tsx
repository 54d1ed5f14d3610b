'use client';

import { PasswordInput, Progress, Stack, Text, type PasswordInputProps } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useId, useState, type ChangeEvent } from 'react';
import { passwordLength } from './rules';

/** A field for a new password with its one rule shown as it is met: length. Nothing else is asked of it. */
export function NewPassword({
  onChange,
  label,
  ...props
}: PasswordInputProps & { onChange?: (event: ChangeEvent<HTMLInputElement>) => void }) {
  const t = useTranslations('auth.password');
  const hint = useId();
  const [length, setLength] = useState(0);
  const long = length >= passwordLength.min;
  return (
    <Stack gap={6}>
      <PasswordInput
        {...props}
        label={label ?? t('new')}
        autoComplete="new-password"
        maxLength={passwordLength.max}
        aria-describedby={hint}
        onChange={(event) => {
          setLength(event.currentTarget.value.length);
          onChange?.(event);
        }}
      />
      <Progress
        value={Math.min(100, (length / passwordLength.min) * 100)}
        color={long ? 'fir' : 'yellow'}
        size="sm"
        aria-hidden
      />
      <Text size="sm" c="dimmed" id={hint} aria-live="polite">
        {length === 0
          ? t('rule')
          : long
            ? t('longEnough')
            : t('missing', { count: passwordLength.min - length })}
      </Text>
    </Stack>
  );
}

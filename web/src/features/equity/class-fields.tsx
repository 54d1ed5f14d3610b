'use client';

import { Group, NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { textOf } from './act-draft';
import { unit, useFaultText, withSwitch, withText, type FieldProps } from './field-props';
import type { Field } from './acts';

/** A new class of shares; what only preferred shares have is asked for with them. */
export function ClassFields({
  table,
  draft,
  faults,
  onChange,
}: FieldProps<Extract<Field, { kind: 'newClass' }>>) {
  const t = useTranslations('equity.newClass');
  const times = useTranslations('equity.fields')('times');
  const faultOf = useFaultText(faults);
  const field = (
    name:
      | 'name'
      | 'authorised'
      | 'votesPerShare'
      | 'seniority'
      | 'pricePerShare'
      | 'liquidationMultiple'
      | 'participationCapMultiple'
      | 'convertNumerator'
      | 'convertDenominator',
  ) => ({
    label: t(`${name}.label`),
    description: t(`${name}.hint`),
    value: textOf(draft, name),
    error: faultOf(name),
    autoComplete: 'off',
    onChange: (change: { currentTarget: { value: string } }) =>
      onChange(withText(draft, name, change.currentTarget.value), name),
  });
  const preferred = textOf(draft, 'kind') === 'PREFERRED';
  const unlimited = draft.on['unlimited'] ?? false;
  const into = textOf(draft, 'convertsInto');
  return (
    <Stack gap="md">
      <TextInput {...field('name')} required maxLength={80} />
      <NativeSelect
        label={t('kind.label')}
        description={t('kind.hint')}
        value={textOf(draft, 'kind')}
        onChange={({ currentTarget }) => onChange(withText(draft, 'kind', currentTarget.value))}
        data={[
          { value: 'COMMON', label: t('kind.COMMON') },
          { value: 'PREFERRED', label: t('kind.PREFERRED') },
        ]}
      />
      <Switch
        label={t('unlimited')}
        checked={unlimited}
        onChange={({ currentTarget }) =>
          onChange(withSwitch(draft, 'unlimited', currentTarget.checked), 'authorised')
        }
      />
      {!unlimited && <TextInput {...field('authorised')} required inputMode="numeric" maxLength={24} />}
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <TextInput {...field('votesPerShare')} required inputMode="numeric" maxLength={7} miw={200} />
        <TextInput {...field('seniority')} required inputMode="numeric" maxLength={3} miw={200} />
      </Group>
      <TextInput {...field('pricePerShare')} inputMode="decimal" maxLength={30} {...unit(table.currency)} />
      {preferred && (
        <>
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <TextInput
              {...field('liquidationMultiple')}
              inputMode="decimal"
              maxLength={12}
              miw={200}
              {...unit(times)}
            />
            <TextInput
              {...field('participationCapMultiple')}
              inputMode="decimal"
              maxLength={12}
              miw={200}
              {...unit(times)}
            />
          </Group>
          <NativeSelect
            label={t('convertsInto.label')}
            description={t('convertsInto.hint')}
            value={into}
            onChange={({ currentTarget }) => onChange(withText(draft, 'convertsInto', currentTarget.value))}
            data={[
              { value: '', label: t('convertsInto.none') },
              ...table.classes.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          {into !== '' && (
            <Group grow align="flex-start" preventGrowOverflow={false}>
              <TextInput {...field('convertNumerator')} placeholder="1" inputMode="decimal" miw={200} />
              <TextInput {...field('convertDenominator')} placeholder="1" inputMode="decimal" miw={200} />
            </Group>
          )}
        </>
      )}
    </Stack>
  );
}

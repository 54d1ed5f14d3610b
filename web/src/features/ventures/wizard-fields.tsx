'use client';

import {
  Checkbox,
  Fieldset,
  NativeSelect,
  NumberInput,
  Radio,
  Select,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { venturesWire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFormat } from '../../lib/format';
import { countryCodes } from './countries';
import type { Draft } from './draft';
import { descriptionMin } from './draft';
import { industryKey } from './venture-card';

export interface StepProps {
  form: UseFormReturnType<Draft>;
  /** Submitted before: approvals and papers rest on some answers, which stay as they are. */
  fixed?: boolean;
}

export function BasicsStep({ form }: StepProps) {
  const t = useTranslations('ventures.field');
  const industries = useTranslations('ventures.industry');
  const length = form.values.description.trim().length;
  return (
    <>
      <TextInput
        label={t('name')}
        description={t('nameHelp')}
        required
        maxLength={80}
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('slug')}
        description={t('slugHelp')}
        maxLength={32}
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('slug')}
      />
      <Textarea
        label={t('purpose')}
        description={t('purposeHelp')}
        maxLength={500}
        autosize
        minRows={2}
        {...form.getInputProps('purpose')}
      />
      <Textarea
        label={t('description')}
        description={t('descriptionHelp', { min: descriptionMin })}
        maxLength={5000}
        autosize
        minRows={6}
        maxRows={20}
        {...form.getInputProps('description')}
      />
      <Text size="sm" c="dimmed" mt={-12}>
        {length < descriptionMin
          ? t('descriptionLeft', { left: descriptionMin - length })
          : t('descriptionEnough', { length })}
      </Text>
      <NativeSelect
        label={t('industry')}
        data={venturesWire.industry.options.map((value) => ({
          value,
          label: industries(industryKey(value)),
        }))}
        {...form.getInputProps('industry')}
      />
      <TagsInput
        label={t('tags')}
        description={t('tagsHelp')}
        maxTags={5}
        acceptValueOnBlur
        clearable={false}
        {...form.getInputProps('tags')}
      />
    </>
  );
}

export function DetailsStep({ form, fixed = false }: StepProps) {
  const t = useTranslations('ventures.field');
  const { locale } = useFormat();
  const countries = useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'region' });
    return countryCodes
      .map((value) => ({ value, label: names.of(value) ?? value }))
      .toSorted((a, b) => a.label.localeCompare(b.label, locale));
  }, [locale]);
  const tiers = [0, 1, 2, 3].map((tier) => ({
    value: String(tier),
    label: t(`tier.${tier as 0 | 1 | 2 | 3}`),
  }));
  const tierProps = (field: 'defaultTier' | 'tierCeiling') => {
    const { error } = form.getInputProps(field);
    return {
      error,
      value: String(form.values[field]),
      onChange: (event: { currentTarget: { value: string } }) =>
        form.setFieldValue(field, Number(event.currentTarget.value)),
    };
  };
  return (
    <>
      {fixed && <Text size="sm">{t('fixed')}</Text>}
      <NumberInput
        label={t('teamSize')}
        description={t('teamSizeHelp')}
        min={1}
        max={50}
        allowDecimal={false}
        clampBehavior="strict"
        maw={240}
        {...form.getInputProps('teamSizeWanted')}
      />
      <Select
        label={t('residency')}
        description={t('residencyHelp')}
        data={countries}
        searchable
        allowDeselect={false}
        disabled={fixed}
        {...form.getInputProps('dataResidency')}
      />
      <NativeSelect
        label={t('defaultTier')}
        description={t('defaultTierHelp')}
        data={tiers}
        {...tierProps('defaultTier')}
      />
      <NativeSelect
        label={t('tierCeiling')}
        description={t('tierCeilingHelp')}
        data={tiers}
        disabled={fixed}
        {...tierProps('tierCeiling')}
      />
      <Fieldset legend={t('dataLegend')}>
        <Stack gap="sm">
          <Checkbox label={t('personalData')} {...form.getInputProps('personalData', { type: 'checkbox' })} />
          <Checkbox
            label={t('healthData')}
            description={t('healthDataHelp')}
            disabled={fixed}
            {...form.getInputProps('healthData', { type: 'checkbox' })}
          />
        </Stack>
      </Fieldset>
    </>
  );
}

export function RewardStep({ form, fixed = false }: StepProps) {
  const t = useTranslations('ventures.field');
  return (
    <>
      <Radio.Group label={t('reward')} description={t('rewardHelp')} {...form.getInputProps('rewardKind')}>
        <Stack mt="sm" gap="sm">
          {(['EQUITY', 'CASH', 'HYBRID', 'UNDECIDED'] as const).map((kind) => (
            <Radio
              key={kind}
              value={kind}
              label={t(`rewardKind.${kind}`)}
              description={t(`rewardKindHelp.${kind}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Checkbox
        label={t('hubServices')}
        description={t('hubServicesHelp')}
        disabled={fixed}
        {...form.getInputProps('hubServices', { type: 'checkbox' })}
      />
      {fixed && <Text size="sm">{t('fixed')}</Text>}
      <Text size="sm" c="dimmed">
        {t('equityNote')}
      </Text>
    </>
  );
}

'use client';

import { Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { unit } from '../equity/field-props';
import { VestingFields } from '../equity/vesting-fields';
import type { OfferDraft, OfferFaults } from './offer-draft';

const currencies = ['CAD', 'USD', 'EUR', 'GBP', 'CHF', 'AUD'] as const;

interface RewardFieldsProps {
  readonly draft: OfferDraft;
  readonly faults: OfferFaults;
  readonly onChange: (change: Partial<OfferDraft>) => void;
}

/** What the person gets for it: a share of the equity, of the revenue, a fee; at least one of them. */
export function RewardFields({ draft, faults, onChange }: RewardFieldsProps) {
  const t = useTranslations('offers');
  return (
    <Section title={t('form.reward')} text={t('form.rewardText')}>
      <Stack gap="lg" maw={640}>
        {faults.reward && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t('faults.nothing')}
          </Text>
        )}
        <Checkbox
          label={t('form.withEquity')}
          checked={draft.withEquity}
          {...(faults.reward ? { 'aria-invalid': true } : {})}
          onChange={({ currentTarget }) => onChange({ withEquity: currentTarget.checked })}
        />
        {draft.withEquity && (
          <Stack gap="md" pl={{ base: 0, xs: 'lg' }}>
            <Group align="flex-start" gap="md">
              <NativeSelect
                label={t('form.unit')}
                value={draft.unit}
                onChange={({ currentTarget }) =>
                  onChange({ unit: currentTarget.value as OfferDraft['unit'] })
                }
                data={[
                  { value: 'PERCENT', label: t('form.PERCENT') },
                  { value: 'UNITS', label: t('form.UNITS') },
                ]}
                w={{ base: '100%', xs: 260 }}
              />
              <TextInput
                label={t('fields.equity')}
                required
                inputMode={draft.unit === 'PERCENT' ? 'decimal' : 'numeric'}
                maxLength={30}
                value={draft.equity}
                error={faults.equity ? t(`faults.${draft.unit === 'PERCENT' ? 'percent' : 'units'}`) : null}
                onChange={({ currentTarget }) => onChange({ equity: currentTarget.value })}
                w={{ base: '100%', xs: 220 }}
                {...unit(draft.unit === 'PERCENT' ? '%' : t('form.unitSign'))}
              />
            </Group>
            <VestingFields
              value={draft.plan}
              fault={faults.plan ?? null}
              onChange={(plan) => onChange({ plan })}
            />
          </Stack>
        )}
        <Checkbox
          label={t('form.withRevenue')}
          checked={draft.withRevenue}
          onChange={({ currentTarget }) => onChange({ withRevenue: currentTarget.checked })}
        />
        {draft.withRevenue && (
          <TextInput
            label={t('fields.revenue')}
            description={t('hints.revenue')}
            required
            inputMode="decimal"
            maxLength={12}
            pl={{ base: 0, xs: 'lg' }}
            value={draft.revenue}
            error={faults.revenue ? t('faults.percent') : null}
            onChange={({ currentTarget }) => onChange({ revenue: currentTarget.value })}
            {...unit('%')}
          />
        )}
        <Checkbox
          label={t('form.withFee')}
          checked={draft.withFee}
          onChange={({ currentTarget }) => onChange({ withFee: currentTarget.checked })}
        />
        {draft.withFee && (
          <Group align="flex-start" gap="md" pl={{ base: 0, xs: 'lg' }}>
            <TextInput
              label={t('fields.fee')}
              description={t('hints.fee')}
              required
              inputMode="decimal"
              maxLength={20}
              value={draft.fee}
              error={faults.fee ? t('faults.amount') : null}
              onChange={({ currentTarget }) => onChange({ fee: currentTarget.value })}
              w={{ base: '100%', xs: 260 }}
            />
            <NativeSelect
              label={t('form.currency')}
              description={t('hints.currency')}
              value={draft.currency}
              onChange={({ currentTarget }) => onChange({ currency: currentTarget.value })}
              data={[...currencies]}
              w={{ base: '100%', xs: 200 }}
            />
          </Group>
        )}
      </Stack>
    </Section>
  );
}

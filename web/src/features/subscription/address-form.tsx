'use client';

import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useFormat } from '../../lib/format';
import { countriesIn, provinces } from './countries';
import { useRefreshSeat } from './queries';
import type { Address } from './types';

type Values = Omit<Address, 'version'>;
const empty: Values = {
  name: '',
  organisation: '',
  street: '',
  city: '',
  region: '',
  postalCode: '',
  country: 'CA',
};

export function AddressForm({ address, onClose }: { address: Address | null; onClose: () => void }) {
  const t = useTranslations('subscription.address');
  const { locale } = useFormat();
  const refresh = useRefreshSeat();
  const countries = useMemo(() => countriesIn(locale), [locale]);
  const needed = (value: string) => (value.trim() ? null : t('needed'));
  const form = useForm<Values>({
    initialValues: address ? valuesOf(address) : empty,
    validate: {
      name: needed,
      street: needed,
      city: needed,
      country: needed,
      region: (value, { country }) => (country === 'CA' ? needed(value) : null),
      postalCode: (value, { country }) => (country === 'CA' ? needed(value) : null),
    },
  });
  const save = useMutation({
    mutationFn: (values: Values) => api.subscriptions.setAddress({ body: values }),
    onSuccess: async () => {
      onClose();
      notifications.show({ message: t('saved'), color: 'fir' });
      await refresh();
    },
    onError: (error) => applyErrors(form, error),
  });
  const canada = form.values.country === 'CA';
  const shown = save.error && Object.keys(form.errors).length === 0 ? save.error : null;
  return (
    <FormModal
      title={t('title')}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={shown}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      <TextInput
        {...form.getInputProps('name')}
        label={t('name')}
        required
        autoComplete="name"
        maxLength={120}
        data-autofocus
      />
      <TextInput
        {...form.getInputProps('organisation')}
        label={t('organisation')}
        autoComplete="organization"
        maxLength={120}
      />
      <Select
        {...form.getInputProps('country')}
        label={t('country')}
        required
        searchable
        allowDeselect={false}
        autoComplete="country"
        data={countries}
        onChange={(country) => form.setValues({ country: country ?? '', region: '' })}
      />
      <TextInput
        {...form.getInputProps('street')}
        label={t('street')}
        required
        autoComplete="street-address"
        maxLength={160}
      />
      <TextInput
        {...form.getInputProps('city')}
        label={t('city')}
        required
        autoComplete="address-level2"
        maxLength={80}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {canada ? (
          <Select
            {...form.getInputProps('region')}
            value={form.values.region || null}
            label={t('province')}
            description={t('provinceHint')}
            required
            searchable
            allowDeselect={false}
            data={provinces.map((value) => ({ value, label: t(`provinces.${value}`) }))}
          />
        ) : (
          <TextInput
            {...form.getInputProps('region')}
            label={t('region')}
            autoComplete="address-level1"
            maxLength={80}
          />
        )}
        <TextInput
          {...form.getInputProps('postalCode')}
          label={t('postalCode')}
          {...(canada ? { description: t('postalCodeHint') } : {})}
          required={canada}
          autoComplete="postal-code"
          maxLength={20}
        />
      </SimpleGrid>
    </FormModal>
  );
}

function valuesOf({ name, organisation, street, city, region, postalCode, country }: Address): Values {
  return { name, organisation, street, city, region, postalCode, country };
}

'use client';

import { Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { AddressForm } from './address-form';
import { countriesIn } from './countries';
import type { Address } from './types';

/** Where the reader lives: the tax follows from it, and it stands on every new invoice. */
export function AddressSection({ address }: { address: Address | null }) {
  const t = useTranslations('subscription.address');
  const [open, setOpen] = useState(false);
  return (
    <div id="billing-address" style={{ scrollMarginTop: 96 }}>
      <Section title={t('title')} text={t('text')}>
        {address ? <Lines address={address} /> : <Text size="sm">{t('none')}</Text>}
        <Group>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t(address ? 'change' : 'enter')}
          </Button>
        </Group>
        {open && <AddressForm address={address} onClose={() => setOpen(false)} />}
      </Section>
    </div>
  );
}

export function Lines({ address }: { address: Omit<Address, 'version'> }) {
  const { locale } = useFormat();
  const countries = useMemo(
    () => new Map(countriesIn(locale).map(({ value, label }) => [value, label])),
    [locale],
  );
  const { name, organisation, street, city, region, postalCode, country } = address;
  const place = [city, region, postalCode].filter(Boolean).join(' ');
  return (
    <Text component="address" fs="normal" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
      {[name, organisation, street, place, countries.get(country) ?? country].filter(Boolean).join('\n')}
    </Text>
  );
}

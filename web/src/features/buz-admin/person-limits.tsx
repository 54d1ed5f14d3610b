'use client';

import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { parseBuz, writeBuz } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { BuzAmount, useBuzFormat, type BuzFormat } from '../../lib/buz';
import { focusFirst } from '../../lib/form';
import { AmountField, useAmountFault } from '../buz/amount-field';
import { Figure, Figures } from '../buz/figures';
import { useRefreshBuzAdmin, type PersonWallet } from './queries';
import { ReasonModal } from './reason-modal';

const fields = ['perTransfer', 'perDay', 'per30Days'] as const;
type Limits = Record<(typeof fields)[number], string>;

/** How much a person may send, what of it is used up, and another limit. */
export function PersonLimits({ wallet, mayChange }: { wallet: PersonWallet; mayChange: boolean }) {
  const t = useTranslations('buzAdmin.limits');
  const { limits } = wallet;
  return (
    <Section title={t('title')} text={t('text')}>
      <Stack maw={560} gap="md">
        <Figures>
          {([...fields, 'usedToday', 'used30Days', 'identityAbove'] as const).map((key) => (
            <Figure key={key} label={t(key)}>
              <BuzAmount amount={limits[key]} />
            </Figure>
          ))}
        </Figures>
        {/* Other limits than those the form began with: begin again. */}
        {mayChange && <LimitsForm key={fields.map((field) => limits[field]).join(' ')} wallet={wallet} />}
      </Stack>
    </Section>
  );
}

function LimitsForm({ wallet }: { wallet: PersonWallet }) {
  const t = useTranslations('buzAdmin.limits');
  const format = useBuzFormat();
  const faultOf = useAmountFault();
  const refresh = useRefreshBuzAdmin();
  const [asked, setAsked] = useState<Limits | null>(null);
  const form = useForm<Limits>({
    mode: 'uncontrolled',
    initialValues: typedOf(wallet.limits, format),
    validate: { perTransfer: faultOf, perDay: faultOf, per30Days: faultOf },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => setAsked(read(values, format)),
        (errors) => focusFirst(form, errors),
      )}
    >
      <Stack gap="md">
        {fields.map((field) => (
          <AmountField
            key={form.key(field)}
            {...form.getInputProps(field)}
            label={t(`new.${field}`)}
            required
          />
        ))}
        <Group>
          <Button type="submit">{t('change')}</Button>
        </Group>
      </Stack>
      {asked && (
        <ReasonModal
          title={t('confirmTitle', { name: wallet.name })}
          effect={t('effect', {
            name: wallet.name,
            perTransfer: exact(asked.perTransfer, format),
            perDay: exact(asked.perDay, format),
            per30Days: exact(asked.per30Days, format),
          })}
          confirm={t('change')}
          run={(reason) =>
            api.buzAdmin.setLimits({ params: { userId: wallet.userId }, body: { ...asked, reason } })
          }
          onClose={() => setAsked(null)}
          onDone={() => {
            notifications.show({ message: t('changed'), color: 'fir' });
            void refresh();
          }}
        />
      )}
    </form>
  );
}

function typedOf(limits: PersonWallet['limits'], format: BuzFormat): Limits {
  return {
    perTransfer: exact(limits.perTransfer, format),
    perDay: exact(limits.perDay, format),
    per30Days: exact(limits.per30Days, format),
  };
}

/** As the reader would type it; the long form only where the short one would drop something. */
function exact(amount: string, format: BuzFormat): string {
  const short = format.short(amount);
  return format.read(short) === parseBuz(amount) ? short : format.full(amount);
}

function read(values: Limits, format: BuzFormat): Limits {
  const wire = (typed: string) => {
    const micro = format.read(typed);
    return typeof micro === 'bigint' ? writeBuz(micro) : typed;
  };
  return {
    perTransfer: wire(values.perTransfer),
    perDay: wire(values.perDay),
    per30Days: wire(values.per30Days),
  };
}

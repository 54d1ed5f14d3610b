'use client';

import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { writeBuz } from '@smartstart/units';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useBuzFormat } from '../../lib/buz';
import { applyErrors, focusFirst } from '../../lib/form';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { AmountField, useAmountFault } from './amount-field';
import { walletQuery } from './queries';
import type { Wallet } from './types';

interface Values {
  readonly stepUpAbove: string;
  readonly notifyFrom: string;
}

/** From which amount on a transfer asks who one is, and from which a movement is told. */
export function WalletSettings({ wallet }: { wallet: Wallet }) {
  const t = useTranslations('buz.walletSettings');
  const common = useTranslations('common');
  const client = useQueryClient();
  const stepUp = useStepUp();
  const { typed, read } = useBuzFormat();
  const faultOf = useAmountFault();
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: { stepUpAbove: typed(wallet.limits.stepUpAbove), notifyFrom: typed(wallet.notifyFrom) },
    validate: { stepUpAbove: faultOf, notifyFrom: faultOf },
  });
  const wire = (text: string) => {
    const micro = read(text);
    return typeof micro === 'bigint' ? writeBuz(micro) : text;
  };
  const save = useMutation({
    mutationFn: ({ stepUpAbove, notifyFrom }: Values) =>
      stepUp(() =>
        api.buz.setWallet({ body: { stepUpAbove: wire(stepUpAbove), notifyFrom: wire(notifyFrom) } }),
      ),
    onSuccess: (saved) => {
      client.setQueryData(walletQuery().queryKey, saved);
      notifications.show({ message: common('saved'), color: 'fir' });
    },
    onError: (error) => applyErrors(form, error),
  });
  const failed =
    save.error && !(save.error instanceof StepUpCancelled) && Object.keys(form.errors).length === 0;
  return (
    <Section title={t('title')} text={t('text')}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => save.mutate(values),
          (errors) => focusFirst(form, errors),
        )}
      >
        <Stack gap="sm">
          <AmountField
            key={form.key('stepUpAbove')}
            {...form.getInputProps('stepUpAbove')}
            label={t('stepUpAbove')}
            description={t('stepUpAboveHint')}
          />
          <AmountField
            key={form.key('notifyFrom')}
            {...form.getInputProps('notifyFrom')}
            label={t('notifyFrom')}
            description={t('notifyFromHint')}
          />
          {failed && <ProblemAlert error={save.error} />}
          <Button type="submit" variant="default" loading={save.isPending}>
            {common('save')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}

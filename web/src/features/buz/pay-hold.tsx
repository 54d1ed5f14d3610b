'use client';

import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { parseBuz, transferFeeMicro, writeBuz } from '@smartstart/units';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { OpenModal } from '../../components/open-modal';
import { api } from '../../lib/api';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { AmountField, useAmountFault } from './amount-field';
import { Figure, Figures } from './figures';
import { useIntention } from './intention';
import { useRefreshBuz } from './queries';
import type { Hold } from './types';

/** Pays what was put aside, or a part of it; the rest comes back. */
export function PayHold({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const t = useTranslations('buz.pay');
  const { read } = useBuzFormat();
  const faultOf = useAmountFault();
  const stepUp = useStepUp();
  const refresh = useRefreshBuz();
  const intention = useIntention();
  const field = useRef<HTMLInputElement>(null);
  const [how, setHow] = useState<'all' | 'part'>('all');
  const [amount, setAmount] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const whole = parseBuz(hold.amount);
  const typed = how === 'all' ? whole : read(amount);
  const paid = typeof typed === 'bigint' && typed <= whole ? typed : null;
  const pay = useMutation({
    mutationFn: (part: bigint) => {
      const body = part === whole ? {} : { amount: writeBuz(part) };
      const idempotencyKey = intention.keyOf(body);
      return stepUp(() => api.buz.postHold({ params: { holdId: hold.id }, body }, { idempotencyKey }));
    },
    onSuccess: () => {
      void refresh();
      onClose();
    },
  });
  return (
    <OpenModal onClose={onClose} title={t('title', { name: hold.recipient.name })}>
      <form
        noValidate
        onSubmit={(submit) => {
          submit.preventDefault();
          const wrong =
            how === 'all'
              ? null
              : (faultOf(amount) ?? (typeof typed === 'bigint' && typed > whole ? t('tooMuch') : null));
          setFault(wrong);
          if (wrong) field.current?.focus();
          else if (paid !== null) pay.mutate(paid);
        }}
      >
        <Stack>
          <Radio.Group
            label={t('how')}
            value={how}
            onChange={(next) => {
              setHow(next as 'all' | 'part');
              setFault(null);
            }}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="all" label={t('all')} data-autofocus />
              <Radio value="part" label={t('part')} />
            </Stack>
          </Radio.Group>
          {how === 'part' && (
            <AmountField
              ref={field}
              label={t('amount')}
              required
              value={amount}
              error={fault}
              onChange={(change) => {
                setAmount(change.currentTarget.value);
                setFault(null);
              }}
            />
          )}
          {paid !== null && (
            <Figures>
              <Figure label={t('paid')} strong>
                <BuzAmount amount={writeBuz(paid)} as="full" />
              </Figure>
              <Figure label={t('fee')}>
                <BuzAmount amount={writeBuz(transferFeeMicro(paid))} as="full" />
              </Figure>
              <Figure label={t('back')}>
                <BuzAmount
                  amount={writeBuz(whole + parseBuz(hold.fee) - paid - transferFeeMicro(paid))}
                  as="full"
                />
              </Figure>
            </Figures>
          )}
          <Text size="sm">{t('final')}</Text>
          {pay.error && !(pay.error instanceof StepUpCancelled) && <ProblemAlert error={pay.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={pay.isPending}>
              {t('pay')}
            </Button>
          </Group>
        </Stack>
      </form>
    </OpenModal>
  );
}

'use client';

import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { BuzAmount } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useMe } from '../../lib/session';
import { instantIn, wallIn } from '../../lib/zoned';
import { Figure, Figures } from './figures';

/** What one had at any moment of the past. */
export function BalanceAt() {
  const t = useTranslations('buz.balanceAt');
  const format = useFormat();
  const timeZone = useMe().data?.timeZone;
  const [moment, setMoment] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const look = useMutation({ mutationFn: (at: string) => api.buz.balanceAt({ query: { at } }) });
  return (
    <Section title={t('title')} text={t('text')}>
      <form
        noValidate
        onSubmit={(submit) => {
          submit.preventDefault();
          const at = instantIn(moment, timeZone);
          const wrong = at === null ? t('missing') : Date.parse(at) > Date.now() ? t('future') : null;
          setFault(wrong);
          if (wrong !== null || at === null) field.current?.focus();
          else look.mutate(at);
        }}
      >
        <Stack gap="sm">
          <TextInput
            ref={field}
            type="datetime-local"
            label={t('moment')}
            required
            max={wallIn(new Date(), timeZone)}
            value={moment}
            error={fault}
            onChange={(change) => {
              setMoment(change.currentTarget.value);
              setFault(null);
            }}
          />
          <Button type="submit" variant="default" loading={look.isPending}>
            {t('show')}
          </Button>
        </Stack>
      </form>
      {look.error && <ProblemAlert error={look.error} />}
      {look.data && (
        <div role="status">
          <Figures>
            <Figure label={t('at')}>{format.dateTime(look.data.at)}</Figure>
            <Figure label={t('available')} strong>
              <BuzAmount amount={look.data.available} as="full" />
            </Figure>
            <Figure label={t('staked')}>
              <BuzAmount amount={look.data.staked} as="full" />
            </Figure>
            <Figure label={t('held')}>
              <BuzAmount amount={look.data.held} as="full" />
            </Figure>
          </Figures>
        </div>
      )}
    </Section>
  );
}

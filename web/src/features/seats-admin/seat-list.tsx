'use client';

import { Button, NumberInput, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { subscriptionsWire } from '@smartstart/contract';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useFormat } from '../../lib/format';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import { SeatBadge } from '../subscription/looks';
import { Filtered, PagedTable } from './paged-table';
import { seatsQuery, useRefreshSeats } from './queries';
import type { Seat, SeatState } from './types';

const movable: ReadonlySet<SeatState> = new Set(['TRIALING', 'ACTIVE', 'CANCELLING']);
const mostDays = 31;

/** Subscriptions of all people, and days given to one of them. */
export function SeatList() {
  const t = useTranslations('seatsAdmin.seats');
  const states = useTranslations('subscription.seat.state');
  const format = useFormat();
  const [state, setState] = useState<SeatState | 'ALL'>('ALL');
  const [giving, setGiving] = useState<Seat | null>(null);
  const seats = useInfiniteQuery(seatsQuery(state));
  return (
    <Filtered
      label={t('filter')}
      value={state}
      onChange={setState}
      options={[
        { value: 'ALL' as const, label: t('all') },
        ...subscriptionsWire.subscriptionState.options.map((value) => ({ value, label: states(value) })),
      ]}
    >
      <PagedTable
        query={seats}
        label={t('label')}
        empty={{ title: t('emptyTitle'), text: t('emptyText') }}
        keyOf={({ userId }) => userId}
        columns={[
          { head: t('person'), cell: ({ name }) => name },
          { head: t('state'), cell: (seat) => <SeatBadge state={seat.state} /> },
          {
            head: t('until'),
            cell: ({ state: at, trialEndsAt, periodEnd }) => {
              const end = at === 'TRIALING' ? trialEndsAt : periodEnd;
              return end ? format.date(end) : <Text c="dimmed">–</Text>;
            },
          },
          { head: t('months'), end: true, cell: ({ monthsInARow }) => format.number(monthsInARow) },
          {
            head: t('acts'),
            end: true,
            cell: (seat) =>
              movable.has(seat.state) && (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t('giveTo', { name: seat.name })}
                  onClick={() => setGiving(seat)}
                >
                  {t('give')}
                </Button>
              ),
          },
        ]}
      />
      {giving && <GiveDays seat={giving} onClose={() => setGiving(null)} />}
    </Filtered>
  );
}

function GiveDays({ seat, onClose }: { seat: Seat; onClose: () => void }) {
  const t = useTranslations('seatsAdmin.seats');
  const common = useTranslations('seatsAdmin');
  const refresh = useRefreshSeats();
  const stepUp = useStepUp();
  const intention = useIntention();
  const form = useForm<{ addDays: number | string; reason: string }>({
    initialValues: { addDays: 7, reason: '' },
    validate: {
      addDays: (value) =>
        Number.isInteger(value) && Number(value) >= 1 && Number(value) <= mostDays ? null : t('daysWrong'),
      reason: (value) => (value.trim().length >= 3 ? null : common('reasonShort')),
    },
  });
  const give = useMutation({
    mutationFn: ({ addDays, reason }: { addDays: number | string; reason: string }) => {
      const body = { addDays: Number(addDays), reason: reason.trim() };
      const options = { idempotencyKey: intention.keyOf([seat.userId, body]) };
      return stepUp(() => api.subscriptionAdmin.postpone({ params: { userId: seat.userId }, body }, options));
    },
    onSuccess: async () => {
      intention.done();
      onClose();
      await refresh();
    },
    onError: (error) => applyErrors(form, error),
  });
  return (
    <FormModal
      title={t('giveTo', { name: seat.name })}
      confirm={t('give')}
      form={form}
      busy={give.isPending}
      error={give.error instanceof StepUpCancelled ? null : give.error}
      onSubmit={(values) => give.mutate(values)}
      onClose={onClose}
    >
      <NumberInput
        {...form.getInputProps('addDays')}
        label={t('days')}
        description={t('daysHint')}
        required
        min={1}
        max={mostDays}
        allowDecimal={false}
        data-autofocus
      />
      <Textarea
        {...form.getInputProps('reason')}
        label={common('reason')}
        required
        autosize
        minRows={2}
        maxLength={1000}
      />
    </FormModal>
  );
}

'use client';

import { Alert, Button, Group, List, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { writeBuz } from '@smartstart/units';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { PersonSelect, type Person } from '../../components/person-select';
import { api } from '../../lib/api';
import { useBuzFormat } from '../../lib/buz';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { AmountField, useAmountFault } from './amount-field';
import { QuotePanel } from './quote-panel';
import type { Quote } from './types';

/** What a person means to send or reserve, checked against the rules as they stood when it was checked. */
export interface Draft {
  readonly recipient: Person;
  /** In the wire form. */
  readonly amount: string;
  readonly memo: string;
  readonly hours: number;
  readonly quote: Quote;
}

export const expiries = [1, 6, 24, 72, 168, 336, 720] as const;
const memoMax = 140;

interface TransferFormProps {
  /** What the fields begin with; a draft comes back when somebody wants to change it. */
  readonly initial: Partial<Draft>;
  readonly withExpiry?: boolean;
  readonly submitLabel: string;
  readonly onReady: (draft: Draft) => void;
}

/** Recipient, amount and memo, with what it would cost shown while one types. */
export function TransferForm({ initial, withExpiry = false, submitLabel, onReady }: TransferFormProps) {
  const t = useTranslations('buz.form');
  const { read, typed } = useBuzFormat();
  const faultOf = useAmountFault();
  const [recipient, setRecipient] = useState<Person | null>(initial.recipient ?? null);
  const [amount, setAmount] = useState(initial.amount ? typed(initial.amount) : '');
  const [memo, setMemo] = useState(initial.memo ?? '');
  const [hours, setHours] = useState(initial.hours ?? 24);
  const [faults, setFaults] = useState<{ recipient?: string | null; amount?: string | null }>({});
  const recipientField = useRef<HTMLInputElement>(null);
  const amountField = useRef<HTMLInputElement>(null);
  const obstacles = useRef<HTMLDivElement>(null);

  const micro = read(amount);
  const wire = typeof micro === 'bigint' ? writeBuz(micro) : null;
  const [settled] = useDebouncedValue(wire, 350);
  const quote = useQuery({
    ...quoteQuery(settled ?? '', recipient?.id),
    enabled: settled !== null,
    placeholderData: (previous) => previous,
  });
  const shown = wire !== null && settled !== null ? quote.data : undefined;

  const check = useMutation({
    mutationFn: (asked: { recipient: Person; amount: string }) =>
      quoteQuery(asked.amount, asked.recipient.id).queryFn({}),
    onSuccess: (fresh, asked) => {
      if (fresh.obstacles.length === 0) onReady({ ...asked, memo: memo.trim(), hours, quote: fresh });
      else {
        void quote.refetch();
        obstacles.current?.focus();
      }
    },
    onError: (error) => {
      if (hasCode(error, 'AMOUNT_INVALID')) amountField.current?.focus();
    },
  });
  const submit = () => {
    const wrong = { recipient: recipient ? null : t('recipientMissing'), amount: faultOf(amount) };
    setFaults(wrong);
    if (wrong.recipient) recipientField.current?.focus();
    else if (wrong.amount) amountField.current?.focus();
    else if (recipient && wire) check.mutate({ recipient, amount: wire });
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md" maw={560}>
        <PersonSelect
          ref={recipientField}
          label={t('recipient')}
          description={t('recipientHint')}
          required
          clearable
          others
          value={recipient}
          error={faults.recipient ?? null}
          onChange={(next) => {
            setRecipient(next);
            setFaults((known) => ({ ...known, recipient: null }));
          }}
        />
        <AmountField
          ref={amountField}
          label={t('amount')}
          description={t('amountHint')}
          required
          value={amount}
          error={faults.amount}
          onChange={(change) => {
            setAmount(change.currentTarget.value);
            setFaults((known) => ({ ...known, amount: null }));
          }}
          onBlur={() => amount.trim() !== '' && setFaults((known) => ({ ...known, amount: faultOf(amount) }))}
        />
        {withExpiry && (
          <NativeSelect
            label={t('expiry')}
            description={t('expiryHint')}
            value={String(hours)}
            onChange={(change) => setHours(Number(change.currentTarget.value))}
            data={expiries.map((value) => ({
              value: String(value),
              label: value % 24 === 0 ? t('days', { count: value / 24 }) : t('hours', { count: value }),
            }))}
          />
        )}
        <TextInput
          label={t('memo')}
          description={t('memoHint', { left: memoMax - memo.length })}
          value={memo}
          maxLength={memoMax}
          onChange={(change) => setMemo(change.currentTarget.value)}
        />
        <div aria-live="polite">
          <QuotePanel quote={shown} fetching={quote.isFetching} />
        </div>
        {shown && shown.obstacles.length > 0 && (
          <Alert
            ref={obstacles}
            tabIndex={-1}
            color="orange"
            role="alert"
            icon={<IconAlertTriangle aria-hidden />}
            title={t('obstacles')}
          >
            <List size="sm">
              {shown.obstacles.map(({ code, text }) => (
                <List.Item key={code}>{text}</List.Item>
              ))}
            </List>
          </Alert>
        )}
        {check.error ? (
          <ProblemAlert error={check.error} />
        ) : (
          wire !== null &&
          quote.error && <ProblemAlert error={quote.error} onRetry={() => void quote.refetch()} />
        )}
        <Group>
          <Button type="submit" loading={check.isPending}>
            {submitLabel}
          </Button>
          <Text size="sm" c="dimmed">
            {t('notYet')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

function quoteQuery(amount: string, recipientId: string | undefined) {
  return {
    queryKey: ['buz', 'quote', amount, recipientId ?? ''],
    queryFn: ({ signal }: { signal?: AbortSignal }) =>
      api.buz.quote(
        { query: { amount, ...(recipientId ? { recipientId } : {}) } },
        signal ? { signal } : undefined,
      ),
  };
}

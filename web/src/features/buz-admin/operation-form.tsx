'use client';

import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { writeBuz } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import { useRef, useState, type ReactNode } from 'react';
import { PersonSelect, type Person } from '../../components/person-select';
import { Section } from '../../components/section';
import { useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { AmountField, useAmountFault } from '../buz/amount-field';
import { useRefreshBuzAdmin, type Transaction } from './queries';
import { ReasonModal } from './reason-modal';

export interface Meant {
  /** In wire form. */
  readonly amount: string;
  readonly person: Person | null;
}

interface OperationFormProps {
  readonly name: 'award' | 'release' | 'burn' | 'return';
  /** Whether somebody receives the amount. */
  readonly toPerson?: boolean;
  /** Further fields, above the amount. */
  readonly children?: ReactNode;
  /** Judges the further fields, moves focus to the first that is wrong, and says whether all are right. */
  readonly check?: () => boolean;
  readonly danger?: boolean;
  /** Exactly what will happen. `amount` is written for the reader. */
  readonly effect: (words: { amount: string; name: string }) => string;
  readonly run: (meant: Meant, reason: string, key: string) => Promise<Transaction>;
}

/** One operation on the hub's own accounts: who, how much, then the exact effect with a reason. */
export function OperationForm({
  name,
  toPerson = false,
  children,
  check,
  danger = false,
  effect,
  run,
}: OperationFormProps) {
  const t = useTranslations('buzAdmin.operations');
  const buz = useBuzFormat();
  const format = useFormat();
  const faultOf = useAmountFault();
  const refresh = useRefreshBuzAdmin();
  const [person, setPerson] = useState<Person | null>(null);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<{ person?: string; amount?: string }>({});
  const [meant, setMeant] = useState<Meant | null>(null);
  const personField = useRef<HTMLInputElement>(null);
  const amountField = useRef<HTMLInputElement>(null);

  function submit() {
    const fault = faultOf(typed);
    const nobody = toPerson && person === null;
    setWrong({ ...(nobody ? { person: t('personMissing') } : {}), ...(fault ? { amount: fault } : {}) });
    const restRight = check?.() ?? true;
    if (nobody) personField.current?.focus();
    else if (restRight && fault) amountField.current?.focus();
    const micro = buz.read(typed);
    if (nobody || !restRight || typeof micro !== 'bigint') return;
    setMeant({ amount: writeBuz(micro), person });
  }

  return (
    <Section title={t(`${name}.title`)} text={t(`${name}.text`)}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md" maw={480}>
          {toPerson && (
            <PersonSelect
              ref={personField}
              label={t('person')}
              required
              byId
              value={person}
              error={wrong.person}
              onChange={(chosen) => {
                setPerson(chosen);
                setWrong(({ person: _, ...rest }) => rest);
              }}
            />
          )}
          {children}
          <AmountField
            ref={amountField}
            label={t('amount')}
            required
            value={typed}
            error={wrong.amount}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setWrong(({ amount: _, ...rest }) => rest);
            }}
          />
          <Group>
            <Button type="submit" {...(danger ? { color: 'red' } : {})}>
              {t(`${name}.button`)}
            </Button>
          </Group>
        </Stack>
      </form>
      {meant && (
        <ReasonModal
          title={t(`${name}.confirmTitle`)}
          effect={effect({ amount: buz.full(meant.amount), name: meant.person?.name ?? '' })}
          confirm={t(`${name}.button`)}
          danger={danger}
          run={(reason, key) => run(meant, reason, key)}
          onClose={() => setMeant(null)}
          onDone={(transaction) => {
            setTyped('');
            notifications.show({
              message: t('done', { seq: format.number(transaction.seq) }),
              color: 'fir',
            });
            void refresh();
          }}
        />
      )}
    </Section>
  );
}

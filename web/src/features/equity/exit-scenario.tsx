'use client';

import { ActionIcon, Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { formatDecimal, parseDecimal } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { unit } from './field-props';
import { ExitResult } from './exit-result';
import { spread } from './round-draft';
import type { CapTable } from './types';
import { useEquityFormat } from './use-equity-format';

/** Forty steps, so that the values between come out round. */
const points = 41;
const mostDebts = 20;

interface Debt {
  readonly key: string;
  readonly name: string;
  readonly amount: string;
}

type Body = Parameters<typeof api.scenarios.exit>[0]['body'];

/** Who gets what when the company is sold. */
export function ExitScenario({ table }: { table: CapTable }) {
  const t = useTranslations('equity.scenarios.exit');
  const format = useEquityFormat();
  const [value, setValue] = useState('');
  const [costs, setCosts] = useState('');
  const [debts, setDebts] = useState<readonly Debt[]>([]);
  const [accelerated, setAccelerated] = useState(false);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const result = useRef<HTMLDivElement>(null);
  const work = useMutation({
    mutationFn: (body: Body) => api.scenarios.exit({ params: { ventureId: table.ventureId }, body }),
  });
  useEffect(() => {
    if (work.data) result.current?.focus();
  }, [work.data]);
  const submit = () => {
    const exitValue = format.read(value);
    const paid = costs.trim() === '' ? '0' : format.read(costs);
    const owed = debts.map(({ key, name, amount }) => ({
      key,
      name: name.trim(),
      amount: format.read(amount),
    }));
    const wrong = [
      ...(exitValue === null || exitValue === '0' ? ['value'] : []),
      ...(paid === null ? ['costs'] : []),
      ...owed.filter((debt) => debt.amount === null || debt.name === '').map(({ key }) => key),
    ];
    setFaults(wrong);
    if (wrong.length || exitValue === null || paid === null) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    work.mutate({
      exitValue,
      ...(paid === '0' ? {} : { costs: paid }),
      debts: owed.map(({ name, amount }, index) => ({
        name,
        amount: amount ?? '0',
        // In the order in which they are listed.
        seniority: owed.length - index,
      })),
      accelerated,
      chart: spread('0', formatDecimal(parseDecimal(exitValue) * 2n), points),
    });
  };
  const setDebt = (key: string, change: Partial<Debt>) => {
    setDebts(debts.map((debt) => (debt.key === key ? { ...debt, ...change } : debt)));
    setFaults([]);
  };
  return (
    <Stack gap="lg">
      <Section title={t('title')} text={t('text')}>
        <form
          ref={form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Stack gap="md">
            <Group align="flex-start" gap="md">
              <TextInput
                label={t('value')}
                required
                inputMode="decimal"
                maxLength={26}
                value={value}
                error={faults.includes('value') ? t('faults.value') : null}
                onChange={({ currentTarget }) => {
                  setValue(currentTarget.value);
                  setFaults([]);
                }}
                {...unit(table.currency)}
                w={{ base: '100%', xs: 260 }}
              />
              <TextInput
                label={t('costs')}
                inputMode="decimal"
                maxLength={26}
                value={costs}
                error={faults.includes('costs') ? t('faults.value') : null}
                onChange={({ currentTarget }) => {
                  setCosts(currentTarget.value);
                  setFaults([]);
                }}
                {...unit(table.currency)}
                w={{ base: '100%', xs: 260 }}
              />
            </Group>
            <Switch
              label={t('accelerated')}
              description={t('acceleratedHint')}
              checked={accelerated}
              onChange={({ currentTarget }) => setAccelerated(currentTarget.checked)}
            />
            <Text size="sm" fw={600}>
              {t('debts')}
            </Text>
            {debts.map(({ key, name, amount }, index) => (
              <Group
                key={key}
                role="group"
                aria-label={t('debt', { number: index + 1 })}
                align="flex-start"
                gap="sm"
              >
                <TextInput
                  label={t('debtName')}
                  required
                  maxLength={80}
                  value={name}
                  error={faults.includes(key) && name.trim() === '' ? t('faults.debtName') : null}
                  onChange={({ currentTarget }) => setDebt(key, { name: currentTarget.value })}
                  w={{ base: '100%', xs: 240 }}
                />
                <TextInput
                  label={t('debtAmount')}
                  required
                  inputMode="decimal"
                  maxLength={26}
                  value={amount}
                  error={faults.includes(key) && format.read(amount) === null ? t('faults.value') : null}
                  onChange={({ currentTarget }) => setDebt(key, { amount: currentTarget.value })}
                  {...unit(table.currency)}
                  w={{ base: '100%', xs: 240 }}
                />
                <ActionIcon
                  variant="subtle"
                  color="red"
                  size={36}
                  mt={24}
                  aria-label={t('removeDebt', { number: index + 1 })}
                  onClick={() => setDebts(debts.filter((debt) => debt.key !== key))}
                >
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              </Group>
            ))}
            <Group>
              <Button
                variant="default"
                size="xs"
                leftSection={<IconPlus size={16} aria-hidden />}
                disabled={debts.length >= mostDebts}
                onClick={() => setDebts([...debts, { key: crypto.randomUUID(), name: '', amount: '' }])}
              >
                {t('addDebt')}
              </Button>
            </Group>
            {work.error && <ProblemAlert error={work.error} />}
            <Group>
              <Button type="submit" loading={work.isPending}>
                {t('work')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Section>
      {work.data && (
        <div ref={result} tabIndex={-1}>
          <ExitResult result={work.data} />
        </div>
      )}
    </Stack>
  );
}

'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { scenariosWire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { buildRound, newRound, type RoundDraft } from './round-draft';
import { RoundFields } from './round-fields';
import { RoundResult } from './round-result';
import type { CapTable } from './types';
import { useEquityFormat } from './use-equity-format';

const most = 6;

/** One priced round or several on top of each other: price, conversions, pool, and what becomes of everybody. */
export function RoundScenario({ table }: { table: CapTable }) {
  const t = useTranslations('equity.scenarios.rounds');
  const format = useEquityFormat();
  const [rounds, setRounds] = useState<RoundDraft[]>(() => [newRound(t('first'))]);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const result = useRef<HTMLDivElement>(null);
  const work = useMutation({
    mutationFn: (given: scenariosWire.RoundInput[]) =>
      api.scenarios.rounds({ params: { ventureId: table.ventureId }, body: { rounds: given } }),
  });
  useEffect(() => {
    if (work.data) result.current?.focus();
  }, [work.data]);
  const submit = () => {
    const built = rounds.map((round) => buildRound(round, format));
    const wrong = built.flatMap((one) => one.faults);
    setFaults(wrong);
    if (wrong.length)
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    else work.mutate(built.flatMap(({ round }) => round ?? []));
  };
  return (
    <Stack gap="lg">
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="lg">
          {rounds.map((round, index) => (
            <Section
              key={round.key}
              title={t('number', { number: index + 1 })}
              text={index === 0 ? t('text') : undefined}
            >
              <RoundFields
                table={table}
                round={round}
                faults={faults}
                onChange={(next) => {
                  setRounds(rounds.map((one) => (one.key === round.key ? next : one)));
                  setFaults([]);
                }}
              />
              {rounds.length > 1 && (
                <Group>
                  <Button
                    variant="subtle"
                    color="red"
                    size="xs"
                    onClick={() => setRounds(rounds.filter(({ key }) => key !== round.key))}
                  >
                    {t('remove', { number: index + 1 })}
                  </Button>
                </Group>
              )}
            </Section>
          ))}
          {work.error && <ProblemAlert error={work.error} />}
          <Group>
            <Button type="submit" loading={work.isPending}>
              {t('work')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              disabled={rounds.length >= most}
              onClick={() => setRounds([...rounds, newRound(t('next', { number: rounds.length + 1 }))])}
            >
              {t('add')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('nothing')}
            </Text>
          </Group>
        </Stack>
      </form>
      {work.data && (
        <div ref={result} tabIndex={-1}>
          <RoundResult result={work.data} />
        </div>
      )}
    </Stack>
  );
}

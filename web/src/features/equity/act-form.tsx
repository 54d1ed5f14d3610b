'use client';

import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { equityWire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { ActField } from './act-field';
import { build, type ActDraft, type Faults } from './act-draft';
import { fieldsOf, isConsentName, type ActName } from './acts';
import type { CapTable, Preview, Standing } from './types';
import { todayIso, useEquityFormat } from './use-equity-format';

interface ActFormProps {
  readonly standing: Standing;
  readonly table: CapTable;
  readonly name: ActName;
  readonly draft: ActDraft;
  readonly onDraft: (draft: ActDraft) => void;
  readonly date: string;
  readonly onDate: (date: string) => void;
  readonly onReady: (act: equityWire.EquityAct, preview: Preview) => void;
}

/** The fields of one act. Going on only looks what it would change; nothing is sent here. */
export function ActForm({ standing, table, name, draft, onDraft, date, onDate, onReady }: ActFormProps) {
  const t = useTranslations('equity.change');
  const format = useEquityFormat();
  const [faults, setFaults] = useState<Faults>({});
  const form = useRef<HTMLFormElement>(null);
  const consent = isConsentName(name);
  const look = useMutation({
    mutationFn: (act: equityWire.EquityAct) =>
      api.equity.preview({
        params: { ventureId: standing.venture.id },
        body: { act, ...(date === '' ? {} : { date }) },
      }),
    onSuccess: (preview, act) => onReady(act, preview),
  });
  const submit = () => {
    const built = build(name, draft, format, table.currency);
    setFaults(built.faults ?? {});
    if (built.act) look.mutate(built.act);
    // The fields get their aria-invalid in the next paint; a screen reader then reads the message with it.
    else
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <Section title={t('fill')} text={t(consent ? 'fillConsent' : 'fillAlone')}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md" maw={640}>
          {fieldsOf[name].map((field) => (
            <ActField
              key={'name' in field ? field.name : field.kind}
              field={field}
              act={name}
              standing={standing}
              table={table}
              draft={draft}
              faults={faults}
              onChange={(next, ...changed) => {
                onDraft(next);
                setFaults((known) =>
                  Object.fromEntries(Object.entries(known).filter(([key]) => !changed.includes(key))),
                );
              }}
            />
          ))}
          {!consent && (
            <TextInput
              type="date"
              label={t('date')}
              description={t('dateHint')}
              max={todayIso()}
              value={date}
              maw={260}
              onChange={({ currentTarget }) => onDate(currentTarget.value)}
            />
          )}
          {look.error && <ProblemAlert error={look.error} />}
          <Group>
            <Button type="submit" loading={look.isPending}>
              {t('look')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('notYet')}
            </Text>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

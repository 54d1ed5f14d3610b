'use client';

import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconSend } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useMemo, useRef, useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import { BlankField, blankId } from './blank-field';
import { BulkColumns } from './bulk-columns';
import { BulkErrors, useCellWords } from './bulk-errors';
import { BulkSource } from './bulk-source';
import { guessMapping, mostRows, rowProblems, rowsOf, type Mapping, type Table } from './bulk-rows';
import { cellProblem } from './cell-check';
import { blanksOf } from './draft-form';
import { VentureSelect } from './new-agreement-page';
import { DaysField, isDays, usualDays } from './send-panel';
import type { Template } from './types';

/** What all documents share, who gets one, and what is still wrong; nothing is sent before every row is right. */
export function BulkForm({ template }: { template: Template }) {
  const t = useTranslations('agreements.bulk');
  const router = useRouter();
  const stepUp = useStepUp();
  const intention = useIntention();
  const say = useCellWords();
  const [title, setTitle] = useState(template.name);
  const [message, setMessage] = useState('');
  const [ventureId, setVentureId] = useState<string | null>(null);
  const [days, setDays] = useState<number | string>(usualDays);
  const [values, setValues] = useState<Record<string, string>>({});
  const [table, setTable] = useState<Table | null>(null);
  const [mapping, setMapping] = useState<Mapping>({});
  const [strict, setStrict] = useState(false);

  // A bulk issue takes the clauses the template begins with.
  const blanks = useMemo(() => {
    const usual = template.clauses.filter(({ included }) => included);
    const rows = usual.map(({ id }) => ({
      key: id,
      choice: { source: 'TEMPLATE' as const, id },
      included: true,
    }));
    return blanksOf(rows, template, []);
  }, [template]);
  const common = blanks.filter(({ name }) => mapping[`blank ${name}`] === undefined);
  const valueOf = (name: string) => values[name] ?? blanks.find((one) => one.name === name)?.initial ?? '';
  const rows = useMemo(
    () => (table ? rowsOf(table, mapping, template, blanks) : []),
    [table, mapping, template, blanks],
  );
  const problems = useMemo(() => rowProblems(rows, blanks), [rows, blanks]);
  const wrong = common.filter((variable) => cellProblem(variable, valueOf(variable.name)));
  const daysField = useRef<HTMLInputElement>(null);

  const send = useMutation({
    mutationFn: () => {
      const body = {
        templateCode: template.code,
        title: title.trim(),
        deadlineDays: Number(days),
        values: Object.fromEntries(common.map(({ name }) => [name, valueOf(name)])),
        rows: rows.map((row) => ({
          values: row.values,
          recipients: row.recipients.map((one) => ({ ...one, email: (one.email ?? '').trim() })),
        })),
        ...(message.trim() ? { message: message.trim() } : {}),
        ...(ventureId ? { ventureId } : {}),
      };
      return stepUp(() => api.agreements.bulk({ body }, { idempotencyKey: intention.keyOf(body) }));
    },
    onSuccess: ({ bulkId }) => {
      intention.done();
      router.push(`/documents/bulk/${bulkId}`);
    },
  });
  const submit = () => {
    setStrict(true);
    const [first] = wrong;
    const place = !title.trim()
      ? 'bulk-title'
      : first
        ? blankId(first.name)
        : rows.length
          ? null
          : 'bulk-rows';
    const field = place ? document.getElementById(place) : null;
    if (place) (field?.matches('input, textarea, button') ? field : field?.querySelector('input'))?.focus();
    else if (!isDays(days)) daysField.current?.focus();
    else if (problems.length === 0 && rows.length <= mostRows) send.mutate();
    else document.getElementById('bulk-errors')?.focus();
  };

  return (
    <Stack gap="lg">
      <Section title={t('recipients')} text={t('recipientsText', { most: mostRows })}>
        <BulkSource
          missing={strict && rows.length === 0}
          onTable={(next) => {
            setTable(next);
            setMapping(next ? guessMapping(next, template, blanks) : {});
          }}
        />
        {table && (
          <BulkColumns
            table={table}
            template={template}
            blanks={blanks}
            mapping={mapping}
            onChange={setMapping}
          />
        )}
      </Section>
      <Section title={t('common')} text={t('commonText')}>
        <TextInput
          id="bulk-title"
          label={t('titleLabel')}
          required
          maxLength={160}
          value={title}
          error={title.trim() ? undefined : t('titleMissing')}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {common.map((variable) => {
          const value = valueOf(variable.name);
          const problem = strict || value ? cellProblem(variable, value) : null;
          return (
            <BlankField
              key={variable.name}
              variable={variable}
              value={value}
              error={problem ? say(problem) : undefined}
              onChange={(next) => setValues((before) => ({ ...before, [variable.name]: next }))}
            />
          );
        })}
        <VentureSelect value={ventureId} onChange={setVentureId} />
        <Textarea
          label={t('message')}
          maxLength={1000}
          autosize
          minRows={2}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        <DaysField ref={daysField} value={days} onChange={setDays} />
      </Section>
      <BulkErrors count={rows.length} problems={problems} blanks={blanks} failure={send.error} />
      {send.error && !(send.error instanceof StepUpCancelled) && <ProblemAlert error={send.error} />}
      <Group>
        <Button
          loading={send.isPending || send.isSuccess}
          leftSection={<IconSend size={18} aria-hidden />}
          onClick={submit}
        >
          {t('send', { count: rows.length })}
        </Button>
        <Text size="sm" c="dimmed">
          {t('sendNote')}
        </Text>
      </Group>
    </Stack>
  );
}

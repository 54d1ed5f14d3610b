'use client';

import { Button, Group, NativeSelect, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Section } from '../../components/section';
import { PlainList } from '../documents/plain-list';
import { decides, rowKey, standsIn, type DraftForm, type PersonProblem, type PersonRow } from './draft-form';
import { RecipientItem } from './recipient-item';
import type { StepRule, Template } from './types';

interface RecipientSectionProps {
  readonly form: DraftForm;
  readonly template: Template;
  readonly problems: ReadonlyMap<string, PersonProblem>;
  /** Whether what is missing is pointed out yet. */
  readonly strict: boolean;
  readonly onChange: (part: Pick<DraftForm, 'people'> | Pick<DraftForm, 'steps'>) => void;
}

export const recipientsId = 'recipients';
const mostRecipients = 50;

/** Who gets the document, what each does with it, and in which order. */
export function RecipientSection({ form, template, problems, strict, onChange }: RecipientSectionProps) {
  const t = useTranslations('agreements.people');
  const { people } = form;
  const [said, setSaid] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const focus = useRef<string | null>(null);
  useEffect(() => {
    if (!focus.current) return;
    list.current
      ?.querySelector<HTMLElement>(`[data-row="${focus.current}"] input:not([type="radio"])`)
      ?.focus();
    focus.current = null;
  });
  const add = () => {
    const key = rowKey();
    const free = template.roles.find((role) => !people.some((row) => standsIn(row, role)));
    const last = Math.max(0, ...people.map(({ step }) => step));
    onChange({
      people: [
        ...people,
        {
          key,
          guest: false,
          userId: null,
          name: '',
          email: '',
          role: free?.label ?? t('defaultRole'),
          kind: 'SIGNER',
          step: Math.min(20, last + 1),
        },
      ],
    });
    focus.current = key;
    setSaid(t('added'));
  };
  const set = (key: string, next: Partial<PersonRow>) =>
    onChange({ people: people.map((row) => (row.key === key ? { ...row, ...next } : row)) });
  const remove = (key: string) => {
    onChange({ people: people.filter((row) => row.key !== key) });
    setSaid(t('removed'));
    list.current?.focus();
  };
  return (
    <Section
      title={t('title')}
      text={t('text', { roles: template.roles.map(({ label }) => label).join(', ') })}
    >
      <div ref={list} id={recipientsId} tabIndex={-1}>
        <PlainList label={t('title')}>
          {people.map((row, index) => (
            <RecipientItem
              key={row.key}
              row={row}
              number={index + 1}
              roles={template.roles.map(({ label }) => label)}
              problem={strict || row.userId || row.name || row.email ? problems.get(row.key) : undefined}
              onSet={(next) => set(row.key, next)}
              onRemove={() => remove(row.key)}
            />
          ))}
        </PlainList>
      </div>
      {people.length === 0 && <Text size="sm">{t('none')}</Text>}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <Group>
        <Button
          variant="default"
          disabled={people.length >= mostRecipients}
          leftSection={<IconUserPlus size={18} aria-hidden />}
          onClick={add}
        >
          {t('add')}
        </Button>
      </Group>
      <StepRules form={form} onChange={(steps) => onChange({ steps })} />
    </Section>
  );
}

/** Of every step with several who decide: how many are enough. */
function StepRules({ form, onChange }: { form: DraftForm; onChange: (steps: StepRule[]) => void }) {
  const t = useTranslations('agreements.people');
  const steps = [...Map.groupBy(form.people.filter(decides), ({ step }) => step)]
    .filter(([, rows]) => rows.length > 1)
    .toSorted(([a], [b]) => a - b);
  if (steps.length === 0) return null;
  return (
    <Stack gap="xs">
      {steps.map(([step, rows]) => {
        const rule = form.steps.find((one) => one.step === step);
        const all = rows.length;
        return (
          <NativeSelect
            key={step}
            label={t('enough', { step })}
            description={t('enoughHelp')}
            maw={320}
            value={String(Math.min(rule?.needed ?? all, all))}
            onChange={(event) => {
              const needed = Number(event.currentTarget.value);
              const others = form.steps.filter((one) => one.step !== step);
              onChange(needed < all ? [...others, { step, needed }] : others);
            }}
            data={rows.map((_, index) => {
              const needed = all - index;
              return {
                value: String(needed),
                label: needed === all ? t('enoughAll', { all }) : t('enoughSome', { needed, all }),
              };
            })}
          />
        );
      })}
    </Stack>
  );
}

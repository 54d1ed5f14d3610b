'use client';

import {
  Button,
  Card,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { v7 as newId } from 'uuid';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import type { Playbook } from './queries';

type Rule = Playbook['rules'][number];
/** A rule as it stands in the form: phrases as lines. */
type Draft = Omit<Rule, 'phrases' | 'limit'> & {
  words: string;
  limitWords: string;
  atLeast: number | string;
  atMost: number | string;
  reads: string;
};

const expectations = ['REQUIRED', 'PREFERRED', 'FORBIDDEN', 'LIMIT'] as const;
const severities = ['HIGH', 'MEDIUM', 'LOW'] as const;
/** Stands for own phrases among what the platform knows. */
const ownWords = '-';

interface Concept {
  readonly id: string;
  readonly name: string;
}

export function PlaybookForm({ playbook, concepts }: { playbook: Playbook; concepts: readonly Concept[] }) {
  const t = useTranslations('contracts.playbooks');
  const router = useRouter();
  const client = useQueryClient();
  // A copy gets its id once, so that saving twice makes one playbook.
  const [id] = useState(() => (playbook.shipped ? newId() : playbook.id));
  const form = useForm<{ name: string; rules: Draft[] }>({
    initialValues: {
      name: playbook.shipped ? t('copyName', { name: playbook.name }) : playbook.name,
      rules: playbook.rules.map(toDraft),
    },
    validate: ({ name, rules }) =>
      Object.fromEntries(
        [name.trim() ? [] : ['name'], ...rules.map(missingIn)].flat().map((path) => [path, t('missing')]),
      ),
  });
  const list = useRef<HTMLFormElement>(null);
  const count = form.values.rules.length;
  const known = useRef(count);
  // A new expectation is written at once.
  useEffect(() => {
    const added = count > known.current;
    known.current = count;
    if (added) list.current?.querySelector<HTMLElement>('section:last-of-type input')?.focus();
  }, [count]);
  const save = useMutation({
    mutationFn: ({ name, rules }: { name: string; rules: Draft[] }) =>
      api.contractReview.savePlaybook({
        params: { playbookId: id },
        body: { name, kind: playbook.kind, rules: rules.map(toRule) },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['contracts', 'playbooks'] });
      notifications.show({ message: t('saved') });
      router.push('/contracts');
    },
  });
  return (
    <form
      ref={list}
      noValidate
      onSubmit={form.onSubmit(
        (values) => save.mutate(values),
        () =>
          requestAnimationFrame(() =>
            list.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
          ),
      )}
    >
      <Stack>
        <TextInput label={t('name')} required maxLength={120} {...form.getInputProps('name')} />
        {form.values.rules.map((rule, index) => (
          <Card key={rule.id} withBorder component="section">
            <Stack>
              <Group justify="space-between">
                <Title order={2} size="h4">
                  {t('ruleNumber', { number: index + 1 })}
                </Title>
                <Button
                  variant="subtle"
                  color="red"
                  disabled={form.values.rules.length === 1}
                  aria-label={t('removeRuleNamed', { number: index + 1 })}
                  onClick={() => form.removeListItem('rules', index)}
                >
                  {t('removeRule')}
                </Button>
              </Group>
              <RuleFields form={form} index={index} rule={rule} concepts={concepts} />
            </Stack>
          </Card>
        ))}
        {save.error && <ProblemAlert error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          <Button variant="default" onClick={() => form.insertListItem('rules', emptyRule())}>
            {t('addRule')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function RuleFields({
  form,
  index,
  rule,
  concepts,
}: {
  form: Pick<UseFormReturnType<{ name: string; rules: Draft[] }>, 'getInputProps' | 'setFieldValue'>;
  index: number;
  rule: Draft;
  concepts: readonly Concept[];
}) {
  const t = useTranslations('contracts');
  const at = `rules.${index}` as const;
  return (
    <>
      <TextInput
        label={t('playbooks.ruleTitle')}
        required
        maxLength={120}
        {...form.getInputProps(`${at}.title`)}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label={t('playbooks.expectation')}
          allowDeselect={false}
          data={expectations.map((value) => ({ value, label: t(`playbooks.expectations.${value}`) }))}
          {...form.getInputProps(`${at}.expectation`)}
        />
        <Select
          label={t('playbooks.severity')}
          allowDeselect={false}
          data={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
          {...form.getInputProps(`${at}.severity`)}
        />
      </SimpleGrid>
      <Select
        label={t('playbooks.concept')}
        description={t('playbooks.conceptHint')}
        allowDeselect={false}
        searchable
        data={[
          { value: ownWords, label: t('playbooks.ownWords') },
          ...concepts.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={rule.concept ?? ownWords}
        onChange={(value) => form.setFieldValue(`${at}.concept`, value === ownWords ? null : value)}
      />
      {rule.concept === null && (
        <Textarea
          label={t('playbooks.words')}
          description={t('playbooks.wordsHint')}
          required
          autosize
          minRows={2}
          {...form.getInputProps(`${at}.words`)}
        />
      )}
      {rule.expectation === 'LIMIT' && (
        <>
          <Textarea
            label={t('playbooks.limitWords')}
            description={t('playbooks.limitHint')}
            required
            autosize
            minRows={2}
            {...form.getInputProps(`${at}.limitWords`)}
          />
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            <NumberInput label={t('playbooks.min')} {...form.getInputProps(`${at}.atLeast`)} />
            <NumberInput label={t('playbooks.max')} {...form.getInputProps(`${at}.atMost`)} />
            <TextInput
              label={t('playbooks.reads')}
              required
              maxLength={120}
              {...form.getInputProps(`${at}.reads`)}
            />
          </SimpleGrid>
        </>
      )}
      <Textarea
        label={t('playbooks.why')}
        required
        autosize
        maxLength={600}
        {...form.getInputProps(`${at}.why`)}
      />
      <Textarea
        label={t('playbooks.wording')}
        autosize
        maxLength={4000}
        {...form.getInputProps(`${at}.wording`)}
      />
    </>
  );
}

/** The fields of a rule that are to be filled in and are not, by their paths in the form. */
function missingIn(rule: Draft, index: number): string[] {
  const asked = [
    'title',
    ...(rule.concept === null ? ['words'] : []),
    ...(rule.expectation === 'LIMIT' ? ['limitWords', 'reads'] : []),
    'why',
  ] as const;
  return (asked as readonly ('title' | 'words' | 'limitWords' | 'reads' | 'why')[])
    .filter((field) => !rule[field].trim())
    .map((field) => `rules.${index}.${field}`);
}

function toDraft({ phrases, limit, ...rule }: Rule): Draft {
  return {
    ...rule,
    wording: rule.wording ?? '',
    words: phrases.join('\n'),
    limitWords: limit?.phrases.join('\n') ?? '',
    atLeast: limit?.atLeast ?? '',
    atMost: limit?.atMost ?? '',
    reads: limit?.reads ?? '',
  };
}

function toRule({ words, limitWords, atLeast, atMost, reads, ...draft }: Draft): Rule {
  const bound = (value: number | string) => (value === '' ? null : Number(value));
  return {
    ...draft,
    phrases: draft.concept === null ? linesOf(words) : [],
    limit:
      draft.expectation === 'LIMIT'
        ? {
            phrases: linesOf(limitWords),
            atLeast: bound(atLeast),
            atMost: bound(atMost),
            reads: reads.trim(),
          }
        : null,
    wording: draft.wording?.trim() || null,
  };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function emptyRule(): Draft {
  return {
    id: newId(),
    title: '',
    expectation: 'REQUIRED',
    concept: null,
    words: '',
    concerns: [],
    limitWords: '',
    atLeast: '',
    atMost: '',
    reads: '',
    severity: 'MEDIUM',
    why: '',
    wording: '',
  };
}

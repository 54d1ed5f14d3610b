'use client';

import {
  Alert,
  Button,
  Group,
  List,
  NativeSelect,
  Select,
  Stack,
  Text,
  Textarea,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api, newKey } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import type { Venture } from '../ventures/types';
import { ownershipQuery, type Successor } from './queries';
import { WhatHappens } from './what-happens';

const terms = ['3', '7', '14', '30'];
const longest = 1000;

interface StartFormProps {
  readonly venture: Venture;
  readonly successors: readonly Successor[];
}

/** Names the member, and sends the document that both sign. */
export function StartForm({ venture, successors }: StartFormProps) {
  const t = useTranslations('ownership.start');
  const roles = useTranslations('ventures.role');
  const client = useQueryClient();
  const stepUp = useStepUp();
  const [key, setKey] = useState(newKey);
  const form = useForm({
    mode: 'controlled',
    initialValues: { memberId: null as string | null, days: '7', message: '' },
    validate: { memberId: (value) => (value === null ? t('choose') : null) },
  });
  const start = useMutation({
    mutationFn: ({ memberId, days, message }: typeof form.values) =>
      stepUp(() =>
        api.ownership.start(
          { params: { ventureId: venture.id }, body: { memberId: memberId!, days: Number(days), message } },
          { idempotencyKey: key },
        ),
      ),
    onSuccess: () => {
      // What is sent next is meant anew.
      setKey(newKey());
      return client.invalidateQueries({ queryKey: ownershipQuery(venture.id).queryKey });
    },
    onError: (error) => applyErrors(form, error),
  });
  const ready = successors.filter((one) => one.ready);
  return (
    <Section title={t('title')} text={t('text', { name: venture.name })}>
      <Title order={3} size="h4">
        {t('happens')}
      </Title>
      <WhatHappens />
      {ready.length === 0 ? (
        <Alert color="blue" icon={<IconInfoCircle aria-hidden />} title={t('nobodyTitle')}>
          <Text size="sm">{t('nobodyText')}</Text>
        </Alert>
      ) : (
        <form
          noValidate
          onSubmit={form.onSubmit(
            (values) => start.mutate(values),
            (errors) => focusFirst(form, errors),
          )}
        >
          <Stack maw={560}>
            <Select
              {...form.getInputProps('memberId')}
              label={t('member')}
              description={t('memberHint')}
              required
              data={ready.map(({ userId, name, role }) => ({
                value: userId,
                label: t('option', { name, role: roles(role) }),
              }))}
            />
            <NativeSelect
              {...form.getInputProps('days')}
              label={t('days')}
              data={terms.map((days) => ({ value: days, label: t('term', { days: Number(days) }) }))}
            />
            <Textarea
              {...form.getInputProps('message')}
              label={t('message')}
              description={t('messageHint')}
              autosize
              minRows={3}
              maxLength={longest}
            />
            {start.isError && !(start.error instanceof StepUpCancelled) && (
              <ProblemAlert error={start.error} />
            )}
            <Group>
              <Button type="submit" loading={start.isPending}>
                {t('send')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
      <NotReady successors={successors.filter((one) => !one.ready)} />
    </Section>
  );
}

function NotReady({ successors }: { successors: readonly Successor[] }) {
  const t = useTranslations('ownership.start');
  if (successors.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {t('notReady')}
      </Title>
      <Text size="sm" c="dimmed" maw="68ch">
        {t('notReadyText')}
      </Text>
      <List size="sm">
        {successors.map(({ userId, name, missingPapers }) => (
          <List.Item key={userId}>
            {missingPapers.length > 0
              ? t('misses', { name, count: missingPapers.length, papers: missingPapers.join(', ') })
              : t('missesElse', { name })}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

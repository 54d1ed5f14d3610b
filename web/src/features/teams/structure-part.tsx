'use client';

import {
  Anchor,
  Button,
  Card,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { teamsWire } from '@smartstart/contract';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useIntention } from '../buz/intention';
import { PlainList } from '../documents/plain-list';
import { ConfirmModal } from '../ventures/confirm-modal';
import { companiesQuery, useRefreshTeams } from './queries';
import type { Company } from './types';

type Stake = Company['parents'][number];

/** Who holds a part of the company, and of which it holds one. */
export function StructurePart({ company }: { company: Company }) {
  const t = useTranslations('teams.company');
  const [open, setOpen] = useState<'parent' | 'merge' | null>(null);
  return (
    <Stack gap="lg">
      <Stakes title={t('parents')} none={t('noParents')} stakes={company.parents} company={company} up />
      <Stakes title={t('children')} none={t('noChildren')} stakes={company.children} company={company} />
      {company.rights.includes('own') && (
        <Group>
          <Button onClick={() => setOpen('parent')}>{t('addParent')}</Button>
          <Button variant="outline" color="red" onClick={() => setOpen('merge')}>
            {t('merge')}
          </Button>
        </Group>
      )}
      {open && <OtherForm company={company} what={open} onClose={() => setOpen(null)} />}
    </Stack>
  );
}

interface StakesProps {
  readonly title: string;
  readonly none: string;
  readonly stakes: readonly Stake[];
  readonly company: Company;
  /** The others hold this company. */
  readonly up?: boolean;
}

function Stakes({ title, none, stakes, company, up = false }: StakesProps) {
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {title}
      </Title>
      {stakes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      ) : (
        <PlainList label={title}>
          {stakes.map((stake, index) => (
            <li key={stake.company?.id ?? index}>
              <StakeRow stake={stake} company={company} up={up} />
            </li>
          ))}
        </PlainList>
      )}
    </Stack>
  );
}

function StakeRow({ stake, company, up }: { stake: Stake; company: Company; up: boolean }) {
  const t = useTranslations('teams.company');
  const refresh = useRefreshTeams();
  const [asking, setAsking] = useState(false);
  const other = stake.company;
  return (
    <Card p="md">
      <Group justify="space-between" gap="sm">
        <Text>
          {other ? (
            <Anchor component={Link} href={`/companies/${other.id}`} c="inherit" fw={600}>
              {other.name}
            </Anchor>
          ) : (
            t('hidden')
          )}
          {` · ${t('holds', { percent: stake.percent })}`}
        </Text>
        {stake.mayRemove && other && (
          <Button
            size="xs"
            variant="default"
            aria-label={t('endStakeNamed', { name: other.name })}
            onClick={() => setAsking(true)}
          >
            {t('endStake')}
          </Button>
        )}
      </Group>
      {asking && other && (
        <ConfirmModal
          title={t('endStakeTitle')}
          text={t('endStakeText')}
          confirm={t('endStake')}
          danger
          run={() =>
            api.companies.removeParent({
              params: up
                ? { companyId: company.id, parentId: other.id }
                : { companyId: other.id, parentId: company.id },
            })
          }
          onClose={() => setAsking(false)}
          onDone={() => void refresh()}
        />
      )}
    </Card>
  );
}

interface OtherFormProps {
  readonly company: Company;
  readonly what: 'parent' | 'merge';
  readonly onClose: () => void;
}

/** Chooses the other company; where it has another owner, that one is asked. */
function OtherForm({ company, what, onClose }: OtherFormProps) {
  const t = useTranslations('teams.company');
  const refresh = useRefreshTeams();
  const intention = useIntention();
  const query = useInfiniteQuery(companiesQuery({ mine: 'false', search: '' }));
  const others = (query.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ id, state }) => id !== company.id && state === 'ACTIVE');
  const form = useForm({
    initialValues: { otherId: '', percent: '', message: '' },
    validate: {
      otherId: (value) => (value ? null : t('parentWrong')),
      percent: (value) =>
        what === 'merge' || teamsWire.percent.safeParse(value.trim()).success ? null : t('percentWrong'),
    },
  });
  const ask = useMutation({
    mutationFn: ({ otherId, percent, message }: typeof form.values) =>
      what === 'parent'
        ? api.companies.setParent({
            params: { companyId: company.id, parentId: otherId },
            body: { percent: percent.trim(), message: message.trim() },
          })
        : api.companies.merge(
            { params: { companyId: company.id }, body: { intoId: otherId, message: message.trim() } },
            { idempotencyKey: intention.keyOf([otherId, message]) },
          ),
    onSuccess: async ({ set }) => {
      notifications.show({ color: 'fir', message: t(set ? 'set' : 'waits') });
      onClose();
      await refresh();
    },
    onError: (error) => void applyErrors(form, error),
  });
  return (
    <FormModal
      title={t(what === 'parent' ? 'addParent' : 'merge')}
      confirm={t(what === 'parent' ? 'addParent' : 'mergeGo')}
      form={form}
      busy={ask.isPending}
      error={ask.error}
      danger={what === 'merge'}
      onSubmit={(values) => ask.mutate(values)}
      onClose={onClose}
    >
      <Text size="sm">{t(what === 'parent' ? 'addParentText' : 'mergeText')}</Text>
      <NativeSelect
        {...form.getInputProps('otherId')}
        label={t(what === 'parent' ? 'parent' : 'into')}
        required
        data={[{ value: '', label: '' }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      {what === 'parent' && (
        <TextInput
          {...form.getInputProps('percent')}
          label={t('percent')}
          required
          inputMode="decimal"
          maxLength={8}
          maw={240}
        />
      )}
      <Textarea
        {...form.getInputProps('message')}
        label={t('message')}
        maxLength={500}
        autosize
        minRows={2}
      />
    </FormModal>
  );
}

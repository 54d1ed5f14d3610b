'use client';

import { NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useIntention } from '../buz/intention';
import { companiesQuery, useRefreshTeams } from './queries';
import type { Team } from './types';

const visibilities = ['PUBLIC', 'PRIVATE', 'CONFIDENTIAL'] as const;
const usualSize = 6;

interface Values {
  name: string;
  purpose: string;
  place: string;
  visibility: (typeof visibilities)[number];
  size: number | string;
}

interface TeamFormProps {
  /** The team to edit; without it a new one is made. */
  readonly team?: Team;
  /** A new team stands in this company, or inside this team. */
  readonly inside?: { readonly companyId: string } | { readonly parentId: string };
  readonly onClose: () => void;
}

/** Makes a team, or changes what is said of one. */
export function TeamForm({ team, inside, onClose }: TeamFormProps) {
  const t = useTranslations('teams.form');
  const router = useRouter();
  const refresh = useRefreshTeams();
  const intention = useIntention();
  const places = usePlaces(!team && !inside);
  const form = useForm<Values>({
    initialValues: {
      name: team?.name ?? '',
      purpose: team?.purpose ?? '',
      place: '',
      visibility: team?.visibility ?? 'PUBLIC',
      size: team?.size ?? usualSize,
    },
    validate: {
      name: (value) => (value.trim().length >= 2 ? null : t('nameWrong')),
      purpose: (value) => (value.trim().length >= 10 ? null : t('purposeWrong')),
      size: (value) => (Number(value) >= 2 && Number(value) <= 100 ? null : t('sizeWrong')),
    },
  });
  const save = useMutation({
    mutationFn: async ({ name, purpose, place, visibility, size }: Values) => {
      const fields = { name: name.trim(), purpose: purpose.trim(), visibility, size: Number(size) };
      if (team)
        return api.teams.edit(
          { params: { teamId: team.id }, body: fields },
          { ifMatch: `"${team.version}"` },
        );
      const [kind, id] = place.split(':');
      const chosen = id ? (kind === 'company' ? { companyId: id } : { ventureId: id }) : {};
      const body = { ...fields, ...chosen, ...inside };
      return api.teams.create({ body }, { idempotencyKey: intention.keyOf(body) });
    },
    onSuccess: async ({ id }) => {
      onClose();
      if (!team) router.push(`/teams/${id}`);
      await refresh();
    },
    onError: (error) => void applyErrors(form, error),
  });
  const visibility = useTranslations('teams.visibility');
  const visibilityText = useTranslations('teams.visibilityText');
  return (
    <FormModal
      title={t(team ? 'editTitle' : 'createTitle')}
      confirm={t(team ? 'save' : 'create')}
      form={form}
      busy={save.isPending}
      error={save.error}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      <TextInput {...form.getInputProps('name')} label={t('name')} required maxLength={80} data-autofocus />
      <Textarea
        {...form.getInputProps('purpose')}
        label={t('purpose')}
        description={t('purposeHint')}
        required
        maxLength={1000}
        autosize
        minRows={3}
      />
      {!team && !inside && (
        <NativeSelect
          {...form.getInputProps('place')}
          label={t('place')}
          description={t('placeHint')}
          data={[{ value: '', label: t('alone') }, ...places]}
        />
      )}
      <NativeSelect
        {...form.getInputProps('visibility')}
        label={t('visibility')}
        description={visibilityText(form.values.visibility)}
        data={visibilities.map((value) => ({ value, label: visibility(value) }))}
      />
      <NumberInput
        {...form.getInputProps('size')}
        label={t('size')}
        required
        min={2}
        max={100}
        allowDecimal={false}
        maw={320}
      />
    </FormModal>
  );
}

const opens = ['OWNER', 'MANAGER'];
const leads = ['OWNER', 'CO_OWNER', 'LEAD'];

/** Where the reader may open a team besides on its own. */
function usePlaces(enabled: boolean): { value: string; label: string }[] {
  const t = useTranslations('teams.form');
  const companies = useInfiniteQuery({ ...companiesQuery({ mine: 'true', search: '' }), enabled });
  const ventures = useQuery({
    queryKey: ['ventures', 'mine', 'places'],
    queryFn: ({ signal }) => api.ventures.list({ query: { mine: 'true', limit: 100 } }, { signal }),
    enabled,
  });
  return [
    ...(companies.data?.pages ?? []).flatMap(({ items }) =>
      items.flatMap(({ id, name, role, state }) =>
        role && opens.includes(role) && state === 'ACTIVE'
          ? [{ value: `company:${id}`, label: t('company', { name }) }]
          : [],
      ),
    ),
    ...(ventures.data?.items ?? []).flatMap(({ id, name, status, myRole }) =>
      status === 'ACTIVE' && myRole && leads.includes(myRole)
        ? [{ value: `venture:${id}`, label: t('venture', { name }) }]
        : [],
    ),
  ];
}

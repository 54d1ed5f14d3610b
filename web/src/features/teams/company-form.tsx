'use client';

import { Button, Card, Group, NativeSelect, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { teamsWire } from '@smartstart/contract';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { ProblemAlert } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { useRefreshTeams } from './queries';
import { TeamsFrame } from './teams-frame';
import type { Company } from './types';

interface Values {
  name: string;
  description: string;
  industry: string;
  size: Company['size'];
  stage: Company['stage'];
  visibility: Company['visibility'];
  tags: string[];
  website: string;
}

/** `/companies/new`. */
export function NewCompanyPage() {
  const t = useTranslations('teams.company');
  const companies = useTranslations('teams.companies');
  const router = useRouter();
  return (
    <TeamsFrame
      title={t('newTitle')}
      lead={t('newLead')}
      crumbs={[{ label: companies('title'), href: '/companies' }]}
    >
      <Card p={{ base: 'md', sm: 'xl' }}>
        <CompanyForm onSaved={({ id }) => router.push(`/companies/${id}`)} />
      </Card>
    </TeamsFrame>
  );
}

interface CompanyFormProps {
  /** The company to edit; without it a new one is made. */
  readonly company?: Company;
  readonly onSaved: (company: Company) => void;
}

export function CompanyForm({ company, onSaved }: CompanyFormProps) {
  const t = useTranslations('teams.company');
  const sizes = useTranslations('teams.size');
  const stages = useTranslations('teams.stage');
  const visibility = useTranslations('teams.visibility');
  const visibilityText = useTranslations('teams.visibilityText');
  const refresh = useRefreshTeams();
  const intention = useIntention();
  const form = useForm<Values>({
    initialValues: {
      name: company?.name ?? '',
      description: company?.description ?? '',
      industry: company?.industry ?? '',
      size: company?.size ?? 'MICRO',
      stage: company?.stage ?? 'PRE_SEED',
      visibility: company?.visibility ?? 'PUBLIC',
      tags: company?.tags ?? [],
      website: company?.website ?? '',
    },
    validate: {
      name: (value) => (value.trim().length >= 2 ? null : t('nameWrong')),
      description: (value) => (value.trim().length >= 10 ? null : t('descriptionWrong')),
      industry: (value) => (value.trim().length >= 2 ? null : t('industryWrong')),
      website: (value) =>
        teamsWire.companyFields.website.safeParse(value.trim()).success ? null : t('websiteWrong'),
    },
  });
  const save = useMutation({
    mutationFn: (values: Values) => {
      const body = {
        ...values,
        name: values.name.trim(),
        description: values.description.trim(),
        industry: values.industry.trim(),
        website: values.website.trim(),
      };
      return company
        ? api.companies.edit({ params: { companyId: company.id }, body }, { ifMatch: `"${company.version}"` })
        : api.companies.create({ body }, { idempotencyKey: intention.keyOf(body) });
    },
    onSuccess: async (saved) => {
      onSaved(saved);
      await refresh();
    },
    onError: (error) => void applyErrors(form, error),
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => save.mutate(values),
        (errors) => focusFirst(form, errors),
      )}
    >
      <Stack maw={620}>
        <TextInput {...form.getInputProps('name')} label={t('name')} required maxLength={80} />
        <Textarea
          {...form.getInputProps('description')}
          label={t('description')}
          required
          maxLength={2000}
          autosize
          minRows={3}
        />
        <TextInput {...form.getInputProps('industry')} label={t('industry')} required maxLength={60} />
        <Group grow align="flex-start">
          <NativeSelect
            {...form.getInputProps('size')}
            label={t('size')}
            data={teamsWire.companySize.options.map((value) => ({ value, label: sizes(value) }))}
          />
          <NativeSelect
            {...form.getInputProps('stage')}
            label={t('stage')}
            data={teamsWire.companyStage.options.map((value) => ({ value, label: stages(value) }))}
          />
        </Group>
        <NativeSelect
          {...form.getInputProps('visibility')}
          label={t('visibility')}
          description={visibilityText(form.values.visibility)}
          data={teamsWire.visibility.options.map((value) => ({ value, label: visibility(value) }))}
        />
        <TagsInput
          {...form.getInputProps('tags')}
          label={t('tags')}
          description={t('tagsHint')}
          maxTags={10}
          maxLength={30}
        />
        <TextInput
          {...form.getInputProps('website')}
          label={t('website')}
          description={t('websiteHint')}
          type="url"
          maxLength={200}
        />
        <ProblemAlert error={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t(company ? 'save' : 'create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

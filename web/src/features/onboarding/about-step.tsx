'use client';

import {
  Alert,
  Button,
  Group,
  List,
  NativeSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Skeleton,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { fieldErrors, hasCode, ProblemAlert } from '../../lib/problem';
import { useMe } from '../../lib/session';
import { dropDraft, readDraft, useDraft } from './draft';
import { skillsQuery, stepHref, type Stage } from './progress';

type Values = {
  name: string;
  biography: string;
  experience: number | string;
  location: string;
  hours: number | string;
  interests: string[];
  skill: string;
  level: string;
  years: number | string;
  timeZone: string;
};

const biographyWanted = 50;

/** Asks for what lets others find the person and lets opportunities fit. */
export function AboutStep({ stage }: { stage: Stage }) {
  const me = useMe();
  const skills = useQuery(skillsQuery());
  const settings = useQuery({ queryKey: ['me', 'settings'], queryFn: () => api.users.settings({}) });
  const failed = [me, skills, settings].find((query) => query.isLoadingError);
  if (failed) return <ProblemAlert error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!me.data || !skills.data || !settings.data) return <Skeleton height={300} aria-hidden />;
  const { id, name, biography, yearsOfExperience, location, hoursPerWeek, interests } = me.data;
  return (
    <AboutForm
      key={id}
      stage={stage}
      storeKey={`smartstart.about.${id}`}
      skills={skills.data.items.map((skill) => skill.name)}
      start={{
        name,
        biography,
        experience: yearsOfExperience ?? '',
        location,
        hours: hoursPerWeek ?? '',
        interests,
        skill: '',
        level: '3',
        years: 1,
        timeZone: startZone(settings.data.timeZone),
      }}
    />
  );
}

interface FormProps {
  stage: Stage;
  storeKey: string;
  start: Values;
  skills: string[];
}

function AboutForm({ stage, storeKey, start, skills }: FormProps) {
  const t = useTranslations('onboarding.about');
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  // Read once: what arrives later is the person's own typing.
  const [initial] = useState(() => ({ ...start, ...readDraft<Values>(storeKey, stage) }));
  const form = useForm<Values>({
    initialValues: initial,
    validate: {
      name: (value) => (value.trim() ? null : t('nameMissing')),
      timeZone: (value) => (value ? null : t('timeZoneMissing')),
      experience: (value) => (value === '' || isYears(value) ? null : t('yearsWrong')),
      years: (value, values) => (values.skill.trim() && !isYears(value) ? t('yearsWrong') : null),
    },
  });
  useDraft(storeKey, stage.number, form.values, form.isDirty());
  const save = useSave((saved) => {
    const unchanged = JSON.stringify(form.getValues()) === JSON.stringify(saved);
    form.resetDirty(saved);
    // What was typed while it was being saved is still only here.
    if (!unchanged) return;
    form.setFieldValue('skill', '');
    form.resetDirty({ ...saved, skill: '' });
    dropDraft(storeKey);
  });
  const wholeFailure = save.isError && Object.keys(fieldErrors(save.error)).length === 0;
  const written = form.values.biography.trim().length;
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (input) => save.mutate(input, { onError: (error) => void applyErrors(form, error) }),
        (errors) => focusFirst(form, errors),
      )}
    >
      <Stack>
        <Text>{t('text')}</Text>
        <TextInput
          label={t('name')}
          autoComplete="name"
          required
          maxLength={80}
          {...form.getInputProps('name')}
        />
        <Textarea
          label={t('biography')}
          description={
            written < biographyWanted
              ? t('biographyShort', { count: biographyWanted - written })
              : t('biographyHelp')
          }
          autosize
          minRows={3}
          maxLength={2000}
          {...form.getInputProps('biography')}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t('location')}
            placeholder={t('locationExample')}
            maxLength={120}
            {...form.getInputProps('location')}
          />
          <Select
            label={t('timeZone')}
            data={zones}
            searchable
            allowDeselect={false}
            required
            {...form.getInputProps('timeZone')}
          />
          <NumberInput
            label={t('experience')}
            min={0}
            max={60}
            allowDecimal={false}
            {...form.getInputProps('experience')}
          />
          <NumberInput
            label={t('hours')}
            min={0}
            max={80}
            allowDecimal={false}
            {...form.getInputProps('hours')}
          />
        </SimpleGrid>
        <TagsInput
          label={t('interests')}
          description={t('interestsHelp')}
          maxTags={20}
          maxLength={40}
          {...form.getInputProps('interests')}
        />
        {skills.length > 0 && <Alert>{t('skillsHeld', { names: skills.join(', ') })}</Alert>}
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <TextInput
            label={skills.length > 0 ? t('skillMore') : t('skill')}
            placeholder={t('skillExample')}
            maxLength={60}
            miw={180}
            {...form.getInputProps('skill')}
          />
          <NativeSelect
            label={t('level')}
            miw={130}
            data={['1', '2', '3', '4', '5'].map((value) => ({
              value,
              label: t(`levels.${value as '1' | '2' | '3' | '4' | '5'}`),
            }))}
            {...form.getInputProps('level')}
          />
          <NumberInput
            label={t('years')}
            min={0}
            max={60}
            allowDecimal={false}
            miw={110}
            {...form.getInputProps('years')}
          />
        </Group>
        <Missing stage={stage} />
        {wholeFailure && <ProblemAlert error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          <Button component={Link} href={stepHref('papers')} variant="default">
            {t('later')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What the stage still asks for, told again after each save. */
function Missing({ stage }: { stage: Stage }) {
  const t = useTranslations('onboarding.about');
  const missing = stage.gates.flatMap((gate) => (gate.required ? gate.missing : []));
  return (
    <div role="status">
      {missing.length > 0 && stage.state === 'IN_PROGRESS' && (
        <>
          <Text size="sm">{t('missing')}</Text>
          <List size="sm">
            {missing.map((what) => (
              <List.Item key={what}>{what}</List.Item>
            ))}
          </List>
        </>
      )}
    </div>
  );
}

/** Sends what differs, and goes on when the stage is complete. */
function useSave(onSaved: (saved: Values) => void) {
  const router = useRouter();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: Values) => {
      const current = await api.users.me({});
      await api.users.editMe(
        {
          body: {
            name: input.name.trim(),
            biography: input.biography.trim(),
            yearsOfExperience: isYears(input.experience) ? input.experience : null,
            location: input.location.trim(),
            hoursPerWeek: typeof input.hours === 'number' ? input.hours : null,
            interests: input.interests,
          },
        },
        current.etag ? { ifMatch: current.etag } : {},
      );
      const settings = await api.users.settings({});
      if (settings.timeZone !== input.timeZone)
        await api.users.setSettings({ body: { ...settings, timeZone: input.timeZone } });
      const skill = input.skill.trim();
      if (skill)
        await api.users
          .addSkill({ body: { name: skill, level: Number(input.level), years: Number(input.years) } })
          .catch((error: unknown) => {
            // Having the skill already is what was wanted.
            if (!hasCode(error, 'ALREADY_EXISTS')) throw error;
          });
      await api.journey.saveDraft({ params: { number: 2 }, body: { fields: {} } });
      return api.journey.get({});
    },
    onSuccess: async (journey, input) => {
      onSaved(input);
      client.setQueryData(['journey'], journey);
      await client.invalidateQueries({ queryKey: ['me'] });
      const missing = journey.stages[1]?.gates.some(({ required, passed }) => required && !passed);
      if (!missing) router.replace(stepHref('papers'), { scroll: false });
    },
  });
}

function isYears(value: number | string): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 60;
}

/** An account without a chosen zone carries UTC; the device knows better. */
function startZone(account: string): string {
  return account && account !== 'UTC' ? account : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

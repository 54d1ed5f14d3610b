'use client';

import {
  Anchor,
  Button,
  Group,
  NumberInput,
  SimpleGrid,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { applyErrors, focusFirst } from '../../lib/form';
import { hasCode, ProblemAlert } from '../../lib/problem';
import type { Me, ProfileEdit } from './profile-page';

const biographyWanted = 50;

function valuesOf(me: Me) {
  return {
    name: me.name,
    slug: me.slug,
    headline: me.headline,
    biography: me.biography,
    yearsOfExperience: me.yearsOfExperience ?? ('' as number | ''),
    hoursPerWeek: me.hoursPerWeek ?? ('' as number | ''),
    location: me.location,
    website: me.website ?? '',
    interests: me.interests,
  };
}

export function ProfileForm({ me, onSave }: { me: Me; onSave: (body: ProfileEdit) => Promise<Me> }) {
  const t = useTranslations('settings.profile');
  const common = useTranslations('common');
  const [biography, setBiography] = useState(me.biography.length);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: valuesOf(me),
    onValuesChange: (values) => setBiography(values.biography.trim().length),
    validate: {
      name: (value) => (value.trim() ? null : t('nameMissing')),
      slug: (value) =>
        /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) && value.length >= 3 && value.length <= 32
          ? null
          : t('slugWrong'),
      website: (value) => (value === '' || /^https?:\/\/\S+\.\S+$/.test(value) ? null : t('websiteWrong')),
    },
  });
  const save = useMutation({
    mutationFn: (values: ReturnType<typeof valuesOf>) =>
      onSave({
        ...values,
        yearsOfExperience: values.yearsOfExperience === '' ? null : values.yearsOfExperience,
        hoursPerWeek: values.hoursPerWeek === '' ? null : values.hoursPerWeek,
        website: values.website === '' ? null : values.website,
      }),
    onSuccess: (next) => {
      form.resetDirty(valuesOf(next));
      notifications.show({ message: common('saved'), color: 'fir' });
    },
    onError: (error) => {
      if (hasCode(error, 'ALREADY_EXISTS')) {
        form.setFieldError('slug', t('slugTaken'));
        focusFirst(form, { slug: true });
      } else applyErrors(form, error);
    },
  });
  const whole = save.error && !hasCode(save.error, 'EDIT_CONFLICT') && Object.keys(form.errors).length === 0;
  return (
    <Section title={t('aboutTitle')} text={t('aboutText')}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => save.mutate(values),
          (errors) => focusFirst(form, errors),
        )}
      >
        <Stack gap="md">
          {whole && <ProblemAlert error={save.error} />}
          <TextInput
            key={form.key('name')}
            {...form.getInputProps('name')}
            label={t('name')}
            autoComplete="name"
            maxLength={80}
            required
          />
          <TextInput
            key={form.key('headline')}
            {...form.getInputProps('headline')}
            label={t('headline')}
            description={t('headlineHint')}
            maxLength={120}
          />
          <TextInput
            key={form.key('slug')}
            {...form.getInputProps('slug')}
            label={t('slug')}
            description={t('slugHint')}
            leftSection="/p/"
            maxLength={32}
            required
          />
          <Stack gap={4}>
            <Textarea
              key={form.key('biography')}
              {...form.getInputProps('biography')}
              label={t('biography')}
              description={t('biographyHint')}
              autosize
              minRows={4}
              maxRows={14}
              maxLength={2000}
            />
            <Text size="sm" c="dimmed" aria-live="polite">
              {biography < biographyWanted
                ? t('biographyShort', { count: biographyWanted - biography })
                : t('biographyCount', { count: biography })}
            </Text>
          </Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NumberInput
              key={form.key('yearsOfExperience')}
              {...form.getInputProps('yearsOfExperience')}
              label={t('years')}
              min={0}
              max={60}
              allowDecimal={false}
              clampBehavior="strict"
            />
            <NumberInput
              key={form.key('hoursPerWeek')}
              {...form.getInputProps('hoursPerWeek')}
              label={t('hours')}
              min={0}
              max={80}
              allowDecimal={false}
              clampBehavior="strict"
            />
            <TextInput
              key={form.key('location')}
              {...form.getInputProps('location')}
              label={t('location')}
              placeholder={t('locationHint')}
              maxLength={120}
            />
            <TextInput
              key={form.key('website')}
              {...form.getInputProps('website')}
              label={t('website')}
              placeholder="https://"
              type="url"
              autoComplete="url"
              maxLength={300}
            />
          </SimpleGrid>
          <TagsInput
            key={form.key('interests')}
            {...form.getInputProps('interests')}
            label={t('interests')}
            description={t('interestsHint')}
            maxTags={20}
            clearable
            clearButtonProps={{ 'aria-label': t('interestsClear') }}
          />
          <Group justify="space-between">
            <Button type="submit" loading={save.isPending}>
              {common('save')}
            </Button>
            <Anchor component={Link} href={`/p/${me.slug}`} size="sm">
              {t('publicCard')}
            </Anchor>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

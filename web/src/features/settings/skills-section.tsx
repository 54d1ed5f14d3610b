'use client';

import {
  ActionIcon,
  Badge,
  Button,
  Group,
  NumberInput,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
  VisuallyHidden,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { hasCode, ProblemAlert } from '../../lib/problem';

export const skillLevels = [1, 2, 3, 4, 5] as const;
const key = ['me', 'skills'];

export function SkillsSection() {
  const t = useTranslations('settings.skills');
  const levels = useTranslations('people.levels');
  const queryClient = useQueryClient();
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => api.users.skills({}, { signal }) });
  const remove = useMutation({
    mutationFn: (skillId: string) => api.users.removeSkill({ params: { skillId } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: key }),
  });
  return (
    <Section title={t('title')} text={t('text')}>
      {remove.error && <ProblemAlert error={remove.error} />}
      <QueryView query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm">{t('empty')}</Text>
          ) : (
            <Table aria-label={t('title')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('name')}</Table.Th>
                  <Table.Th>{t('level')}</Table.Th>
                  <Table.Th>{t('years')}</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>{t('actions')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((skill) => (
                  <Table.Tr key={skill.id}>
                    <Table.Td>{skill.name}</Table.Td>
                    <Table.Td>
                      <Badge>{levels(String(skill.level) as `${(typeof skillLevels)[number]}`)}</Badge>
                    </Table.Td>
                    <Table.Td>{skill.years}</Table.Td>
                    <Table.Td ta="end">
                      <ActionIcon
                        variant="subtle"
                        color="red"
                        size="lg"
                        aria-label={t('remove', { name: skill.name })}
                        onClick={() => remove.mutate(skill.id)}
                        loading={remove.isPending && remove.variables === skill.id}
                      >
                        <IconTrash size={18} aria-hidden />
                      </ActionIcon>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </QueryView>
      <AddSkill />
    </Section>
  );
}

function AddSkill() {
  const t = useTranslations('settings.skills');
  const levels = useTranslations('people.levels');
  const queryClient = useQueryClient();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', level: '3', years: 1 as number | '' },
    validate: { name: (value) => (value.trim() ? null : t('nameMissing')) },
  });
  const add = useMutation({
    mutationFn: (values: { name: string; level: string; years: number | '' }) =>
      api.users.addSkill({
        body: {
          name: values.name.trim(),
          level: Number(values.level),
          years: values.years === '' ? 0 : values.years,
        },
      }),
    onSuccess: () => {
      form.reset();
      form.getInputNode('name')?.focus();
      return queryClient.invalidateQueries({ queryKey: key });
    },
    onError: (error) => {
      if (hasCode(error, 'ALREADY_EXISTS')) {
        form.setFieldError('name', t('twice'));
        focusFirst(form, { name: true });
      } else applyErrors(form, error);
    },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => add.mutate(values),
        (errors) => focusFirst(form, errors),
      )}
    >
      <Stack gap="sm">
        {add.error && Object.keys(form.errors).length === 0 && <ProblemAlert error={add.error} />}
        <Group align="flex-start" gap="sm">
          <TextInput
            key={form.key('name')}
            {...form.getInputProps('name')}
            label={t('name')}
            maxLength={60}
            required
            flex="2 1 12rem"
          />
          <Select
            key={form.key('level')}
            {...form.getInputProps('level')}
            label={t('level')}
            allowDeselect={false}
            flex="1 1 9rem"
            data={skillLevels.map((level) => ({ value: String(level), label: levels(`${level}`) }))}
          />
          <NumberInput
            key={form.key('years')}
            {...form.getInputProps('years')}
            label={t('years')}
            min={0}
            max={60}
            allowDecimal={false}
            clampBehavior="strict"
            flex="1 1 6rem"
          />
        </Group>
        <Group>
          <Button
            type="submit"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            loading={add.isPending}
          >
            {t('add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

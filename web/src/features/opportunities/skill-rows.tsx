'use client';

import { ActionIcon, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { SkillLevel } from './types';

export const mostSkills = 15;
const levels = [1, 2, 3, 4, 5] as const;

interface SkillRowsProps {
  readonly legend: string;
  readonly hint?: string;
  readonly value: readonly SkillLevel[];
  /** What is wrong with the list, or with one row by its number. */
  readonly error?: string | null;
  readonly rowErrors?: Readonly<Record<number, string>>;
  readonly onChange: (value: SkillLevel[]) => void;
}

/** Skills with a level each, in rows that are added and removed with the keyboard as well. */
export function SkillRows({ legend, hint, value, error, rowErrors = {}, onChange }: SkillRowsProps) {
  const t = useTranslations('opportunities.skillRows');
  const names = useTranslations('people.levels');
  const id = useId();
  const focus = (index: number) =>
    requestAnimationFrame(() => document.getElementById(index < 0 ? `${id}-add` : `${id}-${index}`)?.focus());
  const set = (index: number, change: Partial<SkillLevel>) =>
    onChange(value.map((skill, at) => (at === index ? { ...skill, ...change } : skill)));
  return (
    <Stack gap="xs" role="group" aria-labelledby={`${id}-legend`}>
      <div>
        <Text size="sm" fw={500} id={`${id}-legend`}>
          {legend}
        </Text>
        {hint && (
          <Text size="xs" c="dimmed">
            {hint}
          </Text>
        )}
      </div>
      {value.map((skill, index) => (
        <Group
          key={index}
          role="group"
          aria-label={t('row', { number: index + 1 })}
          wrap="nowrap"
          align="flex-start"
          gap="xs"
        >
          <TextInput
            id={`${id}-${index}`}
            aria-label={t('name')}
            placeholder={t('name')}
            maxLength={60}
            flex={2}
            miw={0}
            value={skill.name}
            error={rowErrors[index] ?? null}
            onChange={({ currentTarget }) => set(index, { name: currentTarget.value })}
          />
          <NativeSelect
            aria-label={t('level')}
            flex={1}
            miw={104}
            value={String(skill.level)}
            onChange={({ currentTarget }) => set(index, { level: Number(currentTarget.value) })}
            data={levels.map((level) => ({ value: String(level), label: names(`${level}`) }))}
          />
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('remove', { name: skill.name || String(index + 1) })}
            onClick={() => {
              onChange(value.filter((_, at) => at !== index));
              focus(Math.min(index, value.length - 2));
            }}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <div>
        <Button
          id={`${id}-add`}
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={value.length >= mostSkills}
          aria-label={t('addTo', { list: legend })}
          onClick={() => {
            onChange([...value, { name: '', level: 3 }]);
            focus(value.length);
          }}
        >
          {t('add')}
        </Button>
      </div>
    </Stack>
  );
}

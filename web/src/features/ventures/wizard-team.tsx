'use client';

import { ActionIcon, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { StepProps } from './wizard-fields';

const mostSkills = 20;

export function TeamStep({ form }: StepProps) {
  const t = useTranslations('ventures.field');
  const levels = [1, 2, 3, 4, 5].map((level) => ({
    value: String(level),
    label: t(`skillLevel.${level as 1 | 2 | 3 | 4 | 5}`),
  }));
  const skills = form.values.skillsWanted;
  const focus = (index: number) =>
    requestAnimationFrame(() => document.getElementById(index < 0 ? 'add-skill' : `skill-${index}`)?.focus());
  const add = () => {
    form.insertListItem('skillsWanted', { name: '', level: 3 });
    focus(skills.length);
  };
  const remove = (index: number) => {
    form.removeListItem('skillsWanted', index);
    focus(Math.min(index, skills.length - 2));
  };
  return (
    <Stack>
      <Text size="sm">{t('skillsHelp')}</Text>
      {skills.map((skill, index) => (
        <Group
          key={index}
          align="flex-start"
          role="group"
          aria-label={t('skillRow', { number: index + 1 })}
          wrap="nowrap"
          gap="xs"
        >
          <TextInput
            id={`skill-${index}`}
            label={t('skillName')}
            maxLength={60}
            style={{ flex: 2, minWidth: 0 }}
            {...form.getInputProps(`skillsWanted.${index}.name`)}
          />
          <NativeSelect
            label={t('skillLevelLabel')}
            data={levels}
            style={{ flex: 1, minWidth: 110 }}
            value={String(skill.level)}
            onChange={(event) =>
              form.setFieldValue(`skillsWanted.${index}.level`, Number(event.currentTarget.value))
            }
          />
          <ActionIcon
            variant="default"
            size={36}
            mt={25}
            aria-label={t('skillRemove', { name: skill.name || String(index + 1) })}
            onClick={() => remove(index)}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <div>
        <Button
          id="add-skill"
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          disabled={skills.length >= mostSkills}
          onClick={add}
        >
          {t('skillAdd')}
        </Button>
      </div>
      <Text size="sm" c="dimmed">
        {t('inviteLater')}
      </Text>
    </Stack>
  );
}

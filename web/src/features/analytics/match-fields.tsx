'use client';

import { ActionIcon, Autocomplete, Button, Group, Stack, TextInput } from '@mantine/core';
import { IconFilterPlus, IconX } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ReactNode, Ref } from 'react';
import { EventField, useEvents } from './event-field';
import type { Match } from './types';

/** A match as a form holds it, while no event has been chosen yet. */
export interface MatchDraft {
  readonly event: string | null;
  readonly where: Match['where'];
}

export const noMatch: MatchDraft = { event: null, where: [] };
const conditionsMost = 5;

/** The match that is meant, or null while something is missing. Conditions left empty are not sent. */
export function matchOf({ event, where }: MatchDraft): Match | null {
  if (event === null) return null;
  return { event, where: where.filter(({ property, is }) => property.trim() !== '' && is.trim() !== '') };
}

interface MatchFieldsProps {
  readonly label: string;
  readonly value: MatchDraft;
  readonly onChange: (match: MatchDraft) => void;
  readonly error?: ReactNode;
  readonly required?: boolean;
  readonly description?: string;
  readonly placeholder?: string;
  readonly ref?: Ref<HTMLInputElement>;
}

/** An event, and on request what its properties have to be. */
export function MatchFields({ label, value, onChange, ...field }: MatchFieldsProps) {
  const t = useTranslations('analytics.events');
  const { propertiesOf } = useEvents();
  const { event, where } = value;
  const properties = event === null ? [] : propertiesOf(event);
  const change = (index: number, part: Partial<Match['where'][number]>) =>
    onChange({ event, where: where.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <Stack gap="xs">
      <EventField
        {...field}
        label={label}
        value={event}
        onChange={(next) => onChange({ event: next, where: next === event ? where : [] })}
      />
      {where.map(({ property, is }, index) => (
        <Group key={index} gap="xs" align="flex-end" wrap="nowrap" pl="md">
          <Autocomplete
            label={t('property')}
            size="xs"
            flex={1}
            value={property}
            data={properties}
            onChange={(next) => change(index, { property: next })}
          />
          <TextInput
            label={t('is')}
            size="xs"
            flex={1}
            maxLength={120}
            value={is}
            onChange={({ currentTarget }) => change(index, { is: currentTarget.value })}
          />
          <ActionIcon
            variant="default"
            size={30}
            aria-label={t('removeCondition', { number: index + 1, name: label })}
            onClick={() => onChange({ event, where: where.filter((_, at) => at !== index) })}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {event !== null && properties.length > 0 && where.length < conditionsMost && (
        <Group>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconFilterPlus size={16} aria-hidden />}
            aria-label={t('addConditionTo', { name: label })}
            onClick={() => onChange({ event, where: [...where, { property: properties[0] ?? '', is: '' }] })}
          >
            {t('addCondition')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

'use client';

import { Button, Group, MultiSelect, Stack } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, type ReactNode } from 'react';
import { PersonSelect, type Person } from '../../components/person-select';
import { membersQuery } from '../teams/queries';

interface PeopleFieldProps {
  readonly label: string;
  /** Without one, anybody one can write to. */
  readonly teamId: string | null;
  readonly value: readonly Person[];
  readonly onChange: (people: Person[]) => void;
  readonly error?: ReactNode;
  readonly description?: string;
  /** Who need not be offered. */
  readonly without: readonly string[];
}

/** Who is invited: members of a team from its list, others found by their names. */
export function PeopleField({ teamId, ...field }: PeopleFieldProps) {
  return teamId ? <Members {...field} teamId={teamId} /> : <Anybody {...field} />;
}

type FieldProps = Omit<PeopleFieldProps, 'teamId'>;

function Members({ teamId, value, onChange, without, ...input }: FieldProps & { teamId: string }) {
  const t = useTranslations('meetings.form');
  const members = useQuery(membersQuery(teamId)).data?.items ?? [];
  const names = new Map(members.map(({ userId, name }) => [userId, name]));
  return (
    <MultiSelect
      {...input}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
      data={[...names]
        .filter(([id]) => !without.includes(id))
        .map(([id, name]) => ({ value: id, label: name }))}
      value={value.map(({ id }) => id)}
      onChange={(ids) => onChange(ids.map((id) => ({ id, name: names.get(id) ?? id })))}
    />
  );
}

function Anybody({ value, onChange, without, error, ...input }: FieldProps) {
  const t = useTranslations('meetings.form');
  // The search begins anew after each person, and keeps the focus.
  const added = useRef(false);
  return (
    <Stack gap="xs">
      <PersonSelect
        {...input}
        key={value.length}
        ref={(field) => {
          if (!field || !added.current) return;
          added.current = false;
          field.focus();
        }}
        value={null}
        error={error}
        others
        onChange={(person) => {
          if (!person || without.includes(person.id) || value.some(({ id }) => id === person.id)) return;
          added.current = true;
          onChange([...value, person]);
        }}
      />
      {value.length > 0 && (
        <Group gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-label={t('invited')}>
          {value.map((person) => (
            <li key={person.id}>
              <Button
                size="compact-sm"
                variant="default"
                rightSection={<IconX size={14} aria-hidden />}
                aria-label={t('leaveOut', { name: person.name })}
                onClick={() => {
                  added.current = true;
                  onChange(value.filter(({ id }) => id !== person.id));
                }}
              >
                {person.name}
              </Button>
            </li>
          ))}
        </Group>
      )}
    </Stack>
  );
}

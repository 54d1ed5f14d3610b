'use client';

import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { PersonSelect, type Person } from '../../components/person-select';
import { Section } from '../../components/section';
import { DecideCase } from './decide-case';

const acts = ['VIOLATION_CONFIRMED', 'SUSPEND'] as const;
type Act = (typeof acts)[number];

/** The two steps of a case that a security administrator takes, who sees no list of people. */
export function SecurityCases() {
  const t = useTranslations('legalAdmin');
  const [person, setPerson] = useState<Person | null>(null);
  const [act, setAct] = useState<Act>('VIOLATION_CONFIRMED');
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  return (
    <Section title={t('security.title')} text={t('security.text')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(person === null);
          if (person === null) field.current?.focus();
          else setAsking(true);
        }}
      >
        <Stack gap="md" maw={480}>
          <PersonSelect
            ref={field}
            label={t('security.person')}
            required
            byId
            others
            value={person}
            error={missing ? t('security.personMissing') : undefined}
            onChange={(chosen) => {
              setPerson(chosen);
              setMissing(false);
            }}
          />
          <NativeSelect
            label={t('security.act')}
            value={act}
            data={acts.map((value) => ({ value, label: t(`person.act.${value}`) }))}
            onChange={(event) => setAct(event.currentTarget.value as Act)}
          />
          <Group>
            <Button type="submit">{t(`person.act.${act}`)}</Button>
          </Group>
        </Stack>
      </form>
      {asking && person && (
        <DecideCase
          act={act}
          person={person}
          onClose={() => setAsking(false)}
          onDone={() => setPerson(null)}
        />
      )}
    </Section>
  );
}

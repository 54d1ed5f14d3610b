'use client';

import { Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { PersonSelect, type Person } from '../../components/person-select';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { ConfirmModal } from '../ventures/confirm-modal';
import { delegationQuery } from './queries';
import { PersonName } from './vote-list';

/** Lets another member vote with one's weight, and says who does so with the reader's. */
export function DelegationSection() {
  const t = useTranslations('governance.delegation');
  const format = useFormat();
  const query = useQuery(delegationQuery());
  return (
    <Section title={t('title')} text={t('text')}>
      <List size="sm">
        <List.Item>{t('ruleLevel')}</List.Item>
        <List.Item>{t('ruleOwn')}</List.Item>
        <List.Item>{t('ruleFrom')}</List.Item>
      </List>
      <QueryView query={query} lines={1}>
        {({ delegate, since, delegators }) => (
          <Stack gap="lg">
            <div role="status">
              {delegate ? (
                <Text>
                  {t.rich('current', {
                    person: () => <PersonName person={delegate} />,
                    date: since ? format.date(since) : '–',
                  })}
                </Text>
              ) : (
                <Text>{t('none')}</Text>
              )}
            </div>
            {delegate ? <Undelegate name={delegate.name} /> : <Delegate />}
            <div>
              <Title order={3} mb="xs">
                {t('delegators')}
              </Title>
              {delegators.length === 0 ? (
                <Text size="sm" c="dimmed">
                  {t('noDelegators')}
                </Text>
              ) : (
                <List size="sm">
                  {delegators.map((person) => (
                    <List.Item key={person.userId ?? person.name}>
                      <PersonName person={person} />
                    </List.Item>
                  ))}
                </List>
              )}
            </div>
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}

function Delegate() {
  const t = useTranslations('governance.delegation');
  const client = useQueryClient();
  const [person, setPerson] = useState<Person | null>(null);
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(person === null);
        if (person) setAsking(true);
        else field.current?.focus();
      }}
    >
      <Stack gap="sm" maw={480}>
        <PersonSelect
          ref={field}
          label={t('person')}
          required
          others
          value={person}
          error={missing ? t('personMissing') : undefined}
          onChange={(chosen) => {
            setPerson(chosen);
            setMissing(false);
          }}
        />
        <Group>
          <Button type="submit">{t('delegate')}</Button>
        </Group>
      </Stack>
      {asking && person && (
        <ConfirmModal
          title={t('confirmTitle', { name: person.name })}
          text={t('confirmText', { name: person.name })}
          confirm={t('delegate')}
          run={() => api.governance.delegate({ body: { delegateId: person.id } })}
          onClose={() => setAsking(false)}
          onDone={() => void client.invalidateQueries({ queryKey: ['governance'] })}
        />
      )}
    </form>
  );
}

function Undelegate({ name }: { name: string }) {
  const t = useTranslations('governance.delegation');
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => api.governance.undelegate({}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['governance'] }),
  });
  return (
    <Stack gap="sm">
      {end.error && <ProblemAlert error={end.error} />}
      <Group>
        <Button variant="default" loading={end.isPending} onClick={() => end.mutate()}>
          {t('undelegate', { name })}
        </Button>
      </Group>
    </Stack>
  );
}

'use client';

import { Badge, Button, Card, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PersonPhoto } from '../../components/person-photo';
import { MoreButton, QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { PersonLink } from '../community/byline';
import { PlainList } from '../documents/plain-list';
import { ConfirmModal } from '../ventures/confirm-modal';
import { peopleQuery, useRefreshTeams } from './queries';
import type { Company, CompanyPerson } from './types';

/** Who belongs to the company. */
export function CompanyPeople({ company }: { company: Company }) {
  const t = useTranslations('teams.company');
  const query = useInfiniteQuery(peopleQuery(company.id));
  return (
    <QueryView query={query}>
      {({ pages }) => (
        <Stack>
          <PlainList label={t('people')}>
            {pages
              .flatMap(({ items }) => items)
              .map((person) => (
                <li key={person.userId}>
                  <PersonRow company={company} person={person} />
                </li>
              ))}
          </PlainList>
          <MoreButton query={query} />
        </Stack>
      )}
    </QueryView>
  );
}

function PersonRow({ company, person }: { company: Company; person: CompanyPerson }) {
  const t = useTranslations('teams.company');
  const members = useTranslations('teams.members');
  const roles = useTranslations('teams.role');
  const { userId } = useSession();
  const { date } = useFormat();
  const refresh = useRefreshTeams();
  const [asking, setAsking] = useState<'remove' | 'pass' | null>(null);
  const params = { companyId: company.id, userId: person.userId };
  const own = person.userId === userId;
  const of = { name: person.name };
  const owns = company.rights.includes('own') && !own;
  const change = useMutation({
    mutationFn: (role: CompanyPerson['role']) => api.companies.setRole({ params, body: { role } }),
    onSuccess: refresh,
  });
  return (
    <Card p="md">
      <Group justify="space-between" gap="sm">
        <Group gap="sm" wrap="nowrap" miw={0}>
          <PersonPhoto name={person.name} fileId={null} size={40} />
          <Stack gap={2} miw={0}>
            <Text style={{ overflowWrap: 'anywhere' }}>
              <PersonLink person={person} />
            </Text>
            <Text size="sm" c="dimmed">
              {members('since', { date: date(person.joinedAt) })}
            </Text>
          </Stack>
        </Group>
        <Group gap="xs">
          {owns ? (
            <NativeSelect
              aria-label={t('role', of)}
              value={person.role}
              disabled={change.isPending}
              onChange={(event) => change.mutate(event.currentTarget.value as CompanyPerson['role'])}
              data={(['MANAGER', 'MEMBER'] as const).map((role) => ({ value: role, label: roles(role) }))}
            />
          ) : (
            <Badge color={person.role === 'OWNER' ? 'fir' : 'gray'}>{roles(person.role)}</Badge>
          )}
          {owns && (
            <Button
              size="xs"
              variant="default"
              aria-label={t('passOnNamed', of)}
              onClick={() => setAsking('pass')}
            >
              {t('passOn')}
            </Button>
          )}
          {person.mayRemove && (
            <Button
              size="xs"
              variant="default"
              aria-label={own ? t('leave') : t('removeNamed', of)}
              onClick={() => setAsking('remove')}
            >
              {t(own ? 'leave' : 'remove')}
            </Button>
          )}
        </Group>
      </Group>
      <ProblemAlert error={change.error} />
      {asking && (
        <ConfirmModal
          title={t(asking === 'pass' ? 'passOnTitle' : 'removeTitle', of)}
          text={t(asking === 'pass' ? 'passOnText' : 'removeText')}
          confirm={t(asking === 'pass' ? 'passOn' : own ? 'leave' : 'remove')}
          danger={asking === 'remove'}
          run={() =>
            asking === 'pass'
              ? api.companies.setRole({ params, body: { role: 'OWNER' } })
              : api.companies.removePerson({ params })
          }
          onClose={() => setAsking(null)}
          onDone={() => void refresh()}
        />
      )}
    </Card>
  );
}

'use client';

import { Accordion, Badge, Group, Stack, Switch, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { usersWire } from '@smartstart/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { output } from 'zod';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';

type Consent = output<typeof usersWire.consent>;
type Choice = 'COOKIES' | 'MARKETING' | 'BEHAVIOUR_ANALYTICS';
const choices: readonly string[] = ['COOKIES', 'MARKETING', 'BEHAVIOUR_ANALYTICS'] satisfies Choice[];
const key = ['me', 'consents'];

/** Consents that can be given and taken back, and the log of every change. */
export function ConsentsSection() {
  const t = useTranslations('settings.consents');
  const common = useTranslations('common');
  const queryClient = useQueryClient();
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => api.users.consents({}, { signal }) });
  const save = useMutation({
    mutationFn: (body: { kind: Choice; granted: boolean }) => api.users.setConsent({ body }),
    onSuccess: () => {
      notifications.show({ message: common('saved'), color: 'fir' });
      return queryClient.invalidateQueries({ queryKey: key });
    },
  });
  return (
    <Section title={t('title')} text={t('text')}>
      {save.error && <ProblemAlert error={save.error} />}
      <QueryView query={query} lines={3}>
        {({ items, log }) => (
          <Stack gap="md">
            {items.map((consent) =>
              choices.includes(consent.kind) ? (
                <Switch
                  key={consent.kind}
                  label={t(`kinds.${consent.kind}.label`)}
                  description={t(`kinds.${consent.kind}.text`)}
                  checked={
                    save.isPending && save.variables.kind === consent.kind
                      ? save.variables.granted
                      : consent.state === 'GRANTED'
                  }
                  onChange={(event) =>
                    save.mutate({ kind: consent.kind as Choice, granted: event.currentTarget.checked })
                  }
                />
              ) : (
                <Group key={consent.kind} gap="sm">
                  <Text size="sm">{t(`kinds.${consent.kind}.label`)}</Text>
                  {consent.state === 'PENDING' ? (
                    <Badge color="gray">{t('withPapers')}</Badge>
                  ) : (
                    <State consent={consent} />
                  )}
                </Group>
              ),
            )}
            <Log log={log} />
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}

function State({ consent }: { consent: Consent }) {
  const t = useTranslations('settings.consents');
  return <Badge color={consent.state === 'GRANTED' ? 'green' : 'gray'}>{t(`states.${consent.state}`)}</Badge>;
}

function Log({ log }: { log: readonly Consent[] }) {
  const t = useTranslations('settings.consents');
  const format = useFormat();
  return (
    <Accordion variant="contained">
      <Accordion.Item value="log">
        <Accordion.Control>{t('log', { count: log.length })}</Accordion.Control>
        <Accordion.Panel>
          {log.length === 0 ? (
            <Text size="sm">{t('logEmpty')}</Text>
          ) : (
            <Table.ScrollContainer minWidth={460} type="native">
              <Table aria-label={t('log', { count: log.length })}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('when')}</Table.Th>
                    <Table.Th>{t('what')}</Table.Th>
                    <Table.Th>{t('state')}</Table.Th>
                    <Table.Th>{t('source')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {log.map((entry, index) => (
                    <Table.Tr key={index}>
                      <Table.Td>{entry.changedAt && format.dateTime(entry.changedAt)}</Table.Td>
                      <Table.Td>{t(`kinds.${entry.kind}.label`)}</Table.Td>
                      <Table.Td>
                        <State consent={entry} />
                      </Table.Td>
                      <Table.Td>{[entry.source, entry.version].filter(Boolean).join(' · ')}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )}
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

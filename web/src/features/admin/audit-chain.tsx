'use client';

import {
  Accordion,
  Alert,
  Button,
  Code,
  DataList,
  Group,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import type { systemWire } from '@smartstart/contract';
import { IconCircleCheck, IconLinkOff, IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type SyntheticEvent } from 'react';
import type { output } from 'zod';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';

type Entry = output<typeof systemWire.auditEntry>;
const nothing = { action: '', actorId: '', entityId: '' };

export function AuditChain() {
  return (
    <Stack gap="lg">
      <Verification />
      <Search />
    </Stack>
  );
}

/** Recomputes the whole chain on demand and says what came out. */
function Verification() {
  const t = useTranslations('admin.audit');
  const format = useFormat();
  const verify = useMutation({ mutationFn: () => api.system.verifyAudit({}) });
  const result = verify.data;
  return (
    <Section title={t('verifyTitle')} text={t('verifyText')}>
      {verify.error && <ProblemAlert error={verify.error} />}
      {result && (
        <Alert
          role="status"
          color={result.valid ? 'fir' : 'red'}
          title={result.valid ? t('valid') : t('broken')}
          icon={result.valid ? <IconCircleCheck aria-hidden /> : <IconLinkOff aria-hidden />}
        >
          {t('result', {
            entries: result.entries,
            heads: result.heads,
            date: format.dateTime(result.checkedAt),
          })}
          {result.firstBroken && (
            <Text size="sm" mt="xs">
              {t('firstBroken', { seq: result.firstBroken.seq, reason: result.firstBroken.reason })}
              {result.firstBroken.entryId && <Code ml="xs">{result.firstBroken.entryId}</Code>}
            </Text>
          )}
        </Alert>
      )}
      <Group>
        <Button
          leftSection={<IconShieldCheck size={18} aria-hidden />}
          onClick={() => verify.mutate()}
          loading={verify.isPending}
        >
          {t('verify')}
        </Button>
      </Group>
    </Section>
  );
}

function Search() {
  const t = useTranslations('admin.audit');
  const [fields, setFields] = useState(nothing);
  const [asked, setAsked] = useState(nothing);
  const query = useInfiniteQuery({
    queryKey: ['admin', 'audit', asked],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const filters = Object.fromEntries(
        Object.entries({ ...asked, cursor: pageParam }).filter(([, value]) => value !== ''),
      );
      return api.system.audit({ query: { limit: 25, ...filters } }, { signal });
    },
    getNextPageParam: (page) => page.nextCursor,
  });

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    setAsked({
      action: fields.action.trim(),
      actorId: fields.actorId.trim(),
      entityId: fields.entityId.trim(),
    });
  }

  return (
    <Section title={t('searchTitle')}>
      <search>
        <form onSubmit={submit}>
          <Group align="flex-end" gap="sm">
            {(['action', 'actorId', 'entityId'] as const).map((name) => (
              <TextInput
                key={name}
                label={t(`filters.${name}`)}
                value={fields[name]}
                flex="1 1 12rem"
                onChange={(event) => {
                  // The event is gone when React calls the updater; the value is not.
                  const { value } = event.currentTarget;
                  setFields((before) => ({ ...before, [name]: value }));
                }}
              />
            ))}
            <Button type="submit" variant="default">
              {t('search')}
            </Button>
          </Group>
        </form>
      </search>
      <QueryView query={query} lines={5}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty title={t('emptyTitle')} text={t('emptyText')} />;
          return (
            <Stack gap="md">
              <Entries items={items} />
              <MoreButton query={query} />
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}

function Entries({ items }: { items: readonly Entry[] }) {
  const t = useTranslations('admin.audit');
  const format = useFormat();
  return (
    <Accordion variant="separated" order={3}>
      {items.map((entry) => (
        <Accordion.Item key={entry.id} value={entry.id}>
          <Accordion.Control>
            <Group gap="sm">
              <Text size="sm" c="dimmed">
                {entry.seq ?? t('unsealed')}
              </Text>
              <Code>{entry.action}</Code>
              <Text size="sm">{entry.entity}</Text>
              <Text size="sm" c="dimmed">
                {format.dateTime(entry.at)}
              </Text>
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            <EntryDetails entry={entry} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function EntryDetails({ entry }: { entry: Entry }) {
  const t = useTranslations('admin.audit');
  const rows = [
    ['actor', entry.actorId],
    ['entityId', entry.entityId],
    ['reason', entry.reason],
    ['request', entry.requestId],
    ['hash', entry.hash],
  ] as const;
  return (
    <Stack gap="sm">
      <DataList orientation="horizontal">
        {rows.map(([key, value]) => (
          <DataList.Item key={key}>
            <DataList.ItemLabel>{t(`fields.${key}`)}</DataList.ItemLabel>
            <DataList.ItemValue>{value || '–'}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
      {(entry.before !== null || entry.after !== null) && (
        <Table aria-label={t('change')} layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('before')}</Table.Th>
              <Table.Th>{t('after')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Table.Tr>
              {[entry.before, entry.after].map((value, index) => (
                <Table.Td key={index} style={{ verticalAlign: 'top' }}>
                  <Code block>{JSON.stringify(value ?? null, null, 2)}</Code>
                </Table.Td>
              ))}
            </Table.Tr>
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}

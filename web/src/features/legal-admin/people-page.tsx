'use client';

import { Anchor, Card, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { complianceWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { PersonSelect } from '../../components/person-select';
import { MoreButton, QueryView } from '../../components/query-view';
import { useFormat } from '../../lib/format';
import { withQuery } from '../../lib/next-path';
import { ComplianceBadge } from '../compliance/state-badge';
import type { ComplianceState, Standing } from '../compliance/types';
import { PlainList } from '../documents/plain-list';
import { LegalFrame } from './legal-frame';
import { casesQuery } from './queries';

/** `/admin/legal/people`: everybody with a case, the worst first. The state shown stands in the address. */
export function CasesPage({ state: asked }: { state: string | null }) {
  const t = useTranslations('legalAdmin.people');
  const states = useTranslations('compliance.state');
  const router = useRouter();
  const known = complianceWire.complianceState.safeParse(asked);
  const state = known.success ? known.data : null;
  return (
    <LegalFrame title={t('title')} lead={t('lead')}>
      <Stack gap="md">
        <Group align="flex-start" gap="md">
          <Stack flex="1 1 16rem" maw={420}>
            <PersonSelect
              label={t('person')}
              description={t('personHint')}
              byId
              value={null}
              onChange={(person) => person && router.push(`/admin/legal/people/${person.id}`)}
            />
          </Stack>
          <NativeSelect
            label={t('filter')}
            description={' '}
            flex="1 1 12rem"
            maw={300}
            value={state ?? ''}
            data={[
              { value: '', label: t('all') },
              ...complianceWire.complianceState.options.map((value) => ({ value, label: states(value) })),
            ]}
            onChange={(event) =>
              router.replace(withQuery('/admin/legal/people', { state: event.currentTarget.value }), {
                scroll: false,
              })
            }
          />
        </Group>
        <CaseList key={state} state={state} />
      </Stack>
    </LegalFrame>
  );
}

function CaseList({ state }: { state: ComplianceState | null }) {
  const t = useTranslations('legalAdmin.people');
  const query = useInfiniteQuery(casesQuery(state));
  return (
    <QueryView query={query} lines={6}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <Empty title={t('emptyTitle')} text={t('emptyText')} />;
        return (
          <Stack gap="md">
            <PlainList label={t('label')} gap="xs">
              {items.map((standing) => (
                <li key={standing.userId}>
                  <CaseRow standing={standing} />
                </li>
              ))}
            </PlainList>
            <MoreButton query={query} />
          </Stack>
        );
      }}
    </QueryView>
  );
}

function CaseRow({ standing }: { standing: Standing }) {
  const t = useTranslations('legalAdmin.people');
  const format = useFormat();
  const { userId, name, state, score, missing, since, deadline } = standing;
  const facts = [
    score === null ? t('noScore') : t('score', { score: format.number(score) }),
    t('missing', { count: missing }),
    t('since', { date: format.date(since) }),
    ...(deadline ? [t('until', { date: format.date(deadline) })] : []),
  ];
  return (
    <Card padding="sm">
      <Group justify="space-between" gap="xs">
        <Stack gap={2} miw={0}>
          <Title order={2} size="h5">
            <Anchor component={Link} href={`/admin/legal/people/${userId}`} inherit>
              {name}
            </Anchor>
          </Title>
          <Text size="sm" c="dimmed">
            {facts.join(' · ')}
          </Text>
        </Stack>
        <ComplianceBadge state={state} />
      </Group>
    </Card>
  );
}

'use client';

import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PagedList } from '../../components/paged-list';
import { found, useToldSearch } from '../../lib/telling';
import { CompanyState } from './looks';
import { useListFilter } from './list-filter';
import { companiesQuery } from './queries';
import { ReceivedInvitations } from './received-invitations';
import { TeamsFrame } from './teams-frame';
import type { CompanyCard } from './types';

/** `/companies`: those one belongs to or may see. */
export function CompaniesPage() {
  const t = useTranslations('teams.companies');
  const { filter, bar } = useListFilter();
  const query = useInfiniteQuery(companiesQuery(filter));
  useToldSearch('companies', filter.search, found(query.data));
  return (
    <TeamsFrame
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button component={Link} href="/companies/new" leftSection={<IconPlus size={18} aria-hidden />}>
          {t('create')}
        </Button>
      }
    >
      <ReceivedInvitations />
      {bar}
      <PagedList query={query} label={t('label')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(company) => <CompanyRow company={company} />}
      </PagedList>
    </TeamsFrame>
  );
}

function CompanyRow({ company }: { company: CompanyCard }) {
  const t = useTranslations('teams.companies');
  const roles = useTranslations('teams.role');
  const sizes = useTranslations('teams.size');
  const stages = useTranslations('teams.stage');
  const seen = useTranslations('teams.visibility');
  return (
    <Card component="article" p="md">
      <Stack gap="xs">
        <Group gap="xs">
          <Title order={2} size="h4">
            <Anchor component={Link} href={`/companies/${company.id}`} inherit c="inherit">
              {company.name}
            </Anchor>
          </Title>
          <CompanyState state={company.state} />
          {company.role && <Badge variant="outline">{roles(company.role)}</Badge>}
        </Group>
        <Text size="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
          {company.description}
        </Text>
        <Text size="sm" c="dimmed">
          {[
            company.industry,
            sizes(company.size),
            stages(company.stage),
            t('counts', { people: company.people, teams: company.teams }),
            seen(company.visibility),
          ].join(' · ')}
        </Text>
      </Stack>
    </Card>
  );
}

'use client';

import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { OpenModal } from '../../components/open-modal';
import { PagedList } from '../../components/paged-list';
import { QueryView } from '../../components/query-view';
import { TabbedParts } from '../../components/tabbed-parts';
import { api } from '../../lib/api';
import { ConfirmModal } from '../ventures/confirm-modal';
import { AskForm } from './ask-form';
import { CompanyForm } from './company-form';
import { CompanyPeople } from './company-people';
import { DocumentsPart } from './documents-part';
import { HistoryPart } from './history-part';
import { InvitationsPart } from './invitations-part';
import { CompanyState } from './looks';
import { MetricsPart } from './metrics-part';
import { companyQuery, teamsQuery, useRefreshTeams } from './queries';
import { StructurePart } from './structure-part';
import { TeamForm } from './team-form';
import { TeamsFrame } from './teams-frame';
import { TeamRow } from './teams-page';
import type { Company } from './types';

type Step = Company['steps'][number];

/** `/companies/[id]`: the card, what the reader may do, and what belongs to the company. */
export function CompanyPage({ companyId }: { companyId: string }) {
  const companies = useTranslations('teams.companies');
  const query = useQuery(companyQuery(companyId));
  const company = query.data;
  return (
    <TeamsFrame
      title={company?.name ?? companies('title')}
      crumbs={[{ label: companies('title'), href: '/companies' }]}
      topic={company?.role ? `company:${companyId}` : null}
      actions={company && <CompanyActions company={company} />}
    >
      <QueryView query={query}>
        {(shown) => (
          <>
            <About company={shown} />
            <Parts company={shown} />
          </>
        )}
      </QueryView>
    </TeamsFrame>
  );
}

function About({ company }: { company: Company }) {
  const t = useTranslations('teams.company');
  const companies = useTranslations('teams.companies');
  const sizes = useTranslations('teams.size');
  const stages = useTranslations('teams.stage');
  const seen = useTranslations('teams.visibility');
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <CompanyState state={company.state} />
        {company.tags.map((tag) => (
          <Badge key={tag} variant="outline" color="gray">
            {tag}
          </Badge>
        ))}
      </Group>
      <Text size="sm" c="dimmed">
        {[
          company.industry,
          sizes(company.size),
          stages(company.stage),
          companies('counts', { people: company.people, teams: company.teams }),
          company.owner ? t('ownedBy', { name: company.owner.name }) : null,
          seen(company.visibility),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Text maw="68ch" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {company.description}
      </Text>
      {company.website && (
        <Anchor href={company.website} rel="noopener noreferrer nofollow" target="_blank" size="sm">
          {company.website}
        </Anchor>
      )}
      {company.state === 'MERGED' && (
        <Text size="sm">{t('merged', { name: company.mergedInto?.name ?? t('hidden') })}</Text>
      )}
    </Stack>
  );
}

function CompanyActions({ company }: { company: Company }) {
  const t = useTranslations('teams.company');
  const page = useTranslations('teams.page');
  const refresh = useRefreshTeams();
  const [open, setOpen] = useState<'edit' | 'ask' | Step | null>(null);
  const close = () => setOpen(null);
  const step = company.steps.find((one) => one === open);
  return (
    <>
      {company.role && company.role !== 'OWNER' && company.state === 'ACTIVE' && (
        <Button variant="default" onClick={() => setOpen('ask')}>
          {page('request')}
        </Button>
      )}
      {company.steps.map((event) => (
        <Button key={event} variant="default" onClick={() => setOpen(event)}>
          {t(`step.${event}`)}
        </Button>
      ))}
      {company.rights.includes('edit') && (
        <Button
          variant="default"
          leftSection={<IconPencil size={18} aria-hidden />}
          onClick={() => setOpen('edit')}
        >
          {t('edit')}
        </Button>
      )}
      {open === 'edit' && (
        <OpenModal title={t('editTitle')} size="lg" onClose={close}>
          <CompanyForm company={company} onSaved={close} />
        </OpenModal>
      )}
      {open === 'ask' && <AskForm place={{ companyId: company.id }} onClose={close} />}
      {step && (
        <ConfirmModal
          title={t('stepTitle', { step: t(`step.${step}`), name: company.name })}
          text={t(step === 'dissolve' ? 'dissolveText' : 'stepText')}
          confirm={t(`step.${step}`)}
          danger={step === 'dissolve' || step === 'suspend'}
          {...(step === 'suspend' ? { reason: t('reason') } : {})}
          run={(reason) =>
            api.companies.step({ params: { companyId: company.id }, body: { event: step, reason } })
          }
          onClose={close}
          onDone={() => void refresh()}
        />
      )}
    </>
  );
}

function Parts({ company }: { company: Company }) {
  const t = useTranslations('teams.company');
  const inside = company.rights.includes('read');
  const place = { companyId: company.id };
  const all = [
    { key: 'teams', content: <TeamsOf company={company} />, shown: true },
    { key: 'people', content: <CompanyPeople company={company} />, shown: inside },
    { key: 'structure', content: <StructurePart company={company} />, shown: true },
    { key: 'metrics', content: <MetricsPart place={place} />, shown: inside },
    { key: 'documents', content: <DocumentsPart companyId={company.id} />, shown: inside },
    {
      key: 'invitations',
      content: <InvitationsPart place={place} leads={company.role === 'OWNER'} />,
      shown: company.rights.includes('invite'),
    },
    { key: 'history', content: <HistoryPart place={place} />, shown: inside },
  ] as const;
  return (
    <TabbedParts
      label={t('parts')}
      parts={all.filter(({ shown }) => shown).map(({ key, content }) => ({ key, title: t(key), content }))}
    />
  );
}

function TeamsOf({ company }: { company: Company }) {
  const t = useTranslations('teams.list');
  const query = useInfiniteQuery(teamsQuery({ mine: 'false', search: '', companyId: company.id }));
  const [adding, setAdding] = useState(false);
  return (
    <Stack>
      {company.rights.includes('teams') && (
        <Group>
          <Button onClick={() => setAdding(true)}>{t('create')}</Button>
        </Group>
      )}
      <PagedList query={query} label={t('label')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(team) => <TeamRow team={team} />}
      </PagedList>
      {adding && <TeamForm inside={{ companyId: company.id }} onClose={() => setAdding(false)} />}
    </Stack>
  );
}

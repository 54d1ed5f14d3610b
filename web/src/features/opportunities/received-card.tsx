'use client';

import { Anchor, Button, Card, Grid, Group, List, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { FitBar } from '../matching/fit-bar';
import { componentNames } from '../matching/weights';
import { ApplicationText } from './application-text';
import { AcceptModal, RejectModal } from './decide-modals';
import { ApplicationBadge } from './looks';
import { NextStep } from './next-step';
import { useRefreshOpportunities } from './queries';
import type { Application, OpportunityInFull } from './types';
import { useOpportunityWords } from './words';

interface ReceivedCardProps {
  readonly application: Application;
  readonly opportunity: OpportunityInFull;
}

/** One application as whoever decides sees it: what it says, beside how it fits and why. */
export function ReceivedCard({ application, opportunity }: ReceivedCardProps) {
  const t = useTranslations('opportunities.received');
  const format = useFormat();
  const refresh = useRefreshOpportunities();
  const [deciding, setDeciding] = useState<'ACCEPT' | 'REJECT' | null>(null);
  const { id, applicantId, applicantName, state, createdAt, components, reason, actions } = application;
  const open = useMutation({
    mutationFn: () => api.applications.open({ params: { applicationId: id }, body: {} }),
    onSuccess: refresh,
  });
  return (
    <Card component="article" p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="xs">
          <div>
            <Title order={3} size="h4">
              <Anchor component={Link} href={`/people/${applicantId}`} inherit c="inherit">
                {applicantName}
              </Anchor>
            </Title>
            <Text size="sm" c="dimmed">
              {t('sent', { date: format.dateTime(createdAt) })}
            </Text>
          </div>
          <ApplicationBadge state={state} />
        </Group>
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, md: components ? 7 : 12 }}>
            <ApplicationText application={application} />
          </Grid.Col>
          {components && (
            <Grid.Col span={{ base: 12, md: 5 }}>
              <Stack gap="xs">
                <Title order={4}>{t('fit')}</Title>
                <Components components={components} name={applicantName} />
                <SkillsAsked application={application} opportunity={opportunity} />
              </Stack>
            </Grid.Col>
          )}
        </Grid>
        {reason && <Text size="sm">{t('reason', { reason })}</Text>}
        <NextStep application={application} />
        <ProblemAlert error={open.error} />
        {actions.length > 0 && (
          <Group gap="xs">
            {actions.includes('OPEN') && (
              <Button
                size="sm"
                loading={open.isPending}
                aria-label={t('openNamed', { name: applicantName })}
                onClick={() => open.mutate()}
              >
                {t('open')}
              </Button>
            )}
            {actions.includes('ACCEPT') && (
              <Button
                size="sm"
                aria-label={t('acceptNamed', { name: applicantName })}
                onClick={() => setDeciding('ACCEPT')}
              >
                {t('accept')}
              </Button>
            )}
            {actions.includes('REJECT') && (
              <Button
                size="sm"
                variant="default"
                aria-label={t('rejectNamed', { name: applicantName })}
                onClick={() => setDeciding('REJECT')}
              >
                {t('reject')}
              </Button>
            )}
            {actions.includes('OPEN') && (
              <Text size="sm" c="dimmed">
                {t('openFirst')}
              </Text>
            )}
          </Group>
        )}
      </Stack>
      {deciding === 'ACCEPT' && (
        <AcceptModal
          application={application}
          ventureBound={opportunity.ventureBound}
          onClose={() => setDeciding(null)}
        />
      )}
      {deciding === 'REJECT' && <RejectModal application={application} onClose={() => setDeciding(null)} />}
    </Card>
  );
}

function Components({
  components,
  name,
}: {
  components: NonNullable<Application['components']>;
  name: string;
}) {
  const t = useTranslations('matching.fit');
  return (
    <Stack gap={4}>
      {componentNames.map((part) => (
        <div key={part}>
          <Text size="sm">{t(`parts.${part}`)}</Text>
          <FitBar value={components[part]} label={t('valueFor', { name: t(`parts.${part}`), who: name })} />
        </div>
      ))}
    </Stack>
  );
}

/** What is asked beside what the person names, skill by skill. */
function SkillsAsked({ application, opportunity }: ReceivedCardProps) {
  const t = useTranslations('opportunities.received');
  const words = useOpportunityWords();
  const { kind, requiredSkills } = opportunity;
  if (kind === 'SERVICE' || requiredSkills.length === 0) return null;
  const named = new Map(application.skills.map(({ name, level }) => [name.trim().toLowerCase(), level]));
  return (
    <List size="sm">
      {requiredSkills.map(({ name, level }) => {
        const held = named.get(name.trim().toLowerCase());
        return (
          <List.Item key={name}>
            {held === undefined
              ? t('notNamed', { name, asked: words.level(level) })
              : t('named', { name, held: words.level(held), asked: words.level(level) })}
          </List.Item>
        );
      })}
    </List>
  );
}

'use client';

import { Alert, Card, Grid, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { BuzFrame } from '../buz/buz-frame';
import { ProposalActions } from './proposal-actions';
import { ProposalBadges } from './proposal-badges';
import { ProposalTimeline } from './proposal-timeline';
import { listRefreshMs, proposalQuery, type Proposal } from './queries';
import { Tally } from './tally';
import { PersonName, VoteList } from './vote-list';
import { VotePanel } from './vote-panel';

/** While votes come in, which live messages tell to the proposer alone. */
const votingRefreshMs = 30_000;

/** `/buz/governance/[id]`. */
export function ProposalPage({ proposalId }: { proposalId: string }) {
  const t = useTranslations('governance');
  const query = useQuery({
    ...proposalQuery(proposalId),
    refetchInterval: ({ state }) => (state.data?.state === 'VOTING' ? votingRefreshMs : listRefreshMs),
  });
  return (
    <BuzFrame
      title={query.data?.title ?? t('proposal')}
      crumbs={[{ label: t('title'), href: '/buz/governance' }]}
      actions={query.data && <ProposalActions proposal={query.data} />}
    >
      <QueryView query={query} lines={4}>
        {(proposal) => <Content proposal={proposal} />}
      </QueryView>
    </BuzFrame>
  );
}

function Content({ proposal }: { proposal: Proposal }) {
  const t = useTranslations('governance');
  const format = useFormat();
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="lg">
          {proposal.executionReference && (
            <Alert icon={<IconCircleCheck aria-hidden />} title={t('executed')}>
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {proposal.executionReference}
              </Text>
            </Alert>
          )}
          <Card component="section" aria-label={t('textLabel')}>
            <Stack gap="md">
              <Group gap="xs">
                <ProposalBadges kind={proposal.kind} state={proposal.state} />
              </Group>
              <Text size="sm" c="dimmed">
                {t.rich('by', {
                  person: () => <PersonName person={proposal.proposer} />,
                  date: format.date(proposal.createdAt),
                })}
              </Text>
              <Text maw="72ch" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                {proposal.text}
              </Text>
            </Stack>
          </Card>
          <Section title={t('timeline.title')}>
            <ProposalTimeline proposal={proposal} />
          </Section>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="lg">
          {proposal.state !== 'WITHDRAWN' && (
            <Section title={t('vote.title')}>
              <VotePanel proposal={proposal} />
            </Section>
          )}
          {proposal.tally && (
            <Section
              title={t('tally.title')}
              text={
                proposal.snapshotSeq === null ? undefined : t('tally.snapshot', { seq: proposal.snapshotSeq })
              }
            >
              <Tally tally={proposal.tally} />
            </Section>
          )}
        </Stack>
      </Grid.Col>
      {proposal.tally && (
        <Grid.Col span={12}>
          <Section title={t('votes.title')} text={t('votes.text')}>
            <VoteList proposalId={proposal.id} />
          </Section>
        </Grid.Col>
      )}
    </Grid>
  );
}

'use client';

import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { withQuery } from '../../lib/next-path';
import { hasCode } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { FactTable } from './opportunity-facts';
import { publicOpportunityQuery } from './queries';
import { opportunityHref, type PublicOpportunity } from './types';

const crumb = '/explore/opportunities';

/** `/explore/opportunities/[id]`: one for everybody; applying needs an account and comes back here. */
export function PublicOpportunityPage({ opportunityId }: { opportunityId: string }) {
  const t = useTranslations('opportunities.public');
  const query = useQuery({ ...publicOpportunityQuery(opportunityId), retry: false });
  const gone = hasCode(query.error, 'NOT_FOUND', 'INVALID_INPUT', 'MALFORMED');
  return (
    <Page title={query.data?.title ?? t('one')} crumbs={[{ label: t('title'), href: crumb }]} width="normal">
      {gone ? (
        <Empty
          title={t('goneTitle')}
          text={t('goneText')}
          action={
            <Button component={Link} href={crumb}>
              {t('showAll')}
            </Button>
          }
        />
      ) : (
        <QueryView query={query}>{(opportunity) => <Content opportunity={opportunity} />}</QueryView>
      )}
    </Page>
  );
}

function Content({ opportunity }: { opportunity: PublicOpportunity }) {
  const t = useTranslations('opportunities.public');
  const { venture, description, rewards } = opportunity;
  return (
    <Stack gap="lg">
      {venture && (
        <Text size="sm">
          {t('of')}{' '}
          <Anchor component={Link} href={`/explore/${venture.slug}`} inherit>
            {venture.name}
          </Anchor>
        </Text>
      )}
      <Section title={t('facts')}>
        {description ? (
          <Text style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }} maw="72ch">
            {description}
          </Text>
        ) : (
          <Text size="sm" c="dimmed">
            {t('behindPapers')}
          </Text>
        )}
        <FactTable card={opportunity} rewards={rewards} />
      </Section>
      <Apply opportunity={opportunity} />
    </Stack>
  );
}

function Apply({ opportunity: { id, kind } }: { opportunity: PublicOpportunity }) {
  const t = useTranslations('opportunities.public');
  const { state } = useSession();
  const target = opportunityHref(id);
  return (
    <Card>
      <Stack gap="sm" align="flex-start">
        <Title order={2} size="h3">
          {t('applyTitle', { kind })}
        </Title>
        <Text size="sm">{t('applyText')}</Text>
        {state === 'signed-in' ? (
          <Button component={Link} href={target}>
            {t('open')}
          </Button>
        ) : (
          <Group gap="sm">
            <Button component={Link} href={withQuery('/sign-in', { next: target })}>
              {t('signIn', { kind })}
            </Button>
            <Button component={Link} href={withQuery('/register', { next: target })} variant="default">
              {t('register')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}

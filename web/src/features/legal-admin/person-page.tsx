'use client';

import { Alert, Button, Grid, Group, Stack, Table, Text } from '@mantine/core';
import { legalWire } from '@smartstart/contract';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { hasCode } from '../../lib/problem';
import { PlanFacts } from '../compliance/plan-facts';
import { Score } from '../compliance/score';
import { ComplianceBadge } from '../compliance/state-badge';
import { StepHistory } from '../compliance/step-history';
import { PaperBadge } from '../documents/document-status';
import { LegalFrame } from './legal-frame';
import { PlaceHoldModal } from './place-hold-modal';
import { PossibleSteps } from './possible-steps';
import { caseQuery, type Case } from './queries';

/** `/admin/legal/people/[id]`: one person's case, what is possible in it, papers and history. */
export function CasePage({ userId }: { userId: string }) {
  const t = useTranslations('legalAdmin');
  const query = useQuery(caseQuery(userId));
  return (
    <LegalFrame
      title={query.data?.name ?? t('person.title')}
      above={[{ label: t('people.title'), href: '/admin/legal/people' }]}
    >
      {hasCode(query.error, 'NOT_FOUND', 'MALFORMED') ? (
        <Empty title={t('person.missingTitle')} text={t('person.missingText')} />
      ) : (
        <QueryView query={query} lines={5}>
          {(person) => <Loaded person={person} />}
        </QueryView>
      )}
    </LegalFrame>
  );
}

function Loaded({ person }: { person: Case }) {
  const t = useTranslations('legalAdmin.person');
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="lg">
          <Where person={person} />
          <PossibleSteps person={person} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="lg">
          <Section title={t('papers')}>
            <Papers papers={person.papers} />
          </Section>
          <Section title={t('history')}>
            <StepHistory steps={person.history} />
          </Section>
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function Where({ person }: { person: Case }) {
  const t = useTranslations('legalAdmin.person');
  const format = useFormat();
  const [holding, setHolding] = useState(false);
  const { userId, name, state, since, score, missing, held } = person;
  return (
    <Section title={t('standing')}>
      <Group gap="sm">
        <ComplianceBadge state={state} />
        <Text size="sm" c="dimmed">
          {t('since', { date: format.dateTime(since) })}
        </Text>
      </Group>
      <PlanFacts standing={person} />
      {score !== null && (
        <Stack maw={480}>
          <Score value={score} label={t('score')} text={t('missing', { count: missing })} />
        </Stack>
      )}
      {held && (
        <Alert color="orange" icon={<IconLock aria-hidden />}>
          {t('held')}
        </Alert>
      )}
      <Group gap="xs">
        <Button component={Link} href={`/people/${userId}`} variant="default" size="xs">
          {t('profile')}
        </Button>
        {!held && (
          <Button variant="default" size="xs" onClick={() => setHolding(true)}>
            {t('hold')}
          </Button>
        )}
      </Group>
      {holding && (
        <PlaceHoldModal subject="USER" subjectId={userId} name={name} onClose={() => setHolding(false)} />
      )}
    </Section>
  );
}

function Papers({ papers }: { papers: Case['papers'] }) {
  const t = useTranslations('legalAdmin.person');
  const format = useFormat();
  if (papers.length === 0) return <Text size="sm">{t('noPapers')}</Text>;
  return (
    <Table aria-label={t('papers')} verticalSpacing={6} horizontalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('paper')}</Table.Th>
          <Table.Th scope="col">{t('status')}</Table.Th>
          <Table.Th scope="col">{t('until')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {papers.map(({ code, status, validUntil }, index) => {
          const known = legalWire.paperStatus.safeParse(status);
          return (
            // One code may be there for several ventures.
            <Table.Tr key={`${code} ${index}`}>
              <Table.Td>{code}</Table.Td>
              <Table.Td>{known.success ? <PaperBadge status={known.data} /> : status}</Table.Td>
              <Table.Td>
                {status !== 'SIGNED' ? '–' : validUntil ? format.date(validUntil) : t('noEnd')}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

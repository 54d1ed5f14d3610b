'use client';

import { Alert, Button, Card, Code, Grid, Group, List, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Empty, Page } from '../../components/page';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { AgreementView } from '../agreements/agreement-view';
import { agreementQuery } from '../agreements/queries';
import { DocumentBadge } from './document-status';
import { EndPaper } from './end-paper';
import { Evidence } from './evidence';
import { LegalText } from './legal-text';
import classes from './legal-text.module.css';
import { signDocumentHref } from './links';
import { RemedyPlan, type Remedy } from './remedy';
import { SignerList } from './signer-list';
import type { LegalDocument } from './types';
import { Verification } from './verification';

/** `/documents/[id]`: the text, who signed, and the proof; of an agreement also what its parties do with it. */
export function DocumentPage({ documentId }: { documentId: string }) {
  const t = useTranslations('documents');
  const document = useQuery(agreementQuery(documentId));
  const crumbs = [{ label: t('papers.title'), href: '/documents' }];
  if (document.isLoadingError) {
    return (
      <Page title={t('document.title')} crumbs={crumbs}>
        {hasCode(document.error, 'NOT_FOUND', 'MALFORMED', 'INVALID_INPUT') ? (
          <Empty
            title={t('document.missingTitle')}
            text={t('document.missingText')}
            action={
              <Button component={Link} href="/documents">
                {t('result.allPapers')}
              </Button>
            }
          />
        ) : (
          <ProblemAlert error={document.error} onRetry={() => void document.refetch()} />
        )}
      </Page>
    );
  }
  if (!document.data) {
    return (
      <Page title={t('document.title')} crumbs={crumbs}>
        <Skeleton height={420} aria-hidden />
      </Page>
    );
  }
  return (
    <Page title={document.data.name} crumbs={crumbs} actions={<DocumentBadge state={document.data.state} />}>
      {document.data.kind === 'CUSTOM' ? (
        <AgreementView agreement={document.data} />
      ) : (
        <Loaded document={document.data} />
      )}
    </Page>
  );
}

function Loaded({ document }: { document: LegalDocument & { readonly remedy: Remedy | null } }) {
  const t = useTranslations('documents.document');
  return (
    <Stack>
      {document.youAreDue && (
        <Alert color="orange" title={t('dueTitle')}>
          <Group justify="space-between">
            <Text size="sm">{t('dueText')}</Text>
            <Button
              component={Link}
              href={signDocumentHref(document.id, `/documents/${document.id}`)}
              leftSection={<IconSignature size={18} aria-hidden />}
            >
              {t('sign')}
            </Button>
          </Group>
        </Alert>
      )}
      {document.remedy && <RemedyPlan remedy={document.remedy} />}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7, lg: 8 }}>
          <div
            className={classes.region}
            role="region"
            aria-label={t('text', { name: document.name })}
            tabIndex={0}
          >
            <LegalText html={document.html} />
          </div>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5, lg: 4 }}>
          <Stack>
            <Section title={t('facts')}>
              <Facts document={document} />
            </Section>
            <Section title={t('signers')}>
              <SignerList signers={document.signers} />
            </Section>
            <Section title={t('check')}>
              <Verification documentId={document.id} />
            </Section>
            {document.state === 'EFFECTIVE' && <EndPaper document={document} />}
          </Stack>
        </Grid.Col>
      </Grid>
      <Evidence documentId={document.id} code={document.code} />
    </Stack>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card component="section" padding="md">
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {children}
    </Card>
  );
}

function Facts({ document }: { document: LegalDocument }) {
  const t = useTranslations('documents.document');
  const format = useFormat();
  const venture = useQuery({
    queryKey: ['ventures', 'name', document.ventureId],
    queryFn: async () => (await api.ventures.get({ params: { ventureId: document.ventureId! } })).name,
    enabled: document.ventureId !== null,
    retry: false,
  });
  return (
    <List listStyleType="none" size="sm" spacing={6}>
      <List.Item>{t('version', { code: document.code, version: document.version })}</List.Item>
      {document.ventureId && venture.data && (
        <List.Item>
          {t.rich('venture', {
            name: venture.data,
            link: (chunks) => <Link href={`/ventures/${document.ventureId}`}>{chunks}</Link>,
          })}
        </List.Item>
      )}
      {document.tier !== null && <List.Item>{t('tier', { tier: document.tier })}</List.Item>}
      {document.effectiveAt && (
        <List.Item>{t('effective', { date: format.dateTime(document.effectiveAt) })}</List.Item>
      )}
      {document.validUntil && <List.Item>{t('until', { date: format.date(document.validUntil) })}</List.Item>}
      {document.deadline && document.state === 'SIGNING' && (
        <List.Item>{t('deadline', { date: format.date(document.deadline) })}</List.Item>
      )}
      <List.Item>
        {t('hash')}
        <Code block style={{ whiteSpace: 'pre-wrap', wordBreak: 'break-all' }}>
          {document.textHash}
        </Code>
      </List.Item>
    </List>
  );
}

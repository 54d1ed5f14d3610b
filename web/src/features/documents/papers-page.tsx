'use client';

import { Anchor, Card, Group, Progress, Skeleton, Stack, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty, Page } from '../../components/page';
import { ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { AgreementList } from '../agreements/agreement-list';
import { useFollow } from '../ventures/follow';
import { DocumentList } from './document-list';
import { openCopies, waitsForOthers } from './pack';
import { CountersignRow, PaperGroup } from './paper-rows';
import { dueDocumentsQuery, papersQuery } from './queries';
import { SharedDocuments } from './shared-documents';
import type { DocumentSummary, Paper } from './types';

const tabs = ['papers', 'documents', 'agreements'];

/** `/documents`: own papers by what to do with them, every document the person may read, and agreements made. */
export function PapersPage({ tab }: { tab: string | null }) {
  const t = useTranslations('documents.papers');
  const { userId } = useSession();
  useFollow(userId && `user:${userId}`);
  return (
    <Page title={t('title')}>
      <Tabs defaultValue={tabs.find((one) => one === tab) ?? 'papers'} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="papers">{t('tabPapers')}</Tabs.Tab>
          <Tabs.Tab value="documents">{t('tabDocuments')}</Tabs.Tab>
          <Tabs.Tab value="agreements">{t('tabAgreements')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="papers">
          <Papers />
        </Tabs.Panel>
        <Tabs.Panel value="documents">
          <Stack gap="xl">
            <DocumentList />
            <SharedDocuments />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="agreements">
          <AgreementList />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function Papers() {
  const t = useTranslations('documents.papers');
  const papers = useQuery(papersQuery());
  const due = useQuery(dueDocumentsQuery());
  const copies = useQuery(openCopies());
  const failed = [papers, due, copies].find((query) => query.isLoadingError);
  if (failed)
    return (
      <ProblemAlert
        error={failed.error}
        onRetry={() => void Promise.all([papers.refetch(), due.refetch(), copies.refetch()])}
      />
    );
  if (!papers.data || !due.data || !copies.data) return <Skeleton height={320} aria-hidden />;

  const groups = group(papers.data.items, copies.data.items);
  const countersign = due.data.items.filter(
    (document) => !groups.now.some((paper) => paper.documentId === document.id || sameCopy(paper, document)),
  );
  const nothing = groups.now.length === 0 && countersign.length === 0;
  return (
    <Stack gap="xl">
      {papers.data.complianceScore !== null && <Score value={papers.data.complianceScore} />}
      <PaperGroup title={t('now')} text={t('nowText')} papers={groups.now} due>
        {countersign.map((document) => (
          <CountersignRow key={document.id} document={document} />
        ))}
        {nothing && <Text c="dimmed">{t('nothingNow')}</Text>}
      </PaperGroup>
      <PaperGroup title={t('waiting')} text={t('waitingText')} papers={groups.waiting} />
      <PaperGroup title={t('over')} text={t('overText')} papers={groups.over} />
      <PaperGroup title={t('inForce')} papers={groups.inForce} />
      <PaperGroup title={t('later')} text={t('laterText')} papers={groups.later} />
      {papers.data.items.length === 0 && <Empty title={t('emptyTitle')} text={t('emptyText')} />}
    </Stack>
  );
}

function Score({ value }: { value: number }) {
  const t = useTranslations('documents.papers');
  const toCompliance = useTranslations('compliance.own')('link');
  const percent = Math.round(value);
  return (
    <Card component="section">
      <Group justify="space-between" mb={6}>
        <Text fw={600}>{t('score')}</Text>
        <Text>{percent} %</Text>
      </Group>
      <Progress value={percent} aria-label={t('score')} color={percent === 100 ? 'green' : 'orange'} />
      <Text size="sm" c="dimmed" mt={6}>
        {t('scoreText')}
      </Text>
      <Anchor component={Link} href="/documents/compliance" size="sm">
        {toCompliance}
      </Anchor>
    </Card>
  );
}

/** Papers of the first rung are wanted now even while a guest's are only "next", or have ended: nothing works without them. */
function group(papers: readonly Paper[], copies: readonly DocumentSummary[]) {
  const wanted = (paper: Paper) =>
    paper.status === 'REQUIRED' ||
    (paper.rungs.includes(1) && ['PENDING', 'EXPIRED', 'REVOKED'].includes(paper.status));
  const over = (paper: Paper) => (paper.status === 'EXPIRED' || paper.status === 'REVOKED') && !wanted(paper);
  const waits = (paper: Paper) =>
    waitsForOthers(
      {
        code: paper.code,
        name: paper.name,
        ...(paper.ventureId ? { ventureId: paper.ventureId } : {}),
        ...(paper.tier === null ? {} : { tier: paper.tier }),
      },
      copies,
    );
  return {
    now: papers
      .filter((paper) => wanted(paper) && !waits(paper))
      .toSorted((a, b) => Number(b.code === 'ESCA') - Number(a.code === 'ESCA')),
    waiting: papers.filter((paper) => paper.status !== 'SIGNED' && waits(paper)),
    over: papers.filter((paper) => over(paper) && !waits(paper)),
    inForce: papers.filter((paper) => paper.status === 'SIGNED'),
    later: papers.filter((paper) => paper.status === 'PENDING' && !wanted(paper) && !waits(paper)),
  };
}

function sameCopy(paper: Paper, document: DocumentSummary): boolean {
  return (
    paper.code === document.code &&
    paper.ventureId === document.ventureId &&
    (paper.tier === null || document.tier === null || paper.tier === document.tier)
  );
}

'use client';

import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { useFormat } from '../../lib/format';
import { PaperBadge } from './document-status';
import { signDocumentHref, signHref } from './links';
import { canBeSigned } from './pack';
import type { DocumentSummary, Paper } from './types';

interface GroupProps {
  title: string;
  text?: string;
  papers: readonly Paper[];
  /** Papers to sign now: shown even when there are none, the first with the main button. */
  due?: boolean;
  children?: ReactNode;
}

export function PaperGroup({ title, text, papers, due = false, children }: GroupProps) {
  const id = useId();
  if (papers.length === 0 && !due) return null;
  return (
    <section aria-labelledby={id}>
      <Title order={2} size="h3" id={id}>
        {title}
      </Title>
      {text && (
        <Text c="dimmed" size="sm">
          {text}
        </Text>
      )}
      <Stack gap="sm" mt="sm">
        {papers.map((paper, index) => (
          <PaperRow
            key={`${paper.name} ${paper.ventureId ?? ''} ${paper.tier ?? ''}`}
            paper={paper}
            due={due}
            first={due && index === 0}
          />
        ))}
        {children}
      </Stack>
    </section>
  );
}

/** Within this many days of its end a paper in force can be renewed from the list. */
const renewalDays = 30;

function PaperRow({ paper, due, first }: { paper: Paper; due: boolean; first: boolean }) {
  const t = useTranslations('documents.papers');
  const format = useFormat();
  const signed = paper.status === 'SIGNED';
  const endsSoon =
    signed &&
    paper.validUntil !== null &&
    Date.parse(paper.validUntil) - Date.now() < renewalDays * 86_400_000;
  const lapsed = paper.status === 'EXPIRED' || paper.status === 'REVOKED';
  return (
    <Card padding="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} style={{ flex: '1 1 16rem' }}>
          <Group gap="xs">
            <Title order={3} size="h5">
              {paper.name}
            </Title>
            <PaperBadge status={due && paper.status === 'PENDING' ? 'REQUIRED' : paper.status} />
          </Group>
          <Text size="sm">{paper.purpose}</Text>
          <Group gap="md">
            <Text size="sm" c="dimmed">
              {t('version', { code: paper.code, version: paper.version })}
            </Text>
            {paper.ventureId && paper.ventureName && (
              <Text size="sm" c="dimmed">
                {t.rich('venture', {
                  name: paper.ventureName,
                  link: (chunks) => (
                    <Anchor component={Link} href={`/ventures/${paper.ventureId}`}>
                      {chunks}
                    </Anchor>
                  ),
                })}
              </Text>
            )}
            {paper.tier !== null && (
              <Text size="sm" c="dimmed">
                {t('tier', { tier: paper.tier })}
              </Text>
            )}
            {signed && paper.validUntil && (
              <Text size="sm" c="dimmed">
                {t('validUntil', { date: format.date(paper.validUntil) })}
              </Text>
            )}
            {signed && !paper.validUntil && (
              <Text size="sm" c="dimmed">
                {t('noEnd')}
              </Text>
            )}
            {!signed && (
              <Text size="sm" c="dimmed">
                {t('minutes', { minutes: paper.readingMinutes })}
              </Text>
            )}
            {!signed && !canBeSigned(paper) && (
              <Text size="sm" c="dimmed">
                {t('inVenture')}
              </Text>
            )}
          </Group>
        </Stack>
        <Group gap="xs">
          {(!signed || endsSoon) && canBeSigned(paper) && (
            <Button
              component={Link}
              href={hrefOf(paper)}
              variant={first ? 'filled' : 'default'}
              aria-label={t(signed || lapsed ? 'renewNamed' : 'signNamed', { name: paper.name })}
            >
              {signed || lapsed ? t('renew') : t('sign')}
            </Button>
          )}
          {signed && paper.documentId && (
            <Button
              component={Link}
              href={`/documents/${paper.documentId}`}
              variant="default"
              aria-label={t('viewNamed', { name: paper.name })}
            >
              {t('view')}
            </Button>
          )}
        </Group>
      </Group>
    </Card>
  );
}

/** The five papers of membership are signed as one pack; others one by one. */
function hrefOf(paper: Paper): string {
  return signHref({
    code: paper.code,
    ventureId: paper.ventureId,
    tier: paper.tier,
    after: '/documents',
    ...(paper.rungs.includes(1) && paper.status !== 'SIGNED' ? { pack: 'BECOME_MEMBER' } : {}),
  });
}

/** A document of another person, or a copy outside the catalogue, that waits for the reader's signature. */
export function CountersignRow({ document }: { document: DocumentSummary }) {
  const t = useTranslations('documents.papers');
  const format = useFormat();
  const agreement = document.kind === 'CUSTOM';
  return (
    <Card padding="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} style={{ flex: '1 1 16rem' }}>
          <Title order={3} size="h5">
            {document.name}
          </Title>
          <Text size="sm">{t(agreement ? 'agreementText' : 'countersignText')}</Text>
          {document.deadline && (
            <Text size="sm" c="dimmed">
              {t('deadline', { date: format.date(document.deadline) })}
            </Text>
          )}
        </Stack>
        <Button
          component={Link}
          href={signDocumentHref(document.id, '/documents')}
          aria-label={t(agreement ? 'openNamed' : 'countersignNamed', { name: document.name })}
        >
          {t(agreement ? 'open' : 'countersign')}
        </Button>
      </Group>
    </Card>
  );
}

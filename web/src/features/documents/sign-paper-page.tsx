'use client';

import { Alert, Button, Group, Skeleton, Stack } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Empty, Page } from '../../components/page';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { signHref } from './links';
import { usePack } from './pack';
import { usePackTitle } from './pack-progress';
import { papersQuery } from './queries';
import { SigningRoom } from './signing-room';
import type { PackContext } from './signing-result';
import { PackDone } from './signing-result';
import type { Paper } from './types';

export interface SignPaperProps extends PackContext {
  code?: string | undefined;
  tier?: number | undefined;
}

/** `/documents/sign`: a paper of the catalogue, or the next one that a pack lacks. */
export function SignPaperPage({ code, tier, ...context }: SignPaperProps) {
  const t = useTranslations('documents');
  if (code)
    return (
      <PaperRoom
        key={`${code} ${context.ventureId ?? ''} ${tier ?? ''}`}
        code={code}
        tier={tier}
        context={context}
      />
    );
  if (context.pack) return <PackStart pack={context.pack} context={context} />;
  return (
    <Page title={t('sign.pageTitlePlain')}>
      <Empty
        title={t('sign.nothingTitle')}
        text={t('sign.nothingText')}
        action={
          <Button component={Link} href="/documents">
            {t('result.allPapers')}
          </Button>
        }
      />
    </Page>
  );
}

function PackStart({ pack: name, context }: { pack: string; context: PackContext }) {
  const t = useTranslations('documents');
  const router = useRouter();
  const title = usePackTitle(name);
  const pack = usePack(name, context.ventureId);
  const next = pack.isFetching ? undefined : pack.data?.toSign[0];
  useEffect(() => {
    if (next)
      router.replace(signHref({ ...next, ...context, ventureId: next.ventureId ?? context.ventureId }));
  }, [next, router, context]);
  return (
    <Page title={title} crumbs={[{ label: t('papers.title'), href: '/documents' }]}>
      {pack.error ? (
        <ProblemAlert error={pack.error} onRetry={() => void pack.refetch()} />
      ) : pack.data && !pack.isFetching && !next ? (
        <PackDone
          name={name}
          context={context}
          waiting={pack.data.waiting.map((paper) => paper.name)}
          conditions={pack.data.conditions}
        />
      ) : (
        <RoomSkeleton />
      )}
    </Page>
  );
}

interface Target {
  ventureId: string | undefined;
  tier: number | undefined;
}

function PaperRoom({
  code,
  tier,
  context,
}: {
  code: string;
  tier: number | undefined;
  context: PackContext;
}) {
  const t = useTranslations('documents.sign');
  // Decided once: a signature changes papers and pack, and must not make the room open another copy.
  const [target, setTarget] = useState<Target | null>(null);
  const papers = useQuery({ ...papersQuery(), refetchOnMount: 'always', enabled: target === null });
  const pack = usePack(context.pack, context.ventureId);

  // One code can stand for two papers (the order for the founder seat and for the team seat): the unsigned one is meant.
  const candidates =
    papers.data?.items.filter((paper) => matches(paper, code, context.ventureId, tier)) ?? [];
  const listed = candidates.find((paper) => paper.status !== 'SIGNED') ?? candidates[0];
  const asked = pack.data?.toSign.find((paper) => paper.code === code);
  const ready =
    papers.isFetchedAfterMount &&
    papers.data !== undefined &&
    (!context.pack || (pack.data !== undefined && !pack.isFetching) || pack.error !== null);
  const signed = ready && !asked && listed?.status === 'SIGNED';
  // An account paper belongs to no venture even when the link, made for a venture's pack, names one.
  const ventureId = asked ? asked.ventureId : listed?.scope === 'ACCOUNT' ? undefined : context.ventureId;
  const enter = () => setTarget({ ventureId, tier: tier ?? asked?.tier });
  useEffect(() => {
    if (ready && !signed && !target) setTarget({ ventureId, tier: tier ?? asked?.tier });
  }, [ready, signed, target, ventureId, tier, asked]);

  if (target)
    return <CopyRoom code={code} target={target} name={asked?.name ?? listed?.name} context={context} />;
  return (
    <Page
      title={listed ? t('pageTitle', { name: listed.name }) : t('pageTitlePlain')}
      crumbs={[{ label: t('crumb'), href: '/documents' }]}
    >
      {papers.isLoadingError ? (
        <ProblemAlert error={papers.error} onRetry={() => void papers.refetch()} />
      ) : signed ? (
        <AlreadySigned paper={listed} context={context} onAgain={enter} />
      ) : (
        <RoomSkeleton />
      )}
    </Page>
  );
}

function CopyRoom({
  code,
  target,
  name,
  context,
}: {
  code: string;
  target: Target;
  name: string | undefined;
  context: PackContext;
}) {
  const t = useTranslations('documents.sign');
  const copy = useQuery({
    queryKey: ['paper-copy', code, target.ventureId ?? null, target.tier ?? null],
    queryFn: () =>
      api.legal.openPaper({
        params: { code },
        body: {
          ...(target.ventureId ? { ventureId: target.ventureId } : {}),
          ...(target.tier === undefined ? {} : { tier: target.tier }),
        },
      }),
    // Opening a copy is a write: it happens when the room is entered, not again whenever the window gets the focus.
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });
  const title = copy.data?.name ?? name;
  return (
    <Page
      title={title ? t('pageTitle', { name: title }) : t('pageTitlePlain')}
      crumbs={[{ label: t('crumb'), href: '/documents' }]}
    >
      {copy.isLoadingError ? (
        <ProblemAlert error={copy.error} onRetry={() => void copy.refetch()} />
      ) : copy.data ? (
        <SigningRoom
          key={`${copy.data.id} ${copy.data.textHash}`}
          document={copy.data}
          context={context}
          onReload={() => void copy.refetch()}
        />
      ) : (
        <RoomSkeleton />
      )}
    </Page>
  );
}

function AlreadySigned({
  paper,
  context,
  onAgain,
}: {
  paper: Paper;
  context: PackContext;
  onAgain: () => void;
}) {
  const t = useTranslations('documents.sign');
  const format = useFormat();
  return (
    <Stack align="flex-start">
      <Alert icon={<IconCircleCheck aria-hidden />} w="100%">
        {paper.validUntil ? t('alreadyUntil', { date: format.date(paper.validUntil) }) : t('already')}
      </Alert>
      <Group>
        {context.pack && (
          <Button component={Link} href={signHref(context)}>
            {t('continuePack')}
          </Button>
        )}
        {!context.pack && context.after && (
          <Button component={Link} href={context.after}>
            {t('continue')}
          </Button>
        )}
        {paper.documentId && (
          <Button component={Link} href={`/documents/${paper.documentId}`} variant="default">
            {t('view')}
          </Button>
        )}
        <Button variant="default" onClick={onAgain}>
          {t('again')}
        </Button>
      </Group>
    </Stack>
  );
}

export function RoomSkeleton() {
  return (
    <Stack aria-hidden>
      <Skeleton height={24} width="60%" />
      <Skeleton height={420} />
    </Stack>
  );
}

function matches(
  paper: Paper,
  code: string,
  ventureId: string | undefined,
  tier: number | undefined,
): boolean {
  if (paper.code !== code) return false;
  if (paper.scope === 'ACCOUNT') return true;
  return (
    (paper.ventureId ?? undefined) === ventureId &&
    (tier === undefined || paper.tier === null || paper.tier === tier)
  );
}

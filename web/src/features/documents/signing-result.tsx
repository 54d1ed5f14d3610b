'use client';

import { Alert, Button, Group, List, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { ProblemAlert } from '../../lib/problem';
import { signHref } from './links';
import { usePack } from './pack';
import { PackProgress } from './pack-progress';
import type { LegalDocument, PlaceAct } from './types';

export interface PackContext {
  pack?: string | undefined;
  ventureId?: string | undefined;
  after?: string | undefined;
}

/** After signing: what the signature did, and what comes next. Focus moves here, since the panel has gone. */
export function SigningResult({
  document,
  context,
  act = 'SIGN',
}: {
  document: LegalDocument;
  context: PackContext;
  act?: PlaceAct;
}) {
  const t = useTranslations('documents.result');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const waiting = document.signers.filter((signer) => signer.state === 'DUE' || signer.state === 'WAITING');
  return (
    <Stack>
      <Title order={2} ref={heading} tabIndex={-1}>
        {t(`titles.${act}`, { name: document.name })}
      </Title>
      {document.kind === 'CUSTOM' ? (
        <Alert icon={<IconCircleCheck aria-hidden />}>
          {t(document.state === 'EFFECTIVE' ? 'agreementEffective' : 'agreementWaiting')}
        </Alert>
      ) : waiting.length === 0 ? (
        <Alert icon={<IconCircleCheck aria-hidden />}>{t('effective')}</Alert>
      ) : (
        <Alert icon={<IconClock aria-hidden />}>
          {t('waiting', { names: waiting.map((signer) => signer.name).join(', ') })}
        </Alert>
      )}
      {context.pack ? (
        <NextInPack document={document} context={context} pack={context.pack} />
      ) : (
        <WayOn document={document} after={context.after} />
      )}
    </Stack>
  );
}

function NextInPack({
  document,
  context,
  pack: name,
}: {
  document: LegalDocument;
  context: PackContext;
  pack: string;
}) {
  const t = useTranslations('documents.result');
  const pack = usePack(name, context.ventureId, document.code);
  if (pack.error) return <ProblemAlert error={pack.error} onRetry={() => void pack.refetch()} />;
  if (!pack.data) return <Skeleton height={90} />;
  const [next] = pack.data.toSign;
  return (
    <Stack>
      <PackProgress pack={pack.data} name={name} signing={false} />
      {next ? (
        <Group>
          <Button
            component={Link}
            href={signHref({ ...next, ...context, ventureId: next.ventureId ?? context.ventureId })}
          >
            {t('next', { name: next.name })}
          </Button>
          <Button component={Link} href={context.after ?? '/documents'} variant="default">
            {t('later')}
          </Button>
        </Group>
      ) : (
        <PackDone
          name={name}
          context={context}
          waiting={pack.data.waiting.map((paper) => paper.name)}
          conditions={pack.data.conditions}
        />
      )}
    </Stack>
  );
}

/** Nothing of the pack is left for the reader to sign. */
export function PackDone({
  name,
  context,
  waiting,
  conditions,
}: {
  name: string;
  context: PackContext;
  waiting: string[];
  conditions: readonly string[];
}) {
  const t = useTranslations('documents.result');
  return (
    <Stack>
      <Text>{t('packDone')}</Text>
      {waiting.length > 0 && <Text>{t('packWaiting', { names: waiting.join(', ') })}</Text>}
      {conditions.length > 0 && (
        <>
          <Text>{t('packConditions')}</Text>
          <List size="sm">
            {conditions.map((condition) => (
              <List.Item key={condition}>{condition}</List.Item>
            ))}
          </List>
        </>
      )}
      <Group>
        <Button component={Link} href={context.after ?? homeOf(name, context.ventureId)}>
          {t('continue')}
        </Button>
        <Button component={Link} href="/documents" variant="default">
          {t('allPapers')}
        </Button>
      </Group>
    </Stack>
  );
}

function WayOn({ document, after }: { document: LegalDocument; after: string | undefined }) {
  const t = useTranslations('documents.result');
  return (
    <Group>
      {after && (
        <Button component={Link} href={after}>
          {t('continue')}
        </Button>
      )}
      <Button component={Link} href={`/documents/${document.id}`} variant="default">
        {t('view')}
      </Button>
      <Button component={Link} href="/documents" variant="default">
        {t('allPapers')}
      </Button>
    </Group>
  );
}

/** The page a finished pack leads to when the link named none. */
function homeOf(pack: string, ventureId: string | undefined): string {
  if (ventureId) return `/ventures/${ventureId}`;
  if (pack === 'BECOME_MEMBER' || pack === 'START_TRIAL') return '/onboarding';
  if (pack === 'CREATE_VENTURE') return '/ventures/new';
  return '/dashboard';
}

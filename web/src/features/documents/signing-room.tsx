'use client';

import { Alert, Anchor, Button, Card, Grid, Group, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCircleCheck, IconLock } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useCallback, useState } from 'react';
import { useFormat } from '../../lib/format';
import { DeclineModal } from './decline-modal';
import { usePack } from './pack';
import { PackProgress } from './pack-progress';
import { ReadingRegion } from './reading-region';
import { SignPanel } from './sign-panel';
import type { PackContext } from './signing-result';
import { SigningResult } from './signing-result';
import type { LegalDocument } from './types';

/** Reading first, then signing: the whole text on one side, the panel that opens at its end on the other. */
export function SigningRoom({
  document,
  context,
  onReload,
}: {
  document: LegalDocument;
  context: PackContext;
  onReload: () => void;
}) {
  const t = useTranslations('documents.sign');
  const [read, setRead] = useState(false);
  const [signed, setSigned] = useState<LegalDocument | null>(null);
  const [declined, setDeclined] = useState(false);
  const [declining, setDeclining] = useState(false);
  const onEnd = useCallback(() => setRead(true), []);
  const onSigned = useCallback((result: LegalDocument) => setSigned(result), []);

  if (signed) return <SigningResult document={signed} context={context} />;
  if (declined) return <Declined context={context} />;
  if (!document.youAreDue) return <NotDue document={document} context={context} />;
  return (
    <Stack>
      {context.pack && <RoomProgress name={context.pack} ventureId={context.ventureId} />}
      <Facts document={document} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7, lg: 8 }}>
          <ReadingRegion html={document.html} name={document.name} finished={read} onEnd={onEnd} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5, lg: 4 }}>
          <Card component="section" aria-labelledby="sign-heading">
            <Stack>
              <Title order={2} size="h3" id="sign-heading">
                {t('heading')}
              </Title>
              {read ? <SignPanel document={document} onSigned={onSigned} onReload={onReload} /> : <Locked />}
              <Button variant="subtle" color="red" onClick={() => setDeclining(true)}>
                {t('decline')}
              </Button>
            </Stack>
          </Card>
        </Grid.Col>
      </Grid>
      <VisuallyHidden role="status">{read ? t('opened') : ''}</VisuallyHidden>
      <DeclineModal
        document={document}
        opened={declining}
        onClose={() => setDeclining(false)}
        onDeclined={() => setDeclined(true)}
      />
    </Stack>
  );
}

function RoomProgress({ name, ventureId }: { name: string; ventureId: string | undefined }) {
  const pack = usePack(name, ventureId);
  return pack.data && pack.data.total > 1 ? <PackProgress pack={pack.data} name={name} signing /> : null;
}

function Facts({ document }: { document: LegalDocument }) {
  const t = useTranslations('documents.sign');
  const format = useFormat();
  const others = document.signers.filter((signer) => signer.state !== 'DUE').map((signer) => signer.name);
  return (
    <Group gap="lg">
      <Text size="sm" c="dimmed">
        {t('version', { code: document.code, version: document.version })}
      </Text>
      {document.tier !== null && (
        <Text size="sm" c="dimmed">
          {t('tier', { tier: document.tier })}
        </Text>
      )}
      {others.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('with', { names: others.join(', ') })}
        </Text>
      )}
      {document.deadline && (
        <Text size="sm" c="dimmed">
          {t('deadline', { date: format.date(document.deadline) })}
        </Text>
      )}
    </Group>
  );
}

function Locked() {
  const t = useTranslations('documents.sign');
  // Beside the text on wide screens, below it on narrow ones: the sentence says where to look.
  const beside = useMediaQuery('(min-width: 62em)');
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <IconLock aria-hidden style={{ flexShrink: 0 }} />
      <Text size="sm">{beside ? t('lockedBeside') : t('lockedBelow')}</Text>
    </Group>
  );
}

function Declined({ context }: { context: PackContext }) {
  const t = useTranslations('documents.decline');
  return (
    <Stack align="flex-start">
      <Alert role="status" w="100%">
        {t('done')}
      </Alert>
      <Button component={Link} href={context.after ?? '/documents'}>
        {t('back')}
      </Button>
    </Stack>
  );
}

/** The copy exists but the reader's turn is over, or not yet there. */
function NotDue({ document, context }: { document: LegalDocument; context: PackContext }) {
  const t = useTranslations('documents.sign');
  const due = document.signers.filter((signer) => signer.state === 'DUE').map((signer) => signer.name);
  return (
    <Stack align="flex-start">
      <Alert icon={<IconCircleCheck aria-hidden />} w="100%">
        {document.state === 'SIGNING' && due.length > 0
          ? t('notDueWaiting', { names: due.join(', ') })
          : t('notDue')}
      </Alert>
      <Group>
        {(context.pack || context.after) && (
          <Button component={Link} href={context.after ?? '/dashboard'}>
            {t('continue')}
          </Button>
        )}
        <Anchor component={Link} href={`/documents/${document.id}`}>
          {t('view')}
        </Anchor>
      </Group>
    </Stack>
  );
}

'use client';

import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconMessage } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useCallback, useState } from 'react';
import { useFormat } from '../../lib/format';
import { AmendmentRedline } from '../agreements/amendment-redline';
import { DelegateModal } from '../agreements/delegate-modal';
import type { Agreement, Permission } from '../agreements/types';
import { ApprovePanel } from './approve-panel';
import { DeclineModal } from './decline-modal';
import { usePack } from './pack';
import { PackProgress } from './pack-progress';
import { ReadThenAct } from './read-then-act';
import { SignPanel } from './sign-panel';
import type { PackContext } from './signing-result';
import { SigningResult } from './signing-result';
import type { LegalDocument, PlaceAct } from './types';

interface SigningRoomProps {
  /** Of an agreement also what the reader may do, and what its maker has to say. */
  readonly document: LegalDocument & Partial<Pick<Agreement, 'permissions' | 'message'>>;
  readonly context: PackContext;
  readonly onReload: () => void;
}

/** Reading first, then signing: the whole text on one side, the panel that opens at its end on the other. */
export function SigningRoom({ document, context, onReload }: SigningRoomProps) {
  const t = useTranslations('documents.sign');
  const [signed, setSigned] = useState<LegalDocument | null>(null);
  const [left, setLeft] = useState<'declined' | 'delegated' | null>(null);
  const [leaving, setLeaving] = useState<'decline' | 'delegate' | null>(null);
  // What was asked for stays in the result, where nothing is asked for any more.
  const [act] = useState(() => actOf(document.permissions));
  const onSigned = useCallback((result: LegalDocument) => setSigned(result), []);

  if (signed) return <SigningResult document={signed} context={context} act={act} />;
  if (left) return <Left how={left} context={context} />;
  if (!document.youAreDue) return <NotDue document={document} context={context} />;
  return (
    <Stack>
      {document.message && (
        <Alert color="gray" icon={<IconMessage aria-hidden />}>
          {document.message}
        </Alert>
      )}
      {context.pack && <RoomProgress name={context.pack} ventureId={context.ventureId} />}
      <Facts document={document} />
      <ReadThenAct
        html={document.html}
        name={document.name}
        words={{
          heading: t(`headings.${act}`),
          lockedBeside: t('lockedBeside'),
          lockedBelow: t('lockedBelow'),
          opened: t(`openedFor.${act}`),
        }}
        panel={
          act === 'SIGN' ? (
            <SignPanel document={document} onSigned={onSigned} onReload={onReload} />
          ) : (
            <ApprovePanel document={document} act={act} onDone={onSigned} onReload={onReload} />
          )
        }
      >
        {document.permissions?.includes('DELEGATE') && (
          <Button variant="default" onClick={() => setLeaving('delegate')}>
            {t('delegate')}
          </Button>
        )}
        <Button variant="subtle" color="red" onClick={() => setLeaving('decline')}>
          {t(act === 'SIGN' ? 'decline' : 'declineOther')}
        </Button>
      </ReadThenAct>
      {document.state === 'AMENDMENT_SIGNING' && <AmendmentRedline document={document} />}
      {leaving === 'decline' && (
        <DeclineModal
          document={document}
          onClose={() => setLeaving(null)}
          onDeclined={() => setLeft('declined')}
        />
      )}
      {leaving === 'delegate' && (
        <DelegateModal
          documentId={document.id}
          onClose={() => setLeaving(null)}
          onDone={() => setLeft('delegated')}
        />
      )}
    </Stack>
  );
}

function actOf(permissions: readonly Permission[] | undefined): PlaceAct {
  if (permissions?.includes('APPROVE')) return 'APPROVE';
  return permissions?.includes('VIEW_TO_CONFIRM') ? 'VIEW_TO_CONFIRM' : 'SIGN';
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

/** The place was given up, or given to somebody else. */
function Left({ how, context }: { how: 'declined' | 'delegated'; context: PackContext }) {
  const t = useTranslations('documents.decline');
  return (
    <Stack align="flex-start">
      <Alert role="status" w="100%">
        {t(how === 'declined' ? 'done' : 'delegated')}
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

'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowRight, IconSignature } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { signHref } from '../documents/links';
import { myInvitationsQuery } from '../ventures/queries';
import type { Application } from './types';

/** What the invitation has become in the meantime. */
const steps = {
  PENDING: 'VENTURE_INVITATION',
  ACCEPTED: 'VENTURE_ACCEPTED',
  DECLINED: 'VENTURE_ENDED',
  CANCELLED: 'VENTURE_ENDED',
  EXPIRED: 'VENTURE_ENDED',
} as const;

/** What an acceptance created, and the way on: the invitation of a venture with its papers, or an agreement to sign. */
export function NextStep({ application }: { application: Application }) {
  const t = useTranslations('opportunities.nextStep');
  const { collaboration, mine, applicantName } = application;
  const invited = collaboration?.kind === 'VENTURE_INVITATION' && !mine;
  const invitations = useQuery({ ...myInvitationsQuery(), enabled: invited });
  if (!collaboration) return null;
  const { kind, ventureId, documentId, invitationId } = collaboration;
  const answer = invitations.data?.items.find(({ id }) => id === invitationId)?.state;
  const step = !invited || !answer ? kind : steps[answer];
  const joins = !mine && (step === 'VENTURE_MEMBER' || step === 'VENTURE_ACCEPTED');
  return (
    <Stack gap="xs">
      <Text size="sm">{mine ? t(`creator.${kind}`, { name: applicantName }) : t(`applicant.${step}`)}</Text>
      <Group gap="xs">
        {kind === 'AGREEMENT' && documentId && (
          <Button
            component={Link}
            href={`/documents/${documentId}`}
            size="xs"
            leftSection={<IconSignature size={16} aria-hidden />}
          >
            {t('agreement')}
          </Button>
        )}
        {step === 'VENTURE_INVITATION' && !mine && (
          <Button
            component={Link}
            href="/ventures"
            size="xs"
            rightSection={<IconArrowRight size={16} aria-hidden />}
          >
            {t('invitation')}
          </Button>
        )}
        {joins && ventureId && (
          <Button
            component={Link}
            href={signHref({ pack: 'JOIN_VENTURE', ventureId, after: `/ventures/${ventureId}` })}
            size="xs"
            leftSection={<IconSignature size={16} aria-hidden />}
          >
            {t('papers')}
          </Button>
        )}
        {ventureId && (mine || joins) && (
          <Button component={Link} href={`/ventures/${ventureId}`} size="xs" variant="default">
            {t('venture')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

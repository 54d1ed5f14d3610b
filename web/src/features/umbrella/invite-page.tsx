'use client';

import { useTranslations } from 'next-intl';
import { InviteForm } from './invite-form';
import { SentInvitations } from './sent-invitations';
import { UmbrellaFrame } from './umbrella-frame';

/** `/umbrella/invite`: invite somebody, and what became of the invitations so far. */
export function InvitePage() {
  const t = useTranslations('umbrella.invite');
  return (
    <UmbrellaFrame title={t('title')} lead={t('lead')}>
      <InviteForm />
      <SentInvitations />
    </UmbrellaFrame>
  );
}

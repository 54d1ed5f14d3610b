'use client';

import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { useStepUp } from '../../lib/step-up';
import { templatesQuery as agreementTemplatesQuery } from '../agreements/queries';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useRefreshOffice, type ManagedTemplate, type TemplateVersion } from './queries';

interface PublishVersionProps {
  readonly template: ManagedTemplate;
  readonly version: TemplateVersion;
  readonly onClose: () => void;
}

/** Publishes a written version, after saying what that means for those who hold a copy. */
export function PublishVersion({ template, version, onClose }: PublishVersionProps) {
  const t = useTranslations('legalAdmin.templates');
  const stepUp = useStepUp();
  const refresh = useRefreshOffice();
  const agreements = useQuery(agreementTemplatesQuery());
  const { code, name, versions } = template;
  const count = versions.reduce((sum, { inForce }) => sum + inForce, 0);
  const first = versions.every(({ state }) => state === 'DRAFT');
  // What nobody can make an agreement from is a paper of the catalogue or a notice.
  const agreement = agreements.data?.items.some((one) => one.code === code) ?? false;
  const meaning = first
    ? t('publishFirst')
    : version.kind === 'MINOR'
      ? t('publishMinor', { count })
      : agreement
        ? t('publishMaterialAgreement', { count })
        : t('publishMaterialPaper', { count });
  return (
    <ConfirmModal
      title={t('publishTitle', { version: version.version, name })}
      text={meaning}
      note={<Text size="sm">{t('publishForGood')}</Text>}
      confirm={t('publishConfirm')}
      danger={!first && version.kind === 'MATERIAL'}
      run={() =>
        stepUp(() => api.legalAdmin.publishVersion({ params: { code }, body: { version: version.version } }))
      }
      onClose={onClose}
      onDone={() => {
        notifications.show({
          message: t('publishDone', { version: version.version, name }),
          color: 'fir',
        });
        refresh();
      }}
    />
  );
}

'use client';

import { Button } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { DocumentList } from '../documents/document-list';
import { VentureFrame } from '../ventures/venture-frame';
import { FileSection } from './file-section';

/** `/ventures/[id]/documents`: what was agreed about the venture, as far as the reader takes part in it, and its files. */
export function VentureDocumentsPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('ventureFiles');
  return (
    <VentureFrame
      ventureId={ventureId}
      room="documents"
      title={t('title')}
      lead={t('lead')}
      actions={() => (
        <Button
          component={Link}
          href="/documents/new"
          variant="default"
          leftSection={<IconFilePlus size={18} aria-hidden />}
        >
          {t('newAgreement')}
        </Button>
      )}
    >
      {(venture) => (
        <>
          <Section title={t('agreements')} text={t('agreementsText')}>
            <DocumentList ventureId={venture.id} />
          </Section>
          {venture.myRole !== 'INVESTOR' && <FileSection venture={venture} />}
        </>
      )}
    </VentureFrame>
  );
}

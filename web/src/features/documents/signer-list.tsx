'use client';

import { Badge, List, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import type { Signer } from './types';

export const placeColour: Record<Signer['state'], string> = {
  WAITING: 'gray',
  DUE: 'orange',
  SIGNED: 'green',
  APPROVED: 'green',
  VIEWED: 'green',
  DECLINED: 'red',
  DELEGATED: 'gray',
  REPLACED: 'gray',
  RELEASED: 'gray',
  COPIED: 'blue',
};

/** Who signs in which order, and where each stands. */
export function SignerList({ signers }: { signers: readonly Signer[] }) {
  const t = useTranslations('documents.signer');
  const format = useFormat();
  return (
    <List type="ordered" size="sm" spacing="sm">
      {signers.map((signer) => (
        <List.Item key={signer.position}>
          <Text fw={600} size="sm">
            {signer.name}
          </Text>
          <Badge variant="dot" miw="max-content" color={placeColour[signer.state]}>
            {t(`state.${signer.state}`)}
          </Badge>
          <Text size="sm" c="dimmed">
            {signer.signedAt
              ? t('signedAt', { date: format.dateTime(signer.signedAt) })
              : t(`mode.${signer.mode}`)}
            {signer.signedAt && signer.mode === 'STANDING' ? ` ${t('standing')}` : ''}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}

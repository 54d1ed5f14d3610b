'use client';

import { Table, Text } from '@mantine/core';
import type { SignerFact } from '@smartstart/verify';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';

const columns = ['name', 'role', 'what', 'when'] as const;

/** Who did what and when, as the signature records say. Names come from the file and are kept apart from our words. */
export function SignerTable({ signers }: { signers: readonly SignerFact[] }) {
  const t = useTranslations('verify.signers');
  const format = useFormat();
  const word = (kind: 'action' | 'method' | 'factor', value: string) => {
    const key = `${kind}.${value}` as 'action.SIGNED';
    return t.has(key) ? t(key) : value;
  };
  return (
    <Table.ScrollContainer minWidth={520} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th scope="col" key={column}>
                {t(`column.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {signers.map((signer) => (
            <Table.Tr key={`${signer.round} ${signer.name} ${signer.role} ${signer.at}`}>
              <Table.Th scope="row" fw={600}>
                <bdi>{signer.name}</bdi>
              </Table.Th>
              <Table.Td>
                <bdi>{signer.role}</bdi>
                {signer.round > 1 && (
                  <Text size="sm" c="dimmed">
                    {t('amendment', { number: signer.round - 1 })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                {word('action', signer.action)}
                <Text size="sm" c="dimmed">
                  {word('method', signer.method)}
                  {signer.factor ? `; ${t('proven', { factor: word('factor', signer.factor) })}` : ''}
                </Text>
              </Table.Td>
              <Table.Td>
                <time dateTime={signer.at} title={signer.at}>
                  {format.dateTime(signer.at)}
                </time>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

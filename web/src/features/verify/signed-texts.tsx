'use client';

import { Accordion, Code, Stack, Text } from '@mantine/core';
import type { EvidenceText } from '@smartstart/verify';
import { useTranslations } from 'next-intl';

/** The signed texts as plain text. A stranger's file is never shown as markup. */
export function SignedTexts({ texts }: { texts: readonly EvidenceText[] }) {
  const t = useTranslations('verify.texts');
  return (
    <Accordion variant="separated" order={3} multiple>
      {texts.map(({ round, canonicalText, textHash }) => (
        <Accordion.Item key={round} value={String(round)}>
          <Accordion.Control>
            {round > 1 ? t('amendment', { number: round - 1 }) : t('first')}
          </Accordion.Control>
          <Accordion.Panel>
            <Stack gap="sm">
              <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
                {t('print')} <Code>{textHash}</Code>
              </Text>
              <Text size="sm" className="prose" dir="auto">
                {canonicalText}
              </Text>
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

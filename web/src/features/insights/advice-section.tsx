'use client';

import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ScoreMode } from '../../components/score-mode';
import { Section } from '../../components/section';
import { ProblemAlert } from '../../lib/problem';
import { PlainList } from '../documents/plain-list';
import { useAnswerAdvice } from './queries';
import type { Advice } from './types';

/** What one could do next, each with the rule that suggests it; one says whether it helped. */
export function AdviceSection({ advice }: { advice: readonly Advice[] }) {
  const t = useTranslations('insights.advice');
  const answer = useAnswerAdvice();
  return (
    <Section title={t('title')} text={t('text')}>
      <ProblemAlert error={answer.error} />
      {advice.length === 0 ? (
        <Text size="sm">{t('none')}</Text>
      ) : (
        <PlainList label={t('title')} gap="md">
          {advice.map((one) => (
            <li key={one.id}>
              <Group justify="space-between" align="flex-start" gap="sm">
                <Stack gap={4} maw="60ch">
                  <Anchor component={Link} href={one.link} fw={600}>
                    {one.title}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {one.reason}
                  </Text>
                  <ScoreMode mode={one.mode} provenance={one.provenance} />
                </Stack>
                {one.answer === null ? (
                  <Group gap="xs">
                    {(['HELPFUL', 'DISMISSED'] as const).map((said) => (
                      <Button
                        key={said}
                        size="compact-sm"
                        variant="default"
                        disabled={answer.isPending}
                        aria-label={t(`${said}.about`, { title: one.title })}
                        onClick={() => answer.mutate({ adviceId: one.id, answer: said })}
                      >
                        {t(`${said}.button`)}
                      </Button>
                    ))}
                  </Group>
                ) : (
                  <Text size="sm" c="dimmed">
                    {t(`${one.answer}.said`)}
                  </Text>
                )}
              </Group>
            </li>
          ))}
        </PlainList>
      )}
    </Section>
  );
}

'use client';

import { Badge, Button, Card, Group, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { questsQuery } from './progress';

/** Goals after the journey, each with what it brings and how far one is. */
export function Quests() {
  const t = useTranslations('onboarding.quests');
  const format = useFormat();
  const quests = useQuery(questsQuery());
  if (quests.isLoadingError)
    return <ProblemAlert error={quests.error} onRetry={() => void quests.refetch()} />;
  if (!quests.data?.open) return null;
  return (
    <Section title={t('title')} text={t('text')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {quests.data.items.map(({ name, title, why, link, xp, reached, target, doneAt }) => (
          <Card key={name} component="article" padding="md" aria-labelledby={`quest-${name}`}>
            <Stack gap="xs" h="100%">
              <Group justify="space-between" wrap="nowrap" align="flex-start">
                <Title order={3} size="h4" id={`quest-${name}`}>
                  {title}
                </Title>
                <Badge
                  variant="default"
                  leftSection={doneAt ? <IconCheck size={12} aria-hidden /> : undefined}
                >
                  {doneAt ? t('done') : t('xp', { xp })}
                </Badge>
              </Group>
              <Text size="sm" style={{ flex: 1 }}>
                {why}
              </Text>
              {doneAt ? (
                <Text size="sm" c="dimmed">
                  {t('doneAt', { date: format.date(doneAt) })}
                </Text>
              ) : (
                <>
                  {target > 1 && (
                    <Stack gap={4}>
                      <Text size="sm">{t('reached', { reached, target })}</Text>
                      <Progress
                        value={(reached / target) * 100}
                        aria-label={t('reached', { reached, target })}
                      />
                    </Stack>
                  )}
                  <div>
                    <Button
                      component={Link}
                      href={link}
                      variant="default"
                      size="xs"
                      aria-describedby={`quest-${name}`}
                    >
                      {t('go')}
                    </Button>
                  </div>
                </>
              )}
            </Stack>
          </Card>
        ))}
      </SimpleGrid>
    </Section>
  );
}

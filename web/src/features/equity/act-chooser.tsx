'use client';

import { Badge, Group, SimpleGrid, Stack, Text, UnstyledButton, Title, Paper } from '@mantine/core';
import { useTranslations } from 'next-intl';
import classes from './act-chooser.module.css';
import { groups, isConsentName, type ActName } from './acts';

/** Everything an owner can do, by what one wants; each says whether others have to sign. */
export function ActChooser({ onChoose }: { onChoose: (act: ActName) => void }) {
  const t = useTranslations('equity');
  return (
    <Stack gap="xl">
      {groups.map(({ key, acts }) => (
        <Stack component="section" key={key} gap="sm" aria-labelledby={`acts-${key}`}>
          <Title order={2} id={`acts-${key}`}>
            {t(`change.groups.${key}`)}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
            {acts.map((act) => (
              <UnstyledButton key={act} className={classes['choice'] ?? ''} onClick={() => onChoose(act)}>
                <Paper p="md" h="100%">
                  <Stack gap={4}>
                    <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
                      <Text fw={600}>{t(`acts.${act}.label`)}</Text>
                      <Badge color={isConsentName(act) ? 'blue' : 'gray'} style={{ flexShrink: 0 }}>
                        {t(isConsentName(act) ? 'change.signed' : 'change.alone')}
                      </Badge>
                    </Group>
                    <Text size="sm" c="dimmed">
                      {t(`acts.${act}.text`)}
                    </Text>
                  </Stack>
                </Paper>
              </UnstyledButton>
            ))}
          </SimpleGrid>
        </Stack>
      ))}
    </Stack>
  );
}

'use client';

import { Anchor, Card, Group, SimpleGrid, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconBell, IconDevices, IconEyeOff, IconId, IconShieldLock, IconWebhook } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Page } from '../../components/page';
import { settingsPages } from './settings-frame';

const icons = {
  profile: IconId,
  security: IconShieldLock,
  sessions: IconDevices,
  notifications: IconBell,
  webhooks: IconWebhook,
  privacy: IconEyeOff,
};

export function SettingsOverview() {
  const t = useTranslations('settings');
  return (
    <Page title={t('title')} width="normal">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {settingsPages.map((key) => {
          const Icon = icons[key];
          return (
            <Card key={key} component="article">
              <Group wrap="nowrap" align="flex-start">
                <ThemeIcon variant="light" size={40} radius="xl">
                  <Icon size={22} stroke={1.6} aria-hidden />
                </ThemeIcon>
                <Stack gap={4}>
                  <Title order={2} size="h4">
                    <Anchor component={Link} href={`/settings/${key}`} inherit>
                      {t(`pages.${key}.title`)}
                    </Anchor>
                  </Title>
                  <Text size="sm" c="dimmed">
                    {t(`pages.${key}.text`)}
                  </Text>
                </Stack>
              </Group>
            </Card>
          );
        })}
      </SimpleGrid>
    </Page>
  );
}

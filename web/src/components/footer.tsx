'use client';

import { Anchor, Container, Group, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import classes from './footer.module.css';

const notices = [
  { code: 'TERMS', key: 'terms' },
  { code: 'PRIVACY', key: 'privacy' },
  { code: 'COOKIES', key: 'cookies' },
  { code: 'ACCESSIBILITY', key: 'accessibility' },
] as const;

/** The notices, and the check of sealed documents, are reached from every page. */
export function Footer({ size = 'lg' }: { size?: string }) {
  const t = useTranslations('common');
  return (
    <footer className={classes.footer}>
      <Container size={size}>
        <Group justify="space-between" gap="md">
          <Text size="sm" c="dimmed">
            {t('footer.line')}
          </Text>
          <Group component="nav" aria-label={t('footer.label')} gap="md">
            <Anchor
              component={Link}
              href="/verify-document"
              size="sm"
              underline="hover"
              className={classes.link}
            >
              {t('footer.check')}
            </Anchor>
            {notices.map(({ code, key }) => (
              <Anchor
                component={Link}
                href={`/notices/${code}`}
                key={code}
                size="sm"
                underline="hover"
                className={classes.link}
              >
                {t(`footer.${key}`)}
              </Anchor>
            ))}
          </Group>
        </Group>
      </Container>
    </footer>
  );
}

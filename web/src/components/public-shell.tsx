'use client';

import { Anchor, Box, Burger, Button, Container, Drawer, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, type ReactNode, type Ref } from 'react';
import { useSession } from '../lib/session';
import { Brand } from './brand';
import { Footer } from './footer';
import classes from './public-shell.module.css';
import { ThemeToggle } from './theme-toggle';

const links = [
  { href: '/explore', key: 'explore' },
  { href: '/pricing', key: 'pricing' },
  { href: '/notices', key: 'notices' },
] as const;

/** Header and footer of the pages that need no account. */
export function PublicShell({ children, mainRef }: { children: ReactNode; mainRef: Ref<HTMLElement> }) {
  const t = useTranslations('common');
  const { state } = useSession();
  const pathname = usePathname();
  const [opened, { toggle, close }] = useDisclosure();
  useEffect(close, [pathname, close]);
  const entries =
    state === 'signed-in' ? (
      <Button component={Link} href="/dashboard">
        {t('nav.dashboard')}
      </Button>
    ) : (
      <>
        <Button component={Link} href="/sign-in" variant="default">
          {t('signIn')}
        </Button>
        <Button component={Link} href="/register">
          {t('register')}
        </Button>
      </>
    );
  const navigation = links.map(({ href, key }) => (
    <Anchor
      component={Link}
      href={href}
      key={href}
      c="inherit"
      underline="hover"
      className={classes.link}
      {...(pathname.startsWith(href) ? { 'aria-current': 'page' as const } : {})}
    >
      {t(`nav.${key}`)}
    </Anchor>
  ));
  return (
    <Box className={classes.page}>
      <header className={classes.header}>
        <Container size="lg" h="100%">
          <Group h="100%" justify="space-between" wrap="nowrap">
            <Brand href="/" />
            <Group component="nav" aria-label={t('nav.label')} gap="lg" visibleFrom="sm">
              {navigation}
            </Group>
            <Group gap="xs" wrap="nowrap">
              <ThemeToggle />
              <Group gap="xs" wrap="nowrap" visibleFrom="sm">
                {entries}
              </Group>
              <Burger
                opened={opened}
                onClick={toggle}
                hiddenFrom="sm"
                size="sm"
                aria-label={t('nav.open')}
                aria-expanded={opened}
              />
            </Group>
          </Group>
        </Container>
      </header>
      <Drawer opened={opened} onClose={close} position="right" size="xs" title={t('nav.label')}>
        <Stack component="nav" aria-label={t('nav.label')} gap="lg">
          {navigation}
          {entries}
        </Stack>
      </Drawer>
      <main id="main" tabIndex={-1} ref={mainRef} className={classes.main}>
        <Container size="lg">{children}</Container>
      </main>
      <Footer />
    </Box>
  );
}

'use client';

import {
  ActionIcon,
  AppShell,
  Burger,
  Group,
  NavLink,
  Stack,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { IconSearch, IconShieldCog } from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, type ReactNode, type Ref } from 'react';
import { api } from '../lib/api';
import { useAccess, useSession } from '../lib/session';
import { AccountMenu } from './account-menu';
import { Brand } from './brand';
import { Footer } from './footer';
import { UnreadBadge } from '../features/messages/unread-badge';
import { memberLinks } from './member-links';
import classes from './member-shell.module.css';
import { NotificationBell } from './notification-bell';
import { Search } from './search';
import { ThemeToggle } from './theme-toggle';

const schemes = { AUTO: 'auto', LIGHT: 'light', DARK: 'dark' } as const;

/** Header, navigation and footer of the pages behind sign-in. */
export function MemberShell({ children, mainRef }: { children: ReactNode; mainRef: Ref<HTMLElement> }) {
  const t = useTranslations('common');
  const { state } = useSession();
  const access = useAccess();
  const pathname = usePathname();
  const [opened, { toggle, close }] = useDisclosure();
  useEffect(close, [pathname, close]);
  useAccountTheme();
  const administers = access.data?.held.some((rung) => rung >= 9) ?? false;
  const links = administers
    ? [...memberLinks, { href: '/admin', key: 'admin', icon: IconShieldCog } as const]
    : memberLinks;
  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 232, breakpoint: 'md', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="xs" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="md"
              size="sm"
              aria-label={t('nav.open')}
              aria-expanded={opened}
            />
            <Brand href="/dashboard" />
          </Group>
          <UnstyledButton className={classes.search} onClick={spotlight.open} visibleFrom="sm">
            <IconSearch size={16} aria-hidden />
            <Text size="sm" component="span">
              {t('search.open')}
            </Text>
          </UnstyledButton>
          <Group gap={4} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              c="inherit"
              hiddenFrom="sm"
              aria-label={t('search.open')}
              onClick={spotlight.open}
            >
              <IconSearch size={20} aria-hidden />
            </ActionIcon>
            {state === 'signed-in' && <NotificationBell />}
            <ThemeToggle />
            {state === 'signed-in' && <AccountMenu />}
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={t('nav.label')} className={classes.navbar}>
        <Stack gap={4}>
          {links.map(({ href, key, icon: Icon }) => {
            const active = pathname === href || pathname.startsWith(`${href}/`);
            return (
              <NavLink
                key={href}
                component={Link}
                href={href}
                label={t(`nav.${key}`)}
                active={active}
                className={classes.link}
                leftSection={<Icon size={20} stroke={1.6} aria-hidden />}
                rightSection={key === 'messages' && state === 'signed-in' ? <UnreadBadge /> : undefined}
                {...(active ? { 'aria-current': 'page' as const } : {})}
              />
            );
          })}
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} ref={mainRef} className={classes.main}>
        {children}
      </AppShell.Main>
      <div className={classes.footer}>
        <Footer size="100%" />
      </div>
      <Search />
    </AppShell>
  );
}

/** A device on which nobody chose a theme yet takes the one kept with the account. */
function useAccountTheme(): void {
  const { state } = useSession();
  const { setColorScheme } = useMantineColorScheme();
  const settings = useQuery({
    queryKey: ['me', 'settings'],
    queryFn: ({ signal }) => api.users.settings({}, { signal }),
    enabled: state === 'signed-in',
    staleTime: Infinity,
  }).data;
  useEffect(() => {
    if (settings && localStorage.getItem('mantine-color-scheme-value') === null)
      setColorScheme(schemes[settings.theme]);
  }, [settings, setColorScheme]);
}

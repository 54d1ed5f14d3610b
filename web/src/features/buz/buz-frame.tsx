'use client';

import { Stack } from '@mantine/core';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LocalMenu } from '../../components/local-menu';
import { Page, type Crumb } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { useAccess } from '../../lib/session';
import { MembersOnly } from '../people/people-page';
import { useFollowBuz } from './follow';
import { WalletNotices } from './wallet-notices';

const pages = [
  { key: 'wallet', href: '/buz' },
  { key: 'send', href: '/buz/send' },
  { key: 'holds', href: '/buz/holds' },
  { key: 'staking', href: '/buz/staking' },
  { key: 'earn', href: '/buz/earn' },
  { key: 'governance', href: '/buz/governance' },
  { key: 'proof', href: '/buz/proof' },
] as const;

interface BuzFrameProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** Pages between BUZ and this one, such as the list a proposal stands in. */
  readonly crumbs?: readonly Crumb[];
  readonly children: ReactNode;
}

/** Heading, local menu and live refresh of every BUZ page; whoever is no member yet reads how to become one. */
export function BuzFrame({ title, lead, actions, crumbs = [], children }: BuzFrameProps) {
  const t = useTranslations('buz');
  const pathname = usePathname();
  const access = useAccess();
  useFollowBuz();
  const root: Crumb[] = pathname === '/buz' ? [] : [{ label: t('frame.root'), href: '/buz' }];
  return (
    <Page title={title} lead={lead} actions={actions} crumbs={[...root, ...crumbs]}>
      <LocalMenu
        label={t('frame.menu')}
        pages={pages.map(({ key, href }) => ({ label: t(`frame.pages.${key}`), href }))}
      />
      <QueryView query={access}>
        {({ held }) =>
          held.includes(1) ? (
            <Stack gap="lg">
              <WalletNotices />
              {children}
            </Stack>
          ) : (
            <MembersOnly />
          )
        }
      </QueryView>
    </Page>
  );
}

'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LocalMenu } from '../../components/local-menu';
import { Empty, Page, type Crumb } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { useAccess } from '../../lib/session';
import { AdminMenu } from '../admin/admin-menu';
import { useHolds } from '../buz-admin/queries';
import { useFollowOffice } from './queries';
import { SecurityCases } from './security-cases';

const office = [11, 12];
const pages = [
  { key: 'report', href: '/admin/legal' },
  { key: 'reviews', href: '/admin/legal/reviews' },
  { key: 'templates', href: '/admin/legal/templates' },
  { key: 'people', href: '/admin/legal/people' },
  { key: 'breaches', href: '/admin/legal/breaches' },
  { key: 'holds', href: '/admin/legal/holds' },
] as const;

interface LegalFrameProps {
  readonly title: string;
  readonly lead?: string;
  readonly actions?: ReactNode;
  /** The pages between the office and this one. */
  readonly above?: readonly Crumb[];
  readonly children: ReactNode;
}

/** The frame of every page of the legal office; the server decides who may, this leaves out what would be refused. */
export function LegalFrame({ title, lead, actions, above = [], children }: LegalFrameProps) {
  const t = useTranslations('legalAdmin');
  const pathname = usePathname();
  const access = useAccess();
  const holds = useHolds();
  const entry = pathname === pages[0].href;
  const crumbs = [
    { label: t('admin'), href: '/admin' },
    ...(entry ? [] : [{ label: t('title'), href: pages[0].href }]),
    ...above,
  ];
  return (
    <Page
      title={title}
      crumbs={crumbs}
      {...(lead ? { lead } : {})}
      {...(holds(office) && actions ? { actions } : {})}
    >
      <AdminMenu />
      <QueryView query={access}>
        {() =>
          holds(office) ? (
            <>
              <LegalMenu />
              {children}
            </>
          ) : holds([10]) && entry ? (
            <SecurityCases />
          ) : (
            <Empty
              title={t('closedTitle')}
              text={t('closedText')}
              action={
                <Button component={Link} href={holds([10]) ? '/admin/legal' : '/dashboard'}>
                  {holds([10]) ? t('toOffice') : t('toDashboard')}
                </Button>
              }
            />
          )
        }
      </QueryView>
    </Page>
  );
}

function LegalMenu() {
  const t = useTranslations('legalAdmin.menu');
  useFollowOffice();
  return (
    <LocalMenu inner label={t('label')} pages={pages.map(({ key, href }) => ({ label: t(key), href }))} />
  );
}

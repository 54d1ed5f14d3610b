'use client';

import { Button, Stack } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { useAccess } from '../../lib/session';
import { AdminMenu } from '../admin/admin-menu';

/** A page of the hub for its SUPER_ADMINs. The server decides; this leaves out what it would refuse. */
export function SuperAdminFrame({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
  children: ReactNode;
}) {
  const t = useTranslations('support.admin');
  const access = useAccess();
  return (
    <Page title={title} lead={lead} crumbs={[{ label: t('root'), href: '/admin' }]} width="normal">
      <AdminMenu />
      <QueryView query={access}>
        {({ held }) =>
          held.includes(12) ? (
            <Stack gap="lg">{children}</Stack>
          ) : (
            <Empty
              title={t('closedTitle')}
              text={t('closedText')}
              action={
                <Button component={Link} href="/dashboard">
                  {t('toDashboard')}
                </Button>
              }
            />
          )
        }
      </QueryView>
    </Page>
  );
}

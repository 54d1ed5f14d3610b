'use client';

import { Alert, Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { ApplyForm } from './apply-form';
import { OwnApplication } from './own-application';
import { applicationQuery } from './queries';
import type { OpportunityInFull } from './types';

/** The reader's own application, or the form for one. */
export function ApplySection({ opportunity }: { opportunity: OpportunityInFull }) {
  const t = useTranslations('opportunities.apply');
  const { myApplication, actions, gate, kind, state } = opportunity;
  const [again, setAgain] = useState(false);
  const mayApply = actions.includes('APPLY');
  if (myApplication && !again)
    return (
      <Section title={t('own', { kind })}>
        <Own applicationId={myApplication.id} />
        {mayApply && (
          <Group>
            <Button variant="default" onClick={() => setAgain(true)}>
              {t('again')}
            </Button>
          </Group>
        )}
      </Section>
    );
  if (mayApply && gate.open)
    return (
      <Section title={t('title', { kind })} text={t('lead', { kind })}>
        <ApplyForm opportunity={opportunity} onSent={() => setAgain(false)} />
      </Section>
    );
  if (state !== 'ACTIVE') return null;
  return (
    <Alert color="gray" title={t('title', { kind })}>
      {t(gate.open ? 'notOpen' : 'papersFirst')}{' '}
      {gate.open && (
        <Link href="/opportunities/applications" style={{ color: 'inherit' }}>
          {t('toApplications')}
        </Link>
      )}
    </Alert>
  );
}

function Own({ applicationId }: { applicationId: string }) {
  const application = useQuery(applicationQuery(applicationId));
  return <QueryView query={application}>{(data) => <OwnApplication application={data} />}</QueryView>;
}

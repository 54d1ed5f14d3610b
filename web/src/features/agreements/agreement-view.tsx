'use client';

import { Code, List, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { Evidence } from '../documents/evidence';
import { LegalText } from '../documents/legal-text';
import classes from '../documents/legal-text.module.css';
import { RemedyPlan } from '../documents/remedy';
import { Verification } from '../documents/verification';
import { AgreementActions } from './agreement-actions';
import layout from './agreement.module.css';
import { AmendmentRedline } from './amendment-redline';
import { Comments } from './comments';
import { Downloads } from './downloads';
import { History } from './history';
import { NextStep } from './next-step';
import { Part } from './part';
import { PeopleList } from './people-list';
import { useFollowAgreement } from './queries';
import { Shares } from './shares';
import type { Agreement } from './types';
import { Versions } from './versions';

/** An agreement between named people: where it stands, its text, who takes part, and what the reader may do. */
export function AgreementView({ agreement }: { agreement: Agreement }) {
  const t = useTranslations('agreements.page');
  useFollowAgreement(agreement.id);
  const [text, setText] = useState<HTMLDivElement | null>(null);
  const may = (permission: Agreement['permissions'][number]) => agreement.permissions.includes(permission);
  // Only its writer sees the draft of an amendment.
  const amending =
    agreement.state === 'AMENDMENT_SIGNING' || (agreement.state === 'AMENDMENT_DRAFT' && may('EDIT'));
  return (
    <Stack gap="lg">
      <NextStep agreement={agreement} />
      {agreement.remedy && <RemedyPlan remedy={agreement.remedy} />}
      <div className={layout.parts}>
        <Stack gap="lg">
          <div
            ref={setText}
            className={classes.region}
            role="region"
            aria-label={t('text', { name: agreement.name })}
            tabIndex={0}
          >
            <LegalText html={agreement.html} />
          </div>
          {amending && <AmendmentRedline document={agreement} />}
        </Stack>
        <Stack className={layout.side}>
          <Part title={t('people')}>
            <PeopleList agreement={agreement} />
          </Part>
          <AgreementActions agreement={agreement} />
          <Part title={t('files')}>
            <Downloads agreement={agreement} />
          </Part>
          <Part title={t('facts')}>
            <Facts agreement={agreement} />
          </Part>
          {agreement.effectiveAt && (
            <Part title={t('check')}>
              <Verification documentId={agreement.id} />
            </Part>
          )}
          {may('SHARE') && (
            <Part title={t('shares')}>
              <Shares documentId={agreement.id} />
            </Part>
          )}
        </Stack>
        <Stack gap="lg">
          <Comments agreement={agreement} text={text} />
          <Versions agreement={agreement} />
          <History documentId={agreement.id} />
          {agreement.recipients.some(({ actedAt }) => actedAt) && (
            <Evidence documentId={agreement.id} code={agreement.code} />
          )}
        </Stack>
      </div>
    </Stack>
  );
}

/** How long it would have held says nothing any more. */
const over: readonly Agreement['state'][] = ['TERMINATED', 'CANCELLED'];

function Facts({ agreement }: { agreement: Agreement }) {
  const t = useTranslations('agreements.facts');
  const format = useFormat();
  const isOver = agreement.state === 'EXPIRED' || over.includes(agreement.state);
  const venture = useQuery({
    queryKey: ['ventures', 'name', agreement.ventureId],
    queryFn: async () => (await api.ventures.get({ params: { ventureId: agreement.ventureId! } })).name,
    enabled: agreement.ventureId !== null,
    retry: false,
  });
  return (
    <List listStyleType="none" size="sm" spacing={6}>
      <List.Item>{t('template', { name: agreement.templateName, version: agreement.version })}</List.Item>
      <List.Item>{t(agreement.standard ? 'standard' : 'own')}</List.Item>
      {agreement.ventureId && venture.data && (
        <List.Item>
          {t.rich('venture', {
            name: venture.data,
            link: (chunks) => <Link href={`/ventures/${agreement.ventureId}`}>{chunks}</Link>,
          })}
        </List.Item>
      )}
      {agreement.effectiveAt && (
        <List.Item>
          {t(isOver ? 'wasEffective' : 'effective', { date: format.dateTime(agreement.effectiveAt) })}
        </List.Item>
      )}
      {!over.includes(agreement.state) && (
        <List.Item>
          {agreement.validUntil
            ? t(isOver ? 'wasUntil' : 'until', { date: format.date(agreement.validUntil) })
            : agreement.validityDays === null
              ? t('noEnd')
              : t('validity', { days: agreement.validityDays })}
        </List.Item>
      )}
      <List.Item>{t('notice', { days: agreement.noticeDays })}</List.Item>
      {agreement.noticeAt && (
        <List.Item>{t('noticeGiven', { date: format.date(agreement.noticeAt) })}</List.Item>
      )}
      <List.Item>
        {t('hash')}
        <Code block style={{ whiteSpace: 'pre-wrap', wordBreak: 'break-all' }}>
          {agreement.textHash}
        </Code>
      </List.Item>
    </List>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo } from 'react';
import { Section } from '../../components/section';
import { LegalText } from '../documents/legal-text';
import classes from './legal-admin.module.css';
import type { TemplateForm } from './template-form';
import { previewHtml } from './template-preview-html';

/** The text as it reads now, beside what is being typed. */
export function TemplatePreview({ form, paper }: { form: TemplateForm; paper: boolean }) {
  const t = useTranslations('legalAdmin.editor.preview');
  const settled = useDeferredValue(form);
  const html = useMemo(
    () =>
      previewHtml(settled, paper, {
        optional: (included) => t(included ? 'optionalIn' : 'optionalOut'),
        alternative: (group, included) => t(included ? 'alternativeIn' : 'alternativeOut', { group }),
        unknown: (mark) => t('unknown', { mark }),
        clause: t('clause'),
      }),
    [settled, paper, t],
  );
  return (
    <div className={classes.sticky}>
      <Section title={t('title')} text={t('text')}>
        <div className={classes.text} role="region" aria-label={t('region')} tabIndex={0}>
          <LegalText html={html} />
        </div>
      </Section>
    </div>
  );
}

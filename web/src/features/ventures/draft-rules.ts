'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Draft } from './draft';
import { accepted, descriptionMin } from './draft';

/** What each field of a draft must be, as messages in the reader's language. The server checks the same again. */
export function useDraftRules() {
  const t = useTranslations('ventures.rules');
  return useMemo(() => {
    const rule = (field: keyof Draft, message: string) => (_: unknown, values: Draft) =>
      accepted(field, trimmed(values)) ? null : message;
    return {
      name: rule('name', t('name')),
      slug: (slug: string, values: Draft) => (slug === '' || accepted('slug', values) ? null : t('slug')),
      purpose: rule('purpose', t('purpose')),
      description: rule('description', t('description')),
      tags: rule('tags', t('tags')),
      teamSizeWanted: rule('teamSizeWanted', t('teamSize')),
      dataResidency: rule('dataResidency', t('residency')),
      tierCeiling: (ceiling: number, values: Draft) => (ceiling >= values.defaultTier ? null : t('ceiling')),
      skillsWanted: {
        name: (name: string) => (name.trim().length >= 1 && name.trim().length <= 60 ? null : t('skillName')),
        level: (level: number) => (level >= 1 && level <= 5 ? null : t('skillLevel')),
      },
    };
  }, [t]);
}

const trimmed = (values: Draft): Draft => ({
  ...values,
  name: values.name.trim(),
  purpose: values.purpose.trim(),
  description: values.description.trim(),
});

/** What a submission needs beyond a saved draft: fields of the first step. */
export function missingForSubmission(draft: Draft): ('purpose' | 'description')[] {
  return [
    ...(draft.purpose.trim() ? [] : (['purpose'] as const)),
    ...(draft.description.trim().length < descriptionMin ? (['description'] as const) : []),
  ];
}

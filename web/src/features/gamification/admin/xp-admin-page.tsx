'use client';

import { useTranslations } from 'next-intl';
import { AdminParts } from '../../admin/admin-parts';
import { BadgesAdmin } from './badges-admin';
import { CorrectionsAdmin } from './corrections-admin';
import { RulesAdmin } from './rules-admin';
import { SkillsAdmin } from './skills-admin';

/** `/admin/xp`: versions of the rules, corrections, badges, and what verifies skills. */
export function XpAdminPage() {
  const t = useTranslations('gamification.admin');
  const rungs = [12];
  return (
    <AdminParts
      title={t('title')}
      lead={t('lead')}
      parts={[
        { key: 'rules', title: t('parts.rules'), rungs, content: <RulesAdmin /> },
        { key: 'corrections', title: t('parts.corrections'), rungs, content: <CorrectionsAdmin /> },
        { key: 'badges', title: t('parts.badges'), rungs, content: <BadgesAdmin /> },
        { key: 'skills', title: t('parts.skills'), rungs, content: <SkillsAdmin /> },
      ]}
      closed={{ title: t('closedTitle'), text: t('closedText') }}
    />
  );
}

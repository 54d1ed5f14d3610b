'use client';

import { Button, VisuallyHidden } from '@mantine/core';
import { IconListNumbers } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { TabbedParts } from '../../components/tabbed-parts';
import { useAccess } from '../../lib/session';
import { MembersOnly } from '../people/people-page';
import { BadgesPart } from './badges-part';
import { ChallengeSection } from './challenge-section';
import { GoalsPart } from './goals-part';
import { HistoryPart } from './history-part';
import { LevelSection } from './level-section';
import { PortfolioPart } from './portfolio-part';
import { useFollowGamification } from './queries';
import { ReputationSection } from './reputation-section';
import { RulesPart } from './rules-part';
import { SkillsPart } from './skills-part';

/** `/achievements`: level, challenge, what was earned and why, badges, skills, goals and portfolio. */
export function AchievementsPage() {
  const t = useTranslations('gamification');
  const access = useAccess();
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button
          component={Link}
          href="/leaderboards"
          variant="default"
          leftSection={<IconListNumbers size={18} aria-hidden />}
        >
          {t('boardsLink')}
        </Button>
      }
    >
      <QueryView query={access}>{({ held }) => (held.includes(1) ? <Parts /> : <MembersOnly />)}</QueryView>
    </Page>
  );
}

function Parts() {
  const t = useTranslations('gamification.parts');
  const said = useFollowGamification();
  return (
    <>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <TabbedParts
        label={t('label')}
        parts={[
          { key: 'overview', title: t('overview'), content: <Overview /> },
          { key: 'history', title: t('history'), content: <HistoryPart /> },
          { key: 'badges', title: t('badges'), content: <BadgesPart /> },
          { key: 'skills', title: t('skills'), content: <SkillsPart /> },
          { key: 'goals', title: t('goals'), content: <GoalsPart /> },
          { key: 'portfolio', title: t('portfolio'), content: <PortfolioPart /> },
          { key: 'rules', title: t('rules'), content: <RulesPart /> },
        ]}
      />
    </>
  );
}

function Overview() {
  return (
    <>
      <LevelSection />
      <ChallengeSection />
      <ReputationSection />
    </>
  );
}

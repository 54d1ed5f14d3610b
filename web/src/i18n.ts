import { getRequestConfig } from 'next-intl/server';
import admin from '../messages/en/admin.json';
import agreements from '../messages/en/agreements.json';
import analytics from '../messages/en/analytics.json';
import auth from '../messages/en/auth.json';
import billingAdmin from '../messages/en/billing-admin.json';
import broadcasts from '../messages/en/broadcasts.json';
import buz from '../messages/en/buz.json';
import buzAdmin from '../messages/en/buz-admin.json';
import common from '../messages/en/common.json';
import community from '../messages/en/community.json';
import compliance from '../messages/en/compliance.json';
import contracts from '../messages/en/contracts.json';
import dashboard from '../messages/en/dashboard.json';
import documents from '../messages/en/documents.json';
import equity from '../messages/en/equity.json';
import figures from '../messages/en/figures.json';
import gamification from '../messages/en/gamification.json';
import governance from '../messages/en/governance.json';
import guests from '../messages/en/guests.json';
import insights from '../messages/en/insights.json';
import legalAdmin from '../messages/en/legal-admin.json';
import matching from '../messages/en/matching.json';
import meetings from '../messages/en/meetings.json';
import messagePages from '../messages/en/messages.json';
import models from '../messages/en/models.json';
import money from '../messages/en/money.json';
import notifications from '../messages/en/notifications.json';
import offers from '../messages/en/offers.json';
import onboarding from '../messages/en/onboarding.json';
import opportunities from '../messages/en/opportunities.json';
import ownership from '../messages/en/ownership.json';
import people from '../messages/en/people.json';
import publicPages from '../messages/en/public.json';
import rewards from '../messages/en/rewards.json';
import seatsAdmin from '../messages/en/seats-admin.json';
import settings from '../messages/en/settings.json';
import standing from '../messages/en/standing.json';
import subscription from '../messages/en/subscription.json';
import teams from '../messages/en/teams.json';
import umbrella from '../messages/en/umbrella.json';
import umbrellaAdmin from '../messages/en/umbrella-admin.json';
import support from '../messages/en/support.json';
import ventureFiles from '../messages/en/venture-files.json';
import ventureOversight from '../messages/en/venture-oversight.json';
import ventures from '../messages/en/ventures.json';
import verify from '../messages/en/verify.json';
import webhooks from '../messages/en/webhooks.json';
import work from '../messages/en/work.json';
import workRhythm from '../messages/en/work-rhythm.json';
import type { Language } from './lib/languages';

const en = {
  admin,
  agreements,
  analytics,
  auth,
  billingAdmin,
  broadcasts,
  buz,
  buzAdmin,
  common,
  community,
  compliance,
  contracts,
  dashboard,
  documents,
  equity,
  figures,
  gamification,
  governance,
  guests,
  insights,
  legalAdmin,
  matching,
  meetings,
  messages: messagePages,
  models,
  money,
  notifications,
  offers,
  onboarding,
  opportunities,
  ownership,
  people,
  public: publicPages,
  rewards,
  seatsAdmin,
  settings,
  standing,
  subscription,
  teams,
  umbrella,
  umbrellaAdmin,
  support,
  ventureFiles,
  ventureOversight,
  ventures,
  verify,
  webhooks,
  work,
  workRhythm,
};

const messages: Record<Language, typeof en> = { en };

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof en;
    Locale: Language;
  }
}

export default getRequestConfig(() => ({ locale: 'en' as const, messages: messages.en, timeZone: 'UTC' }));

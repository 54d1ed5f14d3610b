import { getRequestConfig } from 'next-intl/server';
import admin from '../messages/en/admin.json';
import agreements from '../messages/en/agreements.json';
import auth from '../messages/en/auth.json';
import billingAdmin from '../messages/en/billing-admin.json';
import buz from '../messages/en/buz.json';
import buzAdmin from '../messages/en/buz-admin.json';
import common from '../messages/en/common.json';
import compliance from '../messages/en/compliance.json';
import contracts from '../messages/en/contracts.json';
import dashboard from '../messages/en/dashboard.json';
import documents from '../messages/en/documents.json';
import equity from '../messages/en/equity.json';
import governance from '../messages/en/governance.json';
import guests from '../messages/en/guests.json';
import legalAdmin from '../messages/en/legal-admin.json';
import money from '../messages/en/money.json';
import notifications from '../messages/en/notifications.json';
import offers from '../messages/en/offers.json';
import onboarding from '../messages/en/onboarding.json';
import ownership from '../messages/en/ownership.json';
import people from '../messages/en/people.json';
import publicPages from '../messages/en/public.json';
import rewards from '../messages/en/rewards.json';
import settings from '../messages/en/settings.json';
import ventureFiles from '../messages/en/venture-files.json';
import ventureOversight from '../messages/en/venture-oversight.json';
import ventures from '../messages/en/ventures.json';
import verify from '../messages/en/verify.json';
import work from '../messages/en/work.json';
import workRhythm from '../messages/en/work-rhythm.json';
import type { Language } from './lib/languages';

const en = {
  admin,
  agreements,
  auth,
  billingAdmin,
  buz,
  buzAdmin,
  common,
  compliance,
  contracts,
  dashboard,
  documents,
  equity,
  governance,
  guests,
  legalAdmin,
  money,
  notifications,
  offers,
  onboarding,
  ownership,
  people,
  public: publicPages,
  rewards,
  settings,
  ventureFiles,
  ventureOversight,
  ventures,
  verify,
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

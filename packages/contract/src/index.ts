import { access } from './access.ts';
import { approvals } from './approvals.ts';
import { companies } from './companies.ts';
import { teamInvitations } from './team-invitations.ts';
import { teams } from './teams.ts';
import { agreements } from './agreements.ts';
import { analytics } from './analytics.ts';
import { applications } from './applications.ts';
import { authentication } from './authentication.ts';
import { behaviorEvents } from './behavior-events.ts';
import { buzAdmin } from './buz-admin.ts';
import { buz } from './buz.ts';
import { channels } from './channels.ts';
import { community } from './community.ts';
import { compliance } from './compliance.ts';
import { contractReview } from './contract-review.ts';
import { contributionSplits } from './contribution-splits.ts';
import { equity } from './equity.ts';
import { files } from './files.ts';
import { finances } from './finances.ts';
import { gamificationAdmin } from './gamification-admin.ts';
import { gamification } from './gamification.ts';
import { governance } from './governance.ts';
import { guests } from './guests.ts';
import { insights } from './insights.ts';
import { journey } from './journey.ts';
import { invoices } from './invoices.ts';
import { legalAdmin } from './legal-admin.ts';
import { legal } from './legal.ts';
import { matching } from './matching.ts';
import { meetings } from './meetings.ts';
import { models } from './models.ts';
import { notifications } from './notifications.ts';
import { broadcasts } from './broadcasts.ts';
import { webhooks } from './webhooks.ts';
import { sealing } from './sealing.ts';
import { offers } from './offers.ts';
import { opportunities } from './opportunities.ts';
import { ownership } from './ownership.ts';
import { network } from './people-network.ts';
import { paymentHooks } from './payment-hooks.ts';
import { scenarios } from './scenarios.ts';
import { serviceOffers } from './service-offers.ts';
import { subscriptionAdmin } from './subscription-admin.ts';
import { subscriptions } from './subscriptions.ts';
import { support } from './support.ts';
import { system } from './system.ts';
import { umbrellaAdmin } from './umbrella-admin.ts';
import { umbrella } from './umbrella.ts';
import { users } from './users.ts';
import { ventureAnalysis } from './venture-analysis.ts';
import { ventureFiles } from './venture-files.ts';
import { ventureOversight } from './venture-oversight.ts';
import { ventures } from './ventures.ts';
import { work } from './work.ts';

/** Everything the platform promises over HTTP: modules of operations. */
export const contract = {
  analytics,
  authentication,
  users,
  access,
  legal,
  agreements,
  guests,
  legalAdmin,
  compliance,
  sealing,
  contractReview,
  ventures,
  ventureAnalysis,
  ventureFiles,
  ventureOversight,
  ownership,
  equity,
  scenarios,
  contributionSplits,
  offers,
  work,
  finances,
  opportunities,
  applications,
  serviceOffers,
  buz,
  governance,
  buzAdmin,
  umbrella,
  umbrellaAdmin,
  journey,
  subscriptions,
  invoices,
  subscriptionAdmin,
  paymentHooks,
  matching,
  models,
  insights,
  gamification,
  gamificationAdmin,
  channels,
  community,
  meetings,
  network,
  support,
  companies,
  teams,
  teamInvitations,
  approvals,
  behaviorEvents,
  notifications,
  broadcasts,
  webhooks,
  files,
  system,
};

export * as accessWire from './access.ts';
export * as agreementWire from './agreement-schemas.ts';
export * as agreementsWire from './agreements.ts';
export * as analyticsWire from './analytics.ts';
export * as authenticationWire from './authentication.ts';
export * as behaviorEventsWire from './behavior-events.ts';
export * as broadcastsWire from './broadcasts.ts';
export * as buzWire from './buz.ts';
export * as communityWire from './community.ts';
export * as complianceWire from './compliance.ts';
export * as contractReviewWire from './contract-review.ts';
export * as contributionSplitsWire from './contribution-splits.ts';
export * as equityWire from './equity.ts';
export * as filesWire from './files.ts';
export * as insightWire from './insight-schemas.ts';
export * as financesWire from './finances.ts';
export * as gamificationWire from './gamification.ts';
export * as insightsWire from './insights.ts';
export * as journeyWire from './journey.ts';
export * as legalAdminWire from './legal-admin.ts';
export * as legalWire from './legal.ts';
export * as matchingWire from './matching.ts';
export * as meetingsWire from './meetings.ts';
export * as modelSchemasWire from './model-schemas.ts';
export * as modelsWire from './models.ts';
export * as networkWire from './people-network.ts';
export * as notificationsWire from './notifications.ts';
export * as offersWire from './offers.ts';
export * as opportunitiesWire from './opportunities.ts';
export * as applicationsWire from './applications.ts';
export * as ownershipWire from './ownership.ts';
export * as scenariosWire from './scenarios.ts';
export * as subscriptionsWire from './subscriptions.ts';
export * as supportWire from './support.ts';
export * as systemWire from './system.ts';
export * as teamsWire from './teams.ts';
export * as umbrellaAdminWire from './umbrella-admin.ts';
export * as umbrellaWire from './umbrella.ts';
export * as usersWire from './users.ts';
export * as ventureAnalysisWire from './venture-analysis.ts';
export * as ventureFilesWire from './venture-files.ts';
export * as ventureOversightWire from './venture-oversight.ts';
export * as venturesWire from './ventures.ts';
export * as webhooksWire from './webhooks.ts';
export * as wire from './wire.ts';
export * as workWire from './work.ts';
export * from './client.ts';
export * from './errors.ts';
export * from './internal.ts';
export * from './limits.ts';
export * from './op.ts';
export * from './openapi.ts';
export * from './topics.ts';

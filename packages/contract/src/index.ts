import { access } from './access.ts';
import { agreements } from './agreements.ts';
import { authentication } from './authentication.ts';
import { buzAdmin } from './buz-admin.ts';
import { buz } from './buz.ts';
import { compliance } from './compliance.ts';
import { contractReview } from './contract-review.ts';
import { contributionSplits } from './contribution-splits.ts';
import { equity } from './equity.ts';
import { files } from './files.ts';
import { finances } from './finances.ts';
import { governance } from './governance.ts';
import { guests } from './guests.ts';
import { legalAdmin } from './legal-admin.ts';
import { legal } from './legal.ts';
import { notifications } from './notifications.ts';
import { sealing } from './sealing.ts';
import { offers } from './offers.ts';
import { ownership } from './ownership.ts';
import { scenarios } from './scenarios.ts';
import { subscriptions } from './subscriptions.ts';
import { system } from './system.ts';
import { users } from './users.ts';
import { ventureFiles } from './venture-files.ts';
import { ventureOversight } from './venture-oversight.ts';
import { ventures } from './ventures.ts';
import { work } from './work.ts';

/** Everything the platform promises over HTTP: modules of operations. */
export const contract = {
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
  ventureFiles,
  ventureOversight,
  ownership,
  equity,
  scenarios,
  contributionSplits,
  offers,
  work,
  finances,
  buz,
  governance,
  buzAdmin,
  subscriptions,
  notifications,
  files,
  system,
};

export * as accessWire from './access.ts';
export * as agreementWire from './agreement-schemas.ts';
export * as agreementsWire from './agreements.ts';
export * as authenticationWire from './authentication.ts';
export * as buzWire from './buz.ts';
export * as complianceWire from './compliance.ts';
export * as contractReviewWire from './contract-review.ts';
export * as contributionSplitsWire from './contribution-splits.ts';
export * as equityWire from './equity.ts';
export * as filesWire from './files.ts';
export * as financesWire from './finances.ts';
export * as legalAdminWire from './legal-admin.ts';
export * as legalWire from './legal.ts';
export * as notificationsWire from './notifications.ts';
export * as offersWire from './offers.ts';
export * as ownershipWire from './ownership.ts';
export * as scenariosWire from './scenarios.ts';
export * as subscriptionsWire from './subscriptions.ts';
export * as systemWire from './system.ts';
export * as usersWire from './users.ts';
export * as ventureFilesWire from './venture-files.ts';
export * as ventureOversightWire from './venture-oversight.ts';
export * as venturesWire from './ventures.ts';
export * as wire from './wire.ts';
export * as workWire from './work.ts';
export * from './client.ts';
export * from './errors.ts';
export * from './internal.ts';
export * from './limits.ts';
export * from './op.ts';
export * from './openapi.ts';
export * from './topics.ts';

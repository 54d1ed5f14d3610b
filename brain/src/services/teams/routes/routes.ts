import type { Teams } from '../index.ts';
import { approvalRoutes } from './approval-routes.ts';
import { companyRoutes } from './company-routes.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { ofTeamRoutes } from './team-routes.ts';

export function teamRoutes({ ground }: Pick<Teams, 'ground'>) {
  return {
    companies: companyRoutes(ground),
    teams: ofTeamRoutes(ground),
    teamInvitations: invitationRoutes(ground),
    approvals: approvalRoutes(ground),
  };
}

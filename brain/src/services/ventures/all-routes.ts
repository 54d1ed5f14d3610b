import { ventureFileRoutes } from './file-routes.ts';
import type { Ventures } from './index.ts';
import { oversightRoutes } from './oversight.ts';
import { ownershipRoutes } from './ownership-routes.ts';
import { ventureRoutes } from './routes.ts';

/** The modules of the contract that this service answers. */
export function allVentureRoutes(service: Ventures) {
  return {
    ventures: ventureRoutes(service),
    ventureFiles: ventureFileRoutes(service),
    ventureOversight: oversightRoutes(service),
    ownership: ownershipRoutes(service),
  };
}

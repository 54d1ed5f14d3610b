import {
  IconBell,
  IconBuildingStore,
  IconCoin,
  IconContract,
  IconFileSearch,
  IconFileText,
  IconLayoutDashboard,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';

/** The main menu of signed-in people, in order; the search palette lists the same pages. */
export const memberLinks = [
  { href: '/dashboard', key: 'dashboard', icon: IconLayoutDashboard },
  { href: '/ventures', key: 'ventures', icon: IconBuildingStore },
  { href: '/people', key: 'people', icon: IconUsers },
  { href: '/documents', key: 'documents', icon: IconFileText },
  { href: '/offers', key: 'approvals', icon: IconContract },
  { href: '/contracts', key: 'contracts', icon: IconFileSearch },
  { href: '/buz', key: 'buz', icon: IconCoin },
  { href: '/notifications', key: 'notifications', icon: IconBell },
  { href: '/settings', key: 'settings', icon: IconSettings },
] as const;

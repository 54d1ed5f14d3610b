import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  transpilePackages: ['@smartstart/contract', '@smartstart/units', '@smartstart/verify'],
  turbopack: { root: fileURLToPath(new URL('..', import.meta.url)) },
  experimental: { optimizePackageImports: ['@mantine/core', '@mantine/hooks', '@mantine/dates'] },
};

export default createNextIntlPlugin('./src/i18n.ts')(config);

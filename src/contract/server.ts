import * as z from 'zod/mini';
import { empty, emptyStrict, time } from './fields.ts';
import { operation } from './operation.ts';

/** Which ClearML Server this one stands for. */
export const info = operation({
  name: 'server.info',
  since: '2.12',
  access: 'public',
  effect: 'read',
  scope: 'account',
  request: empty,
  response: z.object({
    version: z.string(),
    build: z.optional(z.string()),
    commit: z.optional(z.string()),
    api_version: z.optional(z.string()),
    uid: z.optional(z.string()),
  }),
});

/** Reads, or with `enabled` sets, whether anonymous usage data is sent; one setting for the whole server. `supported: false` where there is none. */
export const reportStatsOption = operation({
  name: 'server.report_stats_option',
  effect: 'write',
  scope: 'account',
  stales: ['server.report_stats_option', 'server.get_usage_report'],
  request: z.object({ enabled: z.nullish(z.boolean()) }),
  response: z.object({
    supported: z.boolean(),
    enabled: z.optional(z.boolean()),
    enabled_time: z.nullish(time),
    enabled_version: z.nullish(z.string()),
    enabled_user: z.nullish(z.string()),
    current_version: z.nullish(z.string()),
  }),
});

/** Exactly the next payload, and where it goes: null where no recipient is set and nothing leaves the server. */
export const getUsageReport = operation({
  name: 'server.get_usage_report',
  origin: 'ours',
  effect: 'read',
  scope: 'account',
  request: emptyStrict,
  response: z.object({ report: z.record(z.string(), z.unknown()), destination: z.nullable(z.string()), last_sent: z.nullish(time) }),
});

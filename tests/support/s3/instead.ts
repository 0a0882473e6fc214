import { elsewhere, iso } from './checks.ts';
import { refused } from './refusals.ts';
import type { Asked, Rules, S3Fault, S3Faults, Sent } from './types.ts';
import { tag } from './xml.ts';

/** The page that a console, a proxy or a wrong port answers with. */
const page: Sent = {
  status: 200,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body: '<!doctype html><html lang="en"><title>MinIO Console</title><div id="root"></div></html>',
};

/** The answer that a test switched on; undefined where the connection itself breaks. */
export const insteadOf = (fault: S3Fault, asked: Asked, rules: Rules, faults: S3Faults): Sent | undefined => {
  if (fault === 'closed' || fault === 'half') return undefined;
  if (fault === 'html') return page;
  if (typeof fault === 'object') return { status: 307, headers: { Location: fault.redirect }, body: '' };
  if (fault === 'PermanentRedirect') return elsewhere(rules, asked);
  if (fault === 'AuthorizationHeaderMalformed') return refused(rules, asked, fault, { more: tag('Region', rules.region) });
  if (fault !== 'RequestTimeTooSkewed') return refused(rules, asked, fault);
  const more = [
    tag('RequestTime', asked.query['X-Amz-Date'] ?? ''),
    tag('ServerTime', iso(Date.now() + faults.ahead)),
    tag('MaxAllowedSkewMilliseconds', 900_000),
  ];
  return refused(rules, asked, fault, { more: more.join('') });
};

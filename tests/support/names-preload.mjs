// Loaded before a server: leads names to servers of the tests, as --host-resolver-rules does for Chromium. No other name is known.
import dns from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';

const rules = Object.entries(JSON.parse(process.env.NAMES_OF_TESTS ?? '{}'));
const placeOf = (name) => rules.find(([rule]) => (rule.startsWith('*.') ? name.endsWith(rule.slice(1)) : name === rule))?.[1];

const { lookup } = dns;
dns.lookup = async (name, options) => {
  if (placeOf(name) !== undefined) return [{ address: '127.0.0.1', family: 4 }];
  if (/(^|\.)localhost$/.test(name)) return lookup(name, options);
  throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
};

for (const module of [http, https]) {
  const { request } = module;
  module.request = (options, ...rest) => {
    const port = placeOf(options.host ?? '')?.split(':')[1];
    return request(port === undefined ? options : { ...options, port }, ...rest);
  };
}
syncBuiltinESMExports();

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings, SettingsError } from '#server/environment.ts';

test('nothing set is a hosted server on loopback with SQLite', () => {
  expect(readSettings({})).toEqual({
    port: 8080,
    host: '127.0.0.1',
    dataDir: join(process.cwd(), 'data'),
    databaseUrl: null,
    secretKey: null,
    deployment: 'hosted',
    clearml: null,
    signup: 'open',
    fixedUsers: [],
    guestUser: null,
    seats: 10,
    publicUrl: null,
    webUrl: null,
    apiUrl: null,
    filesUrl: null,
    cookieName: 'clearml_token_basic',
    cookieNameSet: false,
    hsts: false,
    supportContact: null,
    probeAllow: [],
    rateLimits: true,
    trustedProxies: [],
    corsOrigins: [],
    usageReportUrl: null,
    logLevel: 'info',
  });
});

const users = JSON.stringify([{ username: 'jane', password: 'secret-pass', name: 'Jane Doe' }]);

test('everything set is taken over', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'users-')), 'users.json');
  writeFileSync(file, users);
  expect(
    readSettings({
      PORT: '0',
      HOST: '0.0.0.0',
      DATA_DIR: '/var/lib/profile',
      DATABASE_URL: 'postgres://me@db/profile',
      SECRET_KEY: 'x'.repeat(16),
      DEPLOYMENT: 'self-hosted',
      FIXED_USERS: file,
      GUEST_USER: '{"username":"guest","password":"guest","name":"Guest"}',
      SEATS_PER_WORKSPACE: '3',
      PUBLIC_URL: 'https://corp.example/tools/clearml',
      API_URL: 'https://api.corp.example',
      COOKIE_NAME: 'profile',
      HSTS: '1',
      SUPPORT_CONTACT: ' it@corp.example ',
      PROBE_ALLOW: '127.0.0.0/8, minio.lan:9000,[fd00::1]:9000',
      RATE_LIMITS: 'off',
      TRUSTED_PROXIES: '10.0.0.0/8,::1',
      CORS_ORIGINS: 'https://app.example/, http://localhost:3000',
      USAGE_REPORT_URL: 'https://usage.example/report',
      LOG_LEVEL: 'silent',
    }),
  ).toMatchObject({
    port: 0,
    host: '0.0.0.0',
    dataDir: '/var/lib/profile',
    databaseUrl: 'postgres://me@db/profile',
    deployment: 'self-hosted',
    signup: 'closed',
    fixedUsers: [{ username: 'jane', password: 'secret-pass', name: 'Jane Doe', passHashed: false }],
    guestUser: { username: 'guest', name: 'Guest' },
    seats: null,
    publicUrl: 'https://corp.example/tools/clearml/',
    apiUrl: 'https://api.corp.example',
    cookieName: 'profile',
    cookieNameSet: true,
    hsts: true,
    supportContact: 'it@corp.example',
    probeAllow: ['127.0.0.0/8', 'minio.lan:9000', '[fd00::1]:9000'],
    rateLimits: false,
    trustedProxies: ['10.0.0.0/8', '::1'],
    corsOrigins: ['https://app.example', 'http://localhost:3000'],
    usageReportUrl: 'https://usage.example/report',
    logLevel: 'silent',
  });
});

test('an empty value counts as absent, and unlimited seats are no limit', () => {
  expect(readSettings({ PORT: ' ', DATABASE_URL: '', SEATS_PER_WORKSPACE: 'unlimited' })).toMatchObject({
    port: 8080,
    databaseUrl: null,
    seats: null,
  });
});

describe('a wrong value is told in one sentence that names it', () => {
  const hosted: Record<string, string> = {
    'PORT=eighty': 'PORT must be a port from 0 to 65535, not "eighty".',
    'PORT=70000': 'PORT must be a port from 0 to 65535, not "70000".',
    'DEPLOYMENT=cloud': 'DEPLOYMENT must be one of hosted, self-hosted, not "cloud".',
    'DEPLOYMENT=connected': 'DEPLOYMENT must be one of hosted, self-hosted, not "connected".',
    'SIGNUP=maybe': 'SIGNUP must be one of open, invite, closed, not "maybe".',
    'SEATS_PER_WORKSPACE=0': 'SEATS_PER_WORKSPACE must be a whole number from 1, or unlimited, not "0".',
    'SEATS_PER_WORKSPACE=2.5': 'SEATS_PER_WORKSPACE must be a whole number from 1, or unlimited, not "2.5".',
    'DATABASE_URL=mysql://me:pw@db': 'DATABASE_URL must be an address that begins with postgres:// or postgresql://.',
    'DATABASE_URL=postgres://me:pw@db': 'SECRET_KEY is required with DATABASE_URL, the same one for every process.',
    'SECRET_KEY=short': 'SECRET_KEY must have at least 16 characters.',
    'PUBLIC_URL=corp.example': 'PUBLIC_URL must be an address that begins with http:// or https://.',
    'PUBLIC_URL=https://corp.example/?x=1': 'PUBLIC_URL must be an address without user name, query and fragment.',
    'API_URL=ftp://x': 'API_URL must be an address that begins with http:// or https://.',
    'WEB_URL=http://me:pw@web': 'WEB_URL must be an address without user name and password: it is shown to everybody.',
    'COOKIE_NAME=a=b': 'COOKIE_NAME must be a cookie name without blanks, = and ;, not "a=b".',
    'HSTS=yes': 'HSTS must be one of 0, 1, not "yes".',
    'RATE_LIMITS=0': 'RATE_LIMITS must be one of on, off, not "0".',
    'LOG_LEVEL=loud': 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud".',
    'TRUSTED_PROXIES=10.0.0.0/8,proxy':
      'TRUSTED_PROXIES must be a comma-separated list of addresses or networks like 10.0.0.0/8, not "proxy".',
    'TRUSTED_PROXIES=10.0.0.0/40':
      'TRUSTED_PROXIES must be a comma-separated list of addresses or networks like 10.0.0.0/8, not "10.0.0.0/40".',
    'CORS_ORIGINS=*': 'CORS_ORIGINS must be a comma-separated list of origins like https://app.example.com, not "*".',
    'CORS_ORIGINS=https://a.example/path':
      'CORS_ORIGINS must be a comma-separated list of origins like https://app.example.com, not "https://a.example/path".',
    'PROBE_ALLOW=http://minio':
      'PROBE_ALLOW must be a comma-separated list of networks or hosts like 10.0.0.0/8,minio.lan:9000, not "http://minio".',
    'CLEARML_API_URL=clearml:8008': 'CLEARML_API_URL must be an address that begins with http:// or https://.',
    'CLEARML_API_URL=http://me:pw@clearml:8008': 'CLEARML_API_URL must be an address without user name, query and fragment.',
    'FIXED_USERS=[]': 'FIXED_USERS needs DEPLOYMENT=self-hosted.',
    'GUEST_USER={}': 'GUEST_USER needs DEPLOYMENT=self-hosted.',
  };
  const told = (env: Record<string, string>): string => {
    try {
      readSettings(env);
    } catch (error) {
      if (error instanceof SettingsError) return error.message;
    }
    return 'nothing';
  };

  test.each(Object.entries(hosted))('%s', (assignment, sentence) => {
    const split = assignment.indexOf('=');
    expect(told({ [assignment.slice(0, split)]: assignment.slice(split + 1) })).toBe(sentence);
  });

  const bcrypt = Buffer.from('$2b$12$abcdefghijklmnopqrstuv').toString('base64');
  test.each([
    [
      'FIXED_USERS',
      '/nonexistent/users.json',
      'FIXED_USERS must begin with [ or name a file that can be read, and "/nonexistent/users.json" cannot be.',
    ],
    ['FIXED_USERS', '[{"username":', 'FIXED_USERS must be JSON.'],
    [
      'FIXED_USERS',
      '[{"username":"jane","password":"violet"}]',
      'FIXED_USERS must be a list of {"username", "password", "name"}, each a text that is not empty.',
    ],
    ['FIXED_USERS', `${users.slice(0, -1)},${users.slice(1)}`, 'FIXED_USERS must name each user once, and "jane" is there twice.'],
    [
      'FIXED_USERS',
      users.replace('}', ',"pass_hashed":true}'),
      'FIXED_USERS says "pass_hashed" of "jane", whose password is not the base64 of a bcrypt hash.',
    ],
    ['FIXED_USERS', users.replace('secret-pass', bcrypt).replace('}', ',"pass_hashed":true}'), 'nothing'],
    ['GUEST_USER', '{"username":"guest"}', 'GUEST_USER must be {"username", "password", "name"}, each a text that is not empty.'],
  ])('%s=%s', (name, value, sentence) => {
    expect(told({ DEPLOYMENT: 'self-hosted', [name]: value })).toBe(sentence);
  });

  test.each([
    [{ DEPLOYMENT: 'self-hosted' }, 'DEPLOYMENT is for accounts of our own: unset it, or CLEARML_API_URL.'],
    [{ DATABASE_URL: 'postgres://db/x' }, 'DATABASE_URL is for accounts of our own: unset it, or CLEARML_API_URL.'],
    [{ FIXED_USERS: users }, 'FIXED_USERS is for accounts of our own: unset it, or CLEARML_API_URL.'],
    [{ CLEARML_WEB_KEY: 'KEY' }, 'CLEARML_WEB_KEY and CLEARML_WEB_SECRET go together.'],
    [{ HTTPS_PROXY: 'proxy:3128' }, 'HTTPS_PROXY must be an address that begins with http:// or https://.'],
  ])('in front of a ClearML Server: %o', (env, sentence) => {
    expect(told({ CLEARML_API_URL: 'http://clearml:8008', ...env })).toBe(sentence);
  });
});

test('in front of a ClearML Server the cookie has the name that ClearML gave it, and proxies are those of the environment', () => {
  expect(
    readSettings({
      CLEARML_API_URL: 'https://corp.example/clearml/api/',
      CLEARML_WEB_KEY: 'KEY',
      CLEARML_WEB_SECRET: 'SECRET',
      https_proxy: 'http://proxy:3128',
      NO_PROXY: 'corp.example',
    }),
  ).toMatchObject({
    deployment: 'connected',
    cookieName: 'clearml_token_basic',
    cookieNameSet: true,
    clearml: {
      apiUrl: 'https://corp.example/clearml/api',
      webPair: { key: 'KEY', secret: 'SECRET' },
      proxies: { http: null, https: 'http://proxy:3128', none: 'corp.example' },
    },
  });
});
